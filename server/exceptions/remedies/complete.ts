/** A lot that nobody received is told what it is: from then on it is sold. */
import { settle } from '../../ledger/settle.ts'
import { confirmLot } from '../../lots/record.ts'
import { Problem } from '../../problem.ts'
import { checkDates, withdrawExpired } from './lot-dates.ts'
import { missing, openRemedy, type Remedy, type ResolveInput, requireSku } from './remedy.ts'

export const complete: Remedy = async (settling) => {
  const { row, input, caller } = settling
  const sku = requireSku(row)
  if (!row.lot)
    throw new Problem(409, 'no-lot', 'Nobody knows which lot this is: merge it into the right one.', { field: 'lot' })
  const scene = openRemedy(settling)
  const facts = factsIn(input, (await scene.ground.item(sku))?.rotation === 'fefo')
  if (input.receivedOn !== undefined && input.receivedOn > (await scene.ground.today()))
    throw missing('receivedOn', 'It cannot have come in after today.')
  checkDates(facts)
  await confirmLot(scene, sku, row.lot, { ...facts, receivedAt: noonOf(input.receivedOn) }, caller.name)
  await settle(scene)
  await withdrawExpired(scene, sku, row.lot)
  return { settled: true, did: `Lot ${row.lot} of ${sku} is known, and can be sold.` }
}

function factsIn(input: ResolveInput, expiring: boolean) {
  const { expiresOn = null, producedOn = null, supplier = null, supplierLot = null, receivedOn } = input
  if (expiring && expiresOn === null) throw missing('expiresOn', 'This item leaves by its expiry date: give it.')
  if ([expiresOn, producedOn, supplier, supplierLot, receivedOn ?? null].every((fact) => fact === null))
    throw missing('receivedOn', 'Say something of the lot: when it came in, its dates, or who sent it.')
  return { expiresOn, producedOn, supplier, supplierLot }
}

/** As an imported lot is dated: a day that is the same in every zone where people work. */
const noonOf = (day: string | undefined): number | null => (day === undefined ? null : Date.parse(`${day}T12:00:00Z`))
