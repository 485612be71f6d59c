/** A pick list as the flow wants it: lines with their item and lots, own work laid over. */
import { type PickWork, pickWork, type View } from '../../replica/view.ts'
import type { PickJob, PickLine } from './machine.ts'

export async function jobOf(view: View, work: PickWork): Promise<PickJob> {
  const skus = [...new Set(work.tasks.map((task) => task.sku))]
  void view.atHand?.fetch(skus, [...new Set(work.tasks.map((task) => task.location))]).catch(() => {})
  // Two requests for the whole list: a scan that comes meanwhile waits for them.
  const [items, lots] = await Promise.all([
    view.replica.rows.items.bulkGet(skus),
    view.replica.rows.lots.where('sku').anyOf(skus).toArray(),
  ])
  const itemOf = new Map(items.flatMap((item) => (item ? [[item.sku, item]] : [])))
  const lines = work.tasks.map((task): PickLine | null => {
    const item = itemOf.get(task.sku)
    const known = lots.filter((row) => row.sku === task.sku)
    if (!item) return null
    const order = work.orders.find((one) => one.id === task.orderId)
    const named = order ? { orderName: order.externalId, channel: order.channel } : {}
    return { ...task, ...named, item, lots: known, lotRow: known.find((row) => row.lot === task.lot) }
  })
  return {
    listId: work.list.id,
    orderId: work.list.orderId,
    orderName: listName(work),
    channel: work.orders[0]?.channel,
    customer: work.orders.length === 1 ? (work.orders[0]?.customer ?? '') : '',
    staging: work.list.staging,
    lines: lines.filter((line) => line !== null),
  }
}

/** A list is known by its order; a batch by how many it serves. */
export const listName = ({ list, orders }: PickWork): string =>
  orders.length > 1 ? `Batch of ${orders.length} orders` : (orders[0]?.externalId ?? list.orderId ?? 'Batch')

export async function jobById(view: View, deviceId: string, listId: string): Promise<PickJob | null> {
  const work = (await pickWork(view, deviceId)).find(({ list }) => list.id === listId)
  return work ? jobOf(view, work) : null
}
