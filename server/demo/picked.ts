/** Some orders are picked already, so that there is something to pack and to ship; one of them was given up after that. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Work } from '../db/work.ts'
import { applyUnit } from '../inbox/apply.ts'
import { cancelOrder } from '../orders/change.ts'
import type { DemoChannel } from './channels.ts'
import { TOTES } from './places.ts'
import { openStream, shiftUntil } from './relive.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const DEVICE = 'HH-02'

/** The first released orders of each: where they were picked to, and whether they were given up. */
const PICKED: readonly { channel: DemoChannel; to?: string | undefined; givenUp?: boolean }[] = [
  { channel: 'greenfield' },
  { channel: 'shop', to: TOTES[0] },
  { channel: 'shop', to: TOTES[1] },
  { channel: 'amazon', givenUp: true },
]

/** `now` in UTC milliseconds, `picker` who picked them. */
export async function pickSome(work: Work, now: number, picker: string): Promise<void> {
  const shift = await shiftUntil(work, now, picker, DEVICE)
  const context = await openStream(work, DEVICE, [shift])
  const orders = await releasedOrders(work)
  let seq = 0
  for (const { channel, to, givenUp } of PICKED) {
    const at = orders.findIndex((order) => order.channel === channel)
    const [order] = at < 0 ? [] : orders.splice(at, 1)
    if (!order) continue
    for (const task of await tasksOf(work, order.listId)) {
      seq += 1
      const raw = {
        id: v7(),
        seq,
        v: 1,
        type: 'pick',
        session: shift,
        occurredAt: new Date(now).toISOString(),
        payload: {
          taskId: task.id,
          sku: task.sku,
          lot: task.lot === '' ? null : task.lot,
          location: task.location,
          to: to ?? order.staging,
          quantity: task.quantity,
          orderId: order.id,
          lineId: task.lineId,
          channel,
          orderExternalId: order.externalId,
        },
      }
      const applied = await work.run([], (tx) => applyUnit(tx, context, { id: raw.id, seq, raw }))
      if (applied === 'gap' || applied.outcome !== 'applied')
        throw new Error(`The demo's picks contradict its stock: ${JSON.stringify({ raw, applied })}`)
    }
    if (givenUp) await work.run([], (tx) => cancelOrder(tx, order.id, picker))
  }
}

const releasedOrders = (work: Work) =>
  work.read(({ db, t }) =>
    db
      .select({
        id: t.orders.id,
        externalId: t.orders.externalId,
        channel: t.orders.channel,
        listId: t.pickLists.id,
        staging: t.pickLists.staging,
      })
      .from(t.orders)
      .innerJoin(t.pickLists, eq(t.pickLists.orderId, t.orders.id))
      .where(
        and(
          eq(t.orders.warehouse, DEMO_WAREHOUSE),
          eq(t.pickLists.state, 'open'),
          inArray(
            t.orders.channel,
            PICKED.map(({ channel }) => channel),
          ),
        ),
      )
      .orderBy(asc(t.orders.externalId)),
  )

const tasksOf = (work: Work, pickListId: string) =>
  work.read(({ db, t }) =>
    db
      .select()
      .from(t.tasks)
      .where(and(eq(t.tasks.pickListId, pickListId), eq(t.tasks.kind, 'pick')))
      .orderBy(asc(t.tasks.sequence), asc(t.tasks.id)),
  )
