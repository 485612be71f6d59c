/** What came of a transfer differs from what was sent: the difference is booked, with a reason. */
import { statedReason } from '../../counting/reasons.ts'
import { settle } from '../../ledger/settle.ts'
import { Problem } from '../../problem.ts'
import { goodsOf, lockTransfer, readTransfer } from '../../transfers/book.ts'
import { namedIn, underWay } from '../../transfers/differences.ts'
import { writeOffDifference } from '../../transfers/write-off.ts'
import { openRemedy, type Remedy, requireNote } from './remedy.ts'

export const bookDifference: Remedy = async (settling) => {
  const { tx, row, input } = settling
  const reason = await statedReason(tx, input.reason)
  requireNote(input)
  const { transferId, sku, lot } = namedIn(row.subject)
  await lockTransfer(tx, transferId)
  const transfer = await readTransfer(tx, transferId)
  const goods = (await goodsOf(tx, transferId)).find((one) => one.sku === sku && one.lot === lot)
  const units = goods === undefined ? 0 : underWay(goods)
  if (!transfer || !goods || units === 0)
    throw new Problem(409, 'already-settled', 'As much has come as was sent by now. Look again.')
  const scene = openRemedy(settling)
  await writeOffDifference(scene, transfer, goods, reason)
  await settle(scene)
  const did =
    units > 0
      ? `${units} of ${sku} that never came were written off.`
      : `${-units} of ${sku} that came beyond what was sent were written up.`
  return { settled: true, did }
}
