/** Two labels disagreed: the lot gets the dates that are right. */
import { settle } from '../../ledger/settle.ts'
import { correctLot } from '../../lots/record.ts'
import { notFound } from '../../problem.ts'
import { checkDates, withdrawExpired } from './lot-dates.ts'
import { missing, openRemedy, type Remedy, requireSku } from './remedy.ts'

export const correct: Remedy = async (settling) => {
  const { row, input } = settling
  const sku = requireSku(row)
  const lot = row.lot ?? ''
  const scene = openRemedy(settling)
  const known = await scene.ground.lot(sku, lot)
  if (!known) throw notFound(`lot ${lot} of ${sku}`)
  const { expiresOn, producedOn } = input
  if (expiresOn === undefined && producedOn === undefined)
    throw missing('expiresOn', 'Give the date that is right: expiresOn, producedOn or both.')
  const dates = {
    expiresOn: expiresOn === undefined ? known.expiresOn : expiresOn,
    producedOn: producedOn === undefined ? known.producedOn : producedOn,
  }
  checkDates(dates)
  await correctLot(scene, sku, lot, dates)
  await settle(scene)
  await withdrawExpired(scene, sku, lot)
  return {
    settled: true,
    did: `Lot ${lot} was made on ${dates.producedOn ?? 'an unknown day'} and expires on ${dates.expiresOn ?? 'no day'}.`,
  }
}
