/** What is at stake where returned goods wait: what they are worth, or what a retailer takes back of its payment. */
import { inArray } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import type { Reader } from '../db/work.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

const OF_GOODS = ['disposition-stopped', 'scrap-approval', 'documents-missing']

/** By exception; null where no cost is known, or no amount. */
export async function returnedWorth(
  { db, t }: Reader,
  rows: readonly ExceptionRow[],
): Promise<Map<string, Money | null>> {
  const subjects = (types: readonly string[]) =>
    rows.filter(({ type }) => types.includes(type)).map(({ subject }) => subject)
  const [waiting, due] = [subjects(OF_GOODS), subjects(['chargeback-due'])]
  const found = new Map<string, Money | null>()
  if (waiting.length > 0)
    for (const { id, quantity, carriedOut, unitCost, currency } of await db
      .select()
      .from(t.inspections)
      .where(inArray(t.inspections.id, waiting)))
      found.set(
        id,
        unitCost === null || currency === null ? null : { amount: unitCost * (quantity - carriedOut), currency },
      )
  if (due.length > 0)
    for (const { id, chargeback } of await db.select().from(t.returns).where(inArray(t.returns.id, due)))
      found.set(id, chargeback?.amount ?? null)
  const about = [...OF_GOODS, 'chargeback-due']
  return new Map(
    rows.flatMap(({ id, type, subject }): [string, Money | null][] =>
      about.includes(type) ? [[id, found.get(subject) ?? null]] : [],
    ),
  )
}
