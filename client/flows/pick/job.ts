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
    return item ? { ...task, item, lots: known, lotRow: known.find((row) => row.lot === task.lot) } : null
  })
  return {
    listId: work.list.id,
    orderId: work.list.orderId,
    orderName: work.order?.externalId ?? work.list.orderId,
    channel: work.order?.channel,
    customer: work.order?.customer ?? '',
    staging: work.list.staging,
    lines: lines.filter((line) => line !== null),
  }
}

export async function jobById(view: View, deviceId: string, listId: string): Promise<PickJob | null> {
  const work = (await pickWork(view, deviceId)).find(({ list }) => list.id === listId)
  return work ? jobOf(view, work) : null
}
