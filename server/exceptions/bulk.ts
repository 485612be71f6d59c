/** What may be done to many exceptions at once: remedies that are right without a look at the details of each. */
import { Problem } from '../problem.ts'

export const MOST_AT_ONCE = 200

const BULK = [
  'accept',
  'approve',
  'count',
  'hold',
  'keep',
  'put-back',
  're-allocate',
  'recount',
  'reverse',
  'review',
  'stop-shipment',
  'swap',
  'write-off',
]

export function requireBulk(remedy: string): void {
  if (BULK.includes(remedy)) return
  throw new Problem(422, 'not-in-bulk', `remedy: Many at once can be settled by ${BULK.join(', ')}.`, {
    field: 'remedy',
  })
}
