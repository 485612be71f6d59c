/** What was asked for and could not be had is written down: a platform may punish it, and what is asked for is more than what is sold. */
import type { ShortageKind } from '../db/tables/shortages.ts'
import type { Tx } from '../db/work.ts'
import type { OrderLine } from './lines.ts'

/** In the unit in which it came about. */
export async function noteShortage(
  tx: Tx,
  { id, warehouse, channel, sku, orderId }: Pick<OrderLine, 'id' | 'warehouse' | 'channel' | 'sku' | 'orderId'>,
  kind: ShortageKind,
  units: number,
): Promise<void> {
  if (units === 0) return
  const { shortages } = tx.t
  await tx.db.insert(shortages).values({
    ...{ id: tx.newId(), warehouse, channel, sku, orderId, orderLineId: id, kind, units },
    at: tx.now,
    isCosted: false,
  })
}
