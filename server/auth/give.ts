/** Nobody gives more than they have: else who may make keys or people could make one that may do everything. */

import { covers, type Grant } from '../../shared/rules/permissions.ts'
import { Problem } from '../problem.ts'

export function refuseMoreThanOwn(own: readonly Grant[], wanted: readonly Grant[]): void {
  if (covers(own, wanted)) return
  throw new Problem(
    403,
    'more-than-own',
    'This would give more than you may do yourself. Ask somebody who may. Nothing was changed.',
  )
}
