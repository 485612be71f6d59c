/** A chargeback is answered before its last day: disputed, or let be. */
import { setChargebackState } from '../../returns/chargebacks.ts'
import { type Remedy, requireNote, type Settling } from './remedy.ts'

const answered = async ({ tx, row, input }: Settling, state: 'disputed' | 'accepted') => {
  requireNote(input)
  await setChargebackState({ tx, warehouse: row.warehouse }, row.subject, state)
}

export const dispute: Remedy = async (settling) => {
  await answered(settling, 'disputed')
  return { settled: true, did: 'It counts as disputed.' }
}

export const acceptChargeback: Remedy = async (settling) => {
  await answered(settling, 'accepted')
  return { settled: true, did: 'It is accepted.' }
}
