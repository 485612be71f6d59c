/** What can be done about an exception, as buttons. */
import type { OpenException, Proposal } from '../contract.ts'
import { spoken } from '../words.ts'
import { isShortage } from './exceptions-view.ts'

/**
 * For a shortage the server proposes, figures and all; where it sees no way, there is none. Anything else a person may say
 * to be settled outside, and by which remedy.
 */
export function proposalsOf(exception: OpenException): Proposal[] {
  if (isShortage(exception)) return exception.proposals ?? []
  return exception.remedies.map((remedy) => ({
    remedy,
    label: spoken(remedy),
    detail: `This only records that it was settled by "${spoken(remedy).toLowerCase()}". It moves no stock and no promise.`,
    body: { remedy, note: '' },
  }))
}
