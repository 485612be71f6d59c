/**
 * Amazon sells, cancels, lowers and is paid late, while its notifications are lost, come twice, late and out of turn, its calls
 * fail, act and do not answer, and run out, its tokens are taken back, and the server dies in the middle of its work: when it
 * has gone quiet, each order of the merchant is here once and wants what it wants there, Amazon shows what can be promised, and
 * what went wrong has healed or is said. The clock is virtual; on SQLite alone, where one seed decides everything.
 * LOTLINE_CHANGES=10000 LOTLINE_ORDERS=2000 is the full size.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIntake } from '../../server/channels/intake/intake.ts'
import type { Lanes } from '../../server/channels/lanes.ts'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import type { Order } from '../platforms/amazon/orders.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { FBA, sellOnAmazon } from './selling-on-amazon.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_130)
const ORDERS = Number(process.env.LOTLINE_ORDERS ?? (IS_WHOLE ? 150 : 80))
const CHANGES = Number(process.env.LOTLINE_CHANGES ?? (IS_WHOLE ? 300 : 160))
const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('orders of Amazon in trouble', () => {
  let selling: Awaited<ReturnType<typeof sellOnAmazon>>
  let publisher: Publisher
  let intake: Lanes
  /** Orders that the merchant sends and that may still change. */
  const placed: string[] = []
  let changed = 0

  function start(): void {
    const deps = selling.depsOf()
    publisher = createPublisher(deps)
    intake = createIntake(deps)
  }

  async function step(): Promise<void> {
    await selling.amazon.tick()
    await selling.orDeath(intake.step())
    await selling.orDeath(publisher.step())
  }

  beforeAll(async () => {
    selling = await sellOnAmazon({ seed: SEED, items: 12, stock: 30 * Math.ceil(ORDERS / 10) })
    selling.death.next = start
    start()
  })
  afterAll(() => selling.floor.close())

  function sell(): void {
    if (selling.random.chance(0.1)) {
      selling.amazon.placeOrder({
        lines: [{ sku: FBA.sku, quantity: selling.random.between(1, 3) }],
        fulfilledBy: 'AMAZON',
      })
      return
    }
    const lines = Array.from({ length: selling.random.between(1, 3) }, () => ({
      sku: selling.pick(selling.listed).listing,
      quantity: selling.random.between(1, 4),
      taxCents: selling.random.between(0, 90),
      discountCents: selling.random.between(0, 50),
      shippingCents: selling.random.between(0, 700),
    }))
    placed.push(selling.amazon.placeOrder({ lines, pending: selling.random.chance(0.2), oversell: true }))
  }

  const orders = () => new Map(selling.amazon.orders().map((order) => [order.id, order]))

  function lower(order: Order): void {
    const item = selling.pick(order.items)
    const isTwice = order.items.filter(({ sku }) => sku === item.sku).length > 1
    if (item.quantity > 1 && !isTwice)
      selling.amazon.changeOrder(order.id, { quantities: { [item.sku]: item.quantity - 1 } })
  }

  /** Something that happens to an order, or to stock. */
  async function change(): Promise<void> {
    const order = placed.length > 0 ? orders().get(selling.pick(placed)) : undefined
    const what = selling.random.between(1, 10)
    if (order && order.status !== 'CANCELLED') {
      if (what <= 2) return selling.amazon.cancelOrder(order.id, { restock: selling.random.chance(0.5) })
      if (what <= 4) return lower(order)
      if (what <= 7 && order.status === 'PENDING') return selling.amazon.changeOrder(order.id, { status: 'UNSHIPPED' })
      if (what === 8) return selling.amazon.changeOrder(order.id, { buyerRequestsCancel: 'BUYER_MISTAKE' })
    }
    await changeStock()
  }

  async function changeStock(): Promise<void> {
    changed += 1
    await selling.pick(selling.changes)()
  }

  async function trouble(nth: number): Promise<void> {
    if (nth === Math.floor(ORDERS * 0.3)) selling.amazon.expireTokens()
    if (nth === Math.floor(ORDERS * 0.5)) selling.amazon.revoke()
    if (nth === Math.floor(ORDERS * 0.6)) await selling.connect(selling.amazon.renew('Atzr|two'))
    selling.death.isDue = selling.random.chance(0.03)
  }

  async function comesToRest(): Promise<void> {
    const quietSince = selling.now()
    for (let rounds = 0; rounds < 20 * ORDERS; rounds++) {
      selling.pass(5 * SECOND)
      await step()
      const { waiting, ordersDue, polledAt } = await selling.health()
      // A search sees what is two minutes old.
      const isPolled = (polledAt ?? 0) > quietSince + 3 * MINUTE
      const { submissions, notifications } = selling.amazon.pending()
      if (isPolled && waiting + ordersDue + submissions + notifications === 0) return
    }
  }

  interface Ours {
    externalId: string
    cancelledAt: number | null
    awaits: string | null
    isAddressed: boolean
    lines: { lineId: string; open: number; price: number }[]
  }

  async function ours(): Promise<Ours[]> {
    return selling.floor.server.database.work.read(async ({ db, t }) => {
      const lines = new Map((await db.select().from(t.orderLines)).map((line) => [line.id, line]))
      const platformLines = await db.select().from(t.platformLines)
      const known = new Set((await db.select().from(t.platformOrders)).map(({ externalId }) => externalId))
      return (await db.select().from(t.orders))
        .filter(({ externalId }) => known.has(externalId))
        .map(({ externalId, cancelledAt, awaits, shipTo }) => ({
          externalId,
          cancelledAt,
          awaits,
          isAddressed: shipTo !== null,
          lines: platformLines
            .filter((line) => line.externalId === externalId)
            .map(({ lineId, orderLineId }) => {
              const line = lines.get(orderLineId)
              return {
                lineId,
                open: (line?.quantity ?? 0) - (line?.cancelled ?? 0),
                price: line?.unitPrice.amount ?? 0,
              }
            }),
        }))
    })
  }

  /** What Amazon has and what stands here, where they are not the same. */
  async function differences(): Promise<string[]> {
    const all = await ours()
    const byId = new Map(all.map((order) => [order.externalId, order]))
    const wrong = all.length === byId.size ? [] : ['an order is here twice']
    const sold = selling.amazon.orders()
    const merchants = new Set(sold.filter(({ fulfilledBy }) => fulfilledBy === 'MERCHANT').map(({ id }) => id))
    for (const { externalId } of all) if (!merchants.has(externalId)) wrong.push(`${externalId} is no merchant's order`)
    for (const { id, status, items, fulfilledBy } of sold) {
      const here = byId.get(id)
      if (fulfilledBy === 'AMAZON') continue
      const isCancelled = status === 'CANCELLED'
      if (!here && !isCancelled) wrong.push(`${id} is missing`)
      if (!here) continue
      if (isCancelled !== (here.cancelledAt !== null)) wrong.push(`${id} is ${status} there`)
      if ((status === 'PENDING') !== (here.awaits === 'payment') && !isCancelled)
        wrong.push(`${id} awaits ${here.awaits}`)
      if (status === 'UNSHIPPED' && !here.isAddressed) wrong.push(`${id} has no address`)
      for (const { orderItemId, sku, quantity } of items) {
        const line = here.lines.find(({ lineId }) => lineId === orderItemId)
        const expected = isCancelled ? 0 : quantity * selling.packOf(sku)
        if (line?.open !== expected) wrong.push(`${id}: ${expected} of ${sku} there, ${line?.open} here`)
        if (status === 'UNSHIPPED' && line?.price === 0) wrong.push(`${id}: ${sku} has no price`)
      }
    }
    return wrong
  }

  it(`has ${ORDERS} orders once through ${CHANGES} changes (seed ${SEED})`, { timeout: 1_800_000 }, async () => {
    selling.amazon.delays({ listingMs: 2 * SECOND })
    await step()
    selling.amazon.faults({
      serverError: 0.05,
      timeoutAfter: 0.05,
      notificationLost: 0.2,
      notificationDuplicate: 0.2,
      notificationLate: 0.2,
      lateMs: 3 * MINUTE,
    })
    for (let nth = 0; nth < ORDERS; nth++) {
      sell()
      if (selling.random.chance(0.7)) await change()
      while (changed * ORDERS < CHANGES * (nth + 1)) await changeStock()
      await trouble(nth)
      if (!selling.random.chance(0.4)) continue
      selling.pass(selling.random.between(0, 8 * SECOND))
      await step()
    }
    selling.death.isDue = false
    selling.amazon.clearFaults()
    // What was taken along by one that died is over by then.
    selling.pass(61 * SECOND)
    await comesToRest()

    expect(await differences()).toEqual([])
    expect(await selling.wrongNumbers()).toEqual([])

    const { notices, ...rest } = await selling.health()
    expect(rest).toMatchObject({ waiting: 0, ordersDue: 0, state: 'on' })
    expect(notices.refused).toBe(0)
    const { serverError, timeoutAfter, notificationLost, notificationDuplicate, notificationLate } =
      selling.amazon.faultCounts()
    const struck = [serverError, timeoutAfter, notificationLost, notificationDuplicate, notificationLate]
    const kinds = [...struck, notices.repeated, notices.taken, selling.death.count]
    // At the small size a kind may not have had its turn: how steps and calls meet is not decided by the seed alone.
    const spared = kinds.filter((times) => times === 0).length
    expect(spared, JSON.stringify(kinds)).toBeLessThanOrEqual(ORDERS < 1_000 ? 2 : 0)
    const all = await selling.failures()
    expect(all.map(({ code }) => code)).toContain('credentials-refused')
    // Only what a person has to answer is left.
    expect(all.filter(({ state, code }) => state !== 'healed' && code !== 'cancellation-asked')).toEqual([])
    expect(JSON.stringify(all)).not.toMatch(/Atz[ra]\|/)
    await selling.floor.cleanAudit()
  })
})
