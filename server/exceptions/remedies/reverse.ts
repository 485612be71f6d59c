/** The transaction that it came from did not happen, or not so: it is undone. */
import { recordAtDesk } from '../../inbox/office.ts'
import { requireReversible } from '../../inbox/reversible.ts'
import { Problem } from '../../problem.ts'
import { stillTrue } from '../still-true.ts'
import type { Remedy } from './remedy.ts'

export const reverse: Remedy = async ({ tx, row, input, caller }) => {
  const id = row.transactionId
  if (id === null)
    throw new Problem(409, 'not-reversible', 'No transaction brought this about: there is nothing to undo.')
  await requireReversible(tx, row.warehouse, id)
  const payload = { transaction: id, reason: input.note }
  const { exceptions } = await recordAtDesk(tx, { type: 'reverse', payload, caller, warehouse: row.warehouse })
  const whole = !exceptions.some(({ type }) => type === 'reversal-incomplete')
  const did = whole
    ? 'The transaction was undone.'
    : 'The stock of the transaction was put back in the ledger; its order had moved on, and has an exception of its own.'
  return { settled: (await stillTrue(tx, row)) === null, did }
}
