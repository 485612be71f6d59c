/** Settling many exceptions at once: how many, and by which remedies. */
import { BULK_REMEDIES } from '../../shared/rules/bulk-remedies.ts'
import { Problem } from '../problem.ts'

export const MOST_AT_ONCE = 200

export function requireBulk(remedy: string): void {
  if (BULK_REMEDIES.includes(remedy)) return
  throw new Problem(422, 'not-in-bulk', `remedy: Many at once can be settled by ${BULK_REMEDIES.join(', ')}.`, {
    field: 'remedy',
  })
}
