/** A warehouse that sells on a simulated Amazon under a virtual clock, with a server that may die whenever it calls there. */
import { createVault } from '../../server/channels/vault.ts'
import { wrapped } from '../contract/connected-amazon.ts'
import { BINS, ok, openFloor } from '../contract/floor.ts'
import { createAmazon } from '../platforms/amazon/amazon.ts'
import { createRandom } from '../platforms/amazon/random.ts'
import { CLIENT, MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { openOtherChannel, stockChanges } from './stock-changes.ts'

const PACKS = [1, 1, 1, 6, 12]
const NOTIFICATION_KEY = 'a key that no one should see'
/** What Amazon keeps and sends itself. */
export const FBA = { sku: 'KEPT-BY-AMAZON', quantity: 100_000, fba: true }
export const LEAD_TIME = 3

export interface Listed {
  sku: string
  /** The seller's SKU at Amazon. */
  listing: string
  pack: number
}

export interface Failure {
  id: string
  state: string
  code: string
  about: string
  detail: string
  subject: string
}

export interface Health {
  waiting: number
  state: string
  ordersDue: number
  polledAt: number | null
  notices: { taken: number; repeated: number; refused: number }
}

export interface Selling {
  seed: number
  items: number
  /** Units of each item at first. */
  stock: number
  settings?: Record<string, unknown>
}

export type ServerDeps = ReturnType<Awaited<ReturnType<typeof sellOnAmazon>>['depsOf']>

export async function sellOnAmazon({ seed, items, stock, settings = {} }: Selling) {
  const floor = await openFloor('sqlite')
  const random = createRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[random.between(0, all.length - 1)] as T
  const now = () => Date.now() + floor.clock.offset
  const listed: Listed[] = []
  /** `isDue`: the next call reaches Amazon, and the server that sent it dies. */
  const death = { isDue: false, count: 0, next: () => {} }

  const amazon = createAmazon({
    ...CLIENT,
    now,
    seed,
    sellerId: SELLER,
    marketplaceId: MARKETPLACE,
    notify: async (notification) => {
      const request = new Request('https://lotline.test/hooks/amz', {
        method: 'POST',
        body: JSON.stringify(wrapped(notification)),
        headers: { 'x-api-key': NOTIFICATION_KEY },
      })
      if (!(await floor.server.fetch(request)).ok) throw new Error('not taken')
    },
  })

  const connect = (refreshToken: string) =>
    ok(floor.server, 'PUT', '/connectors/amz', {
      kind: 'amazon',
      channel: 'shop',
      baseUrl: 'https://sellingpartnerapi-na.amazon.com',
      settings: { sellerId: SELLER, marketplaceId: MARKETPLACE, ...settings },
      credentials: { ...CLIENT, refreshToken, notificationKey: NOTIFICATION_KEY },
    })

  amazon.addListing(FBA)
  await openOtherChannel(floor)
  for (let nth = 0; nth < items; nth++) {
    const sku = await floor.item()
    await floor.receive(sku, 'L0', stock, pick(BINS))
    for (const pack of nth % 3 === 0 ? PACKS.slice(2, 4) : [pick(PACKS)]) {
      const listing = `${sku}/${pack} pack`
      amazon.addListing({ sku: listing, quantity: 0, leadTimeDays: LEAD_TIME })
      listed.push({ sku, listing, pack })
    }
  }
  await connect(CLIENT.refreshToken)
  const mappings = listed.map(({ sku, listing, pack }) => ({ listing, sku, packQuantity: pack }))
  await ok(floor.server, 'PUT', '/connectors/amz/mappings', mappings)

  /** For a server that is started now: it hears no more answers once it has died, and `death.next` starts another. */
  function depsOf() {
    const alive = { is: true }
    return {
      work: floor.server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch: (async (url, init) => {
        const answer = await amazon.app.fetch(new Request(String(url), init as RequestInit))
        if (death.isDue) {
          death.isDue = false
          death.count += 1
          alive.is = false
          death.next()
        }
        return alive.is ? answer : new Promise<Response>(() => undefined)
      }) as typeof fetch,
      now,
      random: () => random.next(),
      report: (error: unknown) => floor.server.faults.push(error),
    }
  }

  return {
    ...{ floor, random, pick, now, listed, death, amazon, connect, depsOf },
    pass: (ms: number) => {
      floor.clock.offset += ms
    },
    /** One that died is never done: whoever has taken its place goes on. */
    orDeath: (work: Promise<unknown>) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, 400))]),
    changes: stockChanges({ floor, sku: () => pick(listed).sku, whole: random.between, channel: 'shop' }),
    failures: async () =>
      (await ok<{ items: Failure[] }>(floor.server, 'GET', '/connectors/amz/failures?limit=1000')).items,
    health: async () => (await ok<{ items: Health[] }>(floor.server, 'GET', '/connectors')).items[0] as Health,
    packOf: (listing: string) => listed.find((one) => one.listing === listing)?.pack ?? 0,

    /** Listings of which Amazon shows another number than can be promised. */
    async wrongNumbers(): Promise<string[]> {
      const wrong: string[] = []
      for (const { sku, listing, pack } of listed) {
        const { channels } = await floor.inventory(sku)
        const promised = channels.find(({ channel }) => channel === 'shop')?.availableToPromise ?? 0
        if (amazon.shown(listing) !== Math.floor(promised / pack))
          wrong.push(`${listing}: ${promised} in packs of ${pack}, Amazon shows ${amazon.shown(listing)}`)
      }
      return wrong
    },
  }
}
