/** What can be done about an exception, as buttons. */
import type { OpenException, Proposal } from '../contract.ts'
import { spoken } from '../words.ts'

/**
 * The server's own proposals carry their figures. Where it makes none, a person may still say by which remedy the thing
 * was settled outside.
 */
export function proposalsOf({ proposals, remedies }: OpenException): Proposal[] {
  if (proposals && proposals.length > 0) return proposals
  return remedies.map((remedy) => ({
    remedy,
    label: spoken(remedy),
    detail: `This only records that it was settled by "${spoken(remedy).toLowerCase()}". It moves no stock and no promise.`,
    body: { remedy, note: '' },
  }))
}
