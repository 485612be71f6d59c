/** A count that differs: a supervisor decides which is right, or has it counted again. */

import { decideVariance } from '../../counting/decide.ts'
import { askAgain } from '../../counting/verdict.ts'
import { openRemedy, type Remedy, requireSku } from './remedy.ts'

const DID: Record<string, string> = {
  approve: 'The ledger has what was counted.',
  keep: 'The ledger stays as it is; the count is set aside.',
  recount: 'Another person is asked to count it.',
}

export const variance: Remedy = async ({ tx, row, input, caller }) => {
  const settled = await decideVariance(tx, row, input, caller)
  return { settled, did: DID[input.remedy] ?? 'The count was decided.' }
}

/** It was moved while it was counted: it closes when it has been counted again. */
export const recountDisturbed: Remedy = async (settling) => {
  const { row } = settling
  const place = { sku: requireSku(row), location: row.location ?? '' }
  await askAgain(openRemedy(settling, 'count'), place, 'disturbed', 'handhelds')
  return { settled: false, did: `A count of ${place.sku} at ${place.location} is asked for.` }
}
