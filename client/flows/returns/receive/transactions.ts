/** What receiving a return records: the goods, and all that is known of where they came from. */
import type { NewTransaction } from '../../../outbox/append.ts'
import type { ReturnState } from './state.ts'

export function returnTransaction({ source, goods }: ReturnState, location: string): NewTransaction | null {
  if (source === null || source.channel === null || goods === null) return null
  const { item, lot = null, lotFrom, reason, quantity } = goods
  if (reason === null || quantity === null) return null
  const { returnId, orderId, order, reference } = source
  return {
    type: 'returnReceive',
    payload: {
      sku: item.sku,
      lot,
      ...(lotFrom === null ? {} : { lotFrom }),
      quantity,
      reason: reason.code,
      location,
      channel: source.channel.channel,
      ...(returnId === null ? {} : { returnId }),
      ...(orderId === null ? {} : { orderId }),
      ...(order === null ? {} : { orderExternalId: order }),
      ...(reference === null ? {} : { reference }),
    },
  }
}
