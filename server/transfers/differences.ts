/** Where what came differs from what was sent: named until it is booked, undone, or until what was missing comes. */
import { keyOf } from '../../shared/wire/pull.ts'
import type { Tx } from '../db/work.ts'
import { closeException } from '../exceptions/open.ts'
import { lotWords, raise, type Scene } from '../ledger/scene.ts'
import { warehouseCodes } from '../master/warehouses.ts'
import type { Transfer, TransferGoods } from './book.ts'

export const TYPE = 'transfer-differs'

type Counted = Pick<TransferGoods, 'sent' | 'received' | 'lost'>

/** Of a lot: sent, and neither come nor written off. Below zero: more has come than was sent. */
export const underWay = ({ sent, received, lost }: Counted): number => sent - received - lost

type Named = Pick<TransferGoods, 'transferId' | 'sku' | 'lot'>
export type Difference = 'missing' | 'surplus'

export const subjectOf = ({ transferId, sku, lot }: Named, difference: Difference): string =>
  keyOf(transferId, sku, lot, difference)

export function namedIn(subject: string): Named {
  const [transferId = '', sku = '', lot = ''] = subject.split('\u001f')
  return { transferId, sku, lot }
}

/** After either end reported: the sender's record may still be on its way, and then the surplus closes by itself. */
export async function meetDifference(scene: Scene, transfer: Transfer, goods: TransferGoods): Promise<void> {
  const units = underWay(goods)
  if (units < 0) await raiseSurplus(scene, transfer, goods, -units)
  else await closeDifference(scene.tx, goods, 'surplus', 'No more has come than was sent.')
  if (units <= 0) await closeDifference(scene.tx, goods, 'missing', 'All that was sent has come, or was written off.')
}

const raiseSurplus = (scene: Scene, { reference }: Transfer, goods: TransferGoods, units: number): Promise<void> =>
  raise(scene, {
    type: TYPE,
    subject: subjectOf(goods, 'surplus'),
    detail: `${goods.received} of ${goods.sku}${lotWords(goods.lot)} came in with transfer ${reference}, ${units} more than were sent. Undo the record that is wrong, or book the difference.`,
    sku: goods.sku,
    lot: goods.lot,
  })

/** `because`: how we know that it will not come by itself. */
export const raiseMissing = (
  scene: Scene,
  { reference }: Transfer,
  goods: TransferGoods,
  because: string,
): Promise<void> =>
  raise(scene, {
    type: TYPE,
    subject: subjectOf(goods, 'missing'),
    detail: `${underWay(goods)} of ${goods.sku}${lotWords(goods.lot)} were sent with transfer ${reference} and have not come: ${because}. Look for them at both ends, or book the difference.`,
    sku: goods.sku,
    lot: goods.lot,
  })

/** It was named in the warehouse where it was noticed. */
async function closeDifference(tx: Tx, goods: Named, difference: Difference, why: string): Promise<void> {
  for (const warehouse of await warehouseCodes(tx))
    await closeException(tx, warehouse, TYPE, subjectOf(goods, difference), why)
}
