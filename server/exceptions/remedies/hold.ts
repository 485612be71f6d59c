/** Nobody sells or moves out the lot until it is known what to do: the exception waits for that. */
import { may } from '../../../shared/rules/permissions.ts'
import { holdLot } from '../../lots/holds.ts'
import { Problem } from '../../problem.ts'
import { missing, type Remedy, requireNote, requireSku, userOf } from './remedy.ts'

/** As long as a reason may be that handhelds show. */
const LONGEST = 200

export const hold: Remedy = async ({ tx, row, input, caller }) => {
  if (!may(caller.roles, 'lots:hold'))
    throw new Problem(403, 'forbidden', `This needs the permission lots:hold, which ${caller.name} does not have.`)
  const reason = requireNote(input)
  if (reason.length > LONGEST) throw missing('note', `Say it in ${LONGEST} characters: every handheld shows it.`)
  if (!row.lot) throw missing('lot', 'This is about no lot that could be held.', 'no-lot')
  const lot = { sku: requireSku(row), lot: row.lot }
  const author = { deviceId: null, userId: userOf(caller) }
  await holdLot(tx, row.warehouse, author, { ...lot, reason, source: 'person', by: caller.name })
  return { settled: false, did: `Lot ${row.lot} of ${row.sku} is on hold.` }
}
