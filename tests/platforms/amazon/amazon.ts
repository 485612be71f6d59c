/** A simulated Amazon: the Selling Partner API of one seller in one marketplace, and the hands that move it. */
import { Hono } from 'hono'
import { createBuckets } from './buckets.ts'
import { createCounters } from './counters.ts'
import { type Client, createCredentials } from './credentials.ts'
import { AnswerLost, errorList, serverError } from './errors.ts'
import { createFaults, type FaultOptions } from './faults.ts'
import { addFbaInventoryRoutes } from './fba-inventory.ts'
import { createFeedReader } from './feed-report.ts'
import { addFeedRoutes } from './feed-routes.ts'
import { createFeeds } from './feeds.ts'
import { createGate } from './gate.ts'
import { addListingRoutes } from './listing-routes.ts'
import { createListings } from './listings.ts'
import { createNotifications, type Notify } from './notifications.ts'
import { orderChange } from './order-change.ts'
import { addOrderRoutes } from './order-routes.ts'
import { createOrders, type NewOrder, type OrderListener, type Package } from './orders.ts'
import { createRandom } from './random.ts'
import { addShipmentConfirmation } from './shipment-confirmation.ts'
import { createSubmit } from './submissions.ts'
import { addTokenRoute } from './token-route.ts'

export interface AmazonOptions extends Client {
  /** Milliseconds since 1970; the only clock. */
  now: () => number
  seed: number
  sellerId: string
  marketplaceId: string
  /** Takes one delivery from the queue; a rejection makes it come again. */
  notify: Notify
}

/** How long things take; all 0 but for feeds (30 s in the queue, 60 s in work). */
export interface Delays {
  /** From an accepted submission to the shown quantity. */
  listingMs?: number
  notificationMs?: number
  feedQueueMs?: number
  feedWorkMs?: number
}

export interface Shipment extends Package {
  orderId: string
}

function createParts(options: AmazonOptions) {
  const { now, sellerId, marketplaceId, notify } = options
  const random = createRandom(options.seed)
  const faults = createFaults(random)
  const credentials = createCredentials(options, now, random)
  const counters = createCounters()
  const gate = createGate({ credentials, buckets: createBuckets(now), faults, counters, random })
  const listings = createListings({ now, random, faults, marketplaceId })
  const notifications = createNotifications(now, faults, notify)
  const listener: OrderListener = (order, reason, request) =>
    notifications.publish(orderChange(order, { reason, request, sellerId, marketplaceId, random }))
  const orders = createOrders({ now, random, listings, listener })
  const submit = createSubmit({ listings, faults, marketplaceId })
  const feeds = createFeeds(now, random, createFeedReader({ listings, submit, sellerId }))
  const own = { now, random, faults, credentials, counters, gate, listings, notifications, orders, submit, feeds }
  return { ...own, sellerId, marketplaceId }
}

function createApp(parts: ReturnType<typeof createParts>): Hono {
  const app = new Hono()
  // Feeds that are due act before anybody looks.
  app.use(async (_context, next) => {
    parts.feeds.settle()
    await next()
  })
  addTokenRoute(app, parts.gate, parts.credentials)
  addOrderRoutes(app, parts)
  addShipmentConfirmation(app, parts)
  addListingRoutes(app, parts)
  addFbaInventoryRoutes(app, parts)
  addFeedRoutes(app, parts)
  app.onError((error, context) => {
    if (error instanceof AnswerLost) throw error
    console.error(error)
    return context.json(errorList(serverError(500)), 500)
  })
  return app
}

export function createAmazon(options: AmazonOptions) {
  const parts = createParts(options)
  const { faults, credentials, counters, listings, notifications, orders, feeds } = parts
  function delays({ listingMs, notificationMs, feedQueueMs, feedWorkMs }: Delays): void {
    if (listingMs !== undefined) listings.setDelay(listingMs)
    if (notificationMs !== undefined) notifications.setDelay(notificationMs)
    if (feedQueueMs !== undefined) feeds.setTimes({ queueMs: feedQueueMs })
    if (feedWorkMs !== undefined) feeds.setTimes({ workMs: feedWorkMs })
  }
  function shipments(): Shipment[] {
    return orders
      .all()
      .flatMap((order) => order.packages.map((one) => ({ ...structuredClone(one), orderId: order.id })))
  }
  return {
    app: createApp(parts),
    addListing: listings.add,
    placeOrder(order: NewOrder): string {
      feeds.settle()
      return orders.place(order)
    },
    changeOrder: orders.change,
    cancelOrder: orders.cancel,
    /** What buyers see now; of an FBA listing Amazon's own units. */
    shown(sku: string): number {
      feeds.settle()
      return listings.shown(sku)
    },
    /** Amazon receives or loses units of an FBA listing, or somebody edits a quantity in Seller Central. */
    adjust: listings.move,
    listings: () => structuredClone(listings.all()),
    orders: () => structuredClone(orders.all()),
    shipments,
    delays,
    faults: (changes: Partial<FaultOptions>) => faults.set(changes),
    clearFaults: faults.clear,
    revoke: credentials.revoke,
    renew: credentials.renew,
    expireTokens: credentials.expire,
    rotateSecret: credentials.rotateSecret,
    /** Lets time have its effect: feeds are read, notifications delivered. Returns how many were taken. */
    async tick(): Promise<number> {
      feeds.settle()
      return notifications.deliver()
    },
    /** Accepted submissions not yet shown, and notifications not yet taken. */
    pending: () => ({ submissions: listings.pending(), notifications: notifications.waiting() }),
    calls: counters.all,
    faultCounts: faults.counts,
    notificationCounts: notifications.counts,
  }
}

export type Amazon = ReturnType<typeof createAmazon>
