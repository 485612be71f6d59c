/** Promises in danger: what is moved, split, replaced or given up. */
import { carryOut } from '../shortage.ts'
import type { Remedy } from './remedy.ts'

/** These name an item, not what was missing: the ledger says when they are over. */
const LASTING = ['at-risk', 'protection-short']

export const shortage: Remedy = async ({ tx, row, input, caller }) => {
  const whole = await carryOut(tx, row, input, caller.name)
  const settled = whole && !LASTING.includes(row.type)
  return {
    settled,
    did: whole ? 'It was done for all that was short.' : 'It was done for a part; the rest is still short.',
  }
}
