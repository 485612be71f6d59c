import { t } from '../../language/t.ts'
import type { PickWork } from '../../replica/view.ts'

/** A list is known by its order; a batch by how many it serves, and where. */
export function listName({ list, orders }: PickWork): string {
  const name =
    orders.length > 1
      ? t('Batch of {orders} orders', { orders: orders.length })
      : (orders[0]?.externalId ?? list.orderId ?? t('Batch'))
  return list.zone === null ? name : t('{name}, zone {zone}', { name, zone: list.zone })
}
