/** A pick list as the flow wants it: lines with their item and lots, own work laid over. */
import { itemOf, type PickWork, pickWork, type View } from '../../replica/view.ts'
import type { PickJob, PickLine } from './machine.ts'

export async function jobOf(view: View, work: PickWork): Promise<PickJob> {
  const lines = await Promise.all(
    work.tasks.map(async (task): Promise<PickLine | null> => {
      const item = await itemOf(view, task.sku)
      const lots = await view.replica.rows.lots.where('sku').equals(task.sku).toArray()
      return item ? { ...task, item, lots, lotRow: lots.find((row) => row.lot === task.lot) } : null
    }),
  )
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
