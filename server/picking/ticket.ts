/** The pick ticket: what to fetch, for whom, in the order of the way. It exists only after allocation. */
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'

export async function readTicket({ db, t }: Reader, id: string) {
  const [list] = await db.select().from(t.pickLists).where(eq(t.pickLists.id, id))
  if (!list) throw notFound(`pick list ${id}`)
  const rows = await db
    .select({ task: t.tasks, name: t.items.name, expiresOn: t.lots.expiresOn, order: t.orders })
    .from(t.tasks)
    .innerJoin(t.items, eq(t.items.sku, t.tasks.sku))
    .leftJoin(t.lots, and(eq(t.lots.sku, t.tasks.sku), eq(t.lots.lot, t.tasks.lot)))
    .leftJoin(t.orders, eq(t.orders.id, t.tasks.orderId))
    .where(and(eq(t.tasks.pickListId, id), ne(t.tasks.state, 'cancelled')))
    .orderBy(asc(t.tasks.sequence), asc(t.tasks.location), asc(t.tasks.id))
  const orders = new Map(
    rows.flatMap(({ order, task }) =>
      order
        ? [
            [
              order.id,
              {
                id: order.id,
                externalId: order.externalId,
                channel: order.channel,
                customer: order.customer.name,
                shipBy: order.shipBy,
                tote: task.tote,
              },
            ],
          ]
        : [],
    ),
  )
  return {
    id: list.id,
    warehouse: list.warehouse,
    state: list.state,
    staging: list.staging,
    device: list.deviceId,
    createdAt: new Date(list.createdAt).toISOString(),
    orders: [...orders.values()].sort((a, b) => (a.tote ?? '').localeCompare(b.tote ?? '', 'en', { numeric: true })),
    tasks: rows.map(({ task, name, expiresOn }) => ({
      id: task.id,
      orderId: task.orderId,
      tote: task.tote,
      sku: task.sku,
      name,
      lot: task.lot === '' ? null : task.lot,
      expiresOn,
      location: task.location,
      quantity: task.quantity,
      done: task.done,
      state: task.state,
    })),
  }
}
