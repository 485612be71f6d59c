/** What is less than nothing is made nothing, with a reason: a real adjustment, that can be undone and is summed as shrinkage. */
import { stockOfKey } from '../../../shared/wire/pull.ts'
import { doubtsOf } from '../../counting/lines.ts'
import { statedReason } from '../../counting/reasons.ts'
import { balanceOf } from '../../counting/verdict.ts'
import { recordAtDesk } from '../../inbox/office.ts'
import { lockItem } from '../../ledger/scene.ts'
import type { StockKey } from '../../ledger/stock.ts'
import { Problem } from '../../problem.ts'
import { openRemedy, type Remedy } from './remedy.ts'

export const writeOff: Remedy = async (settling) => {
  const { tx, row, input, caller } = settling
  const reason = await statedReason(tx, input.reason)
  const scene = openRemedy(settling)
  const key = stockOfKey(row.subject) as StockKey
  await lockItem(scene, key.sku)
  const units = (await balanceOf(scene, key))?.quantity ?? 0
  if (units >= 0) throw new Problem(409, 'already-settled', 'Nothing is less than nothing there any more. Look again.')
  // Decided after this, the difference would be made good twice.
  if ((await doubtsOf(scene, key)).length > 0)
    throw new Problem(
      409,
      'count-open',
      `${key.location} was counted: settle that difference first, or let it be counted again.`,
    )
  const { sku, location, status } = key
  const lot = key.lot === '' ? null : key.lot
  const payload = { sku, lot, location, status, quantity: -units, reason, note: input.note }
  await recordAtDesk(tx, { type: 'adjust', payload, caller, warehouse: row.warehouse })
  return { settled: true, did: `${-units} of ${sku} were added at ${location}: the ledger has 0 there.` }
}
