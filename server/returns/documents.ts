/** What a chargeback needs before its goods are sold again, so that it can still be disputed. */
import type { Chargeback } from '../db/tables/returns.ts'

export type Document = 'reference' | 'category' | 'amount' | 'disputeBy' | 'photos'

/** Empty where there is no chargeback. `photos`: how many there are, of its inspections and by hand. */
export function missingDocuments(chargeback: Chargeback | null, photos: number): Document[] {
  if (chargeback === null) return []
  const facts = (['reference', 'category', 'amount', 'disputeBy'] as const).filter((fact) => chargeback[fact] === null)
  return photos > 0 ? facts : [...facts, 'photos']
}
