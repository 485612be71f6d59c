/** The return that an exception is about, read for a whole page at once. */
import { inArray } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

const OF_INSPECTION = ['disposition-stopped', 'scrap-approval', 'documents-missing']

/** Ids of returns by exception. */
export async function returnsOf({ db, t }: Reader, rows: readonly ExceptionRow[]): Promise<Map<string, string>> {
  const subjects = (types: readonly string[]) =>
    rows.filter(({ type }) => types.includes(type)).map(({ subject }) => subject)
  const [inspections, goods] = [subjects(OF_INSPECTION), subjects(['over-return'])]
  const { inspections: i, returnedGoods: g } = t
  const bySubject = new Map<string, string | null>()
  if (inspections.length > 0)
    for (const row of await db.select({ id: i.id, returnId: i.returnId }).from(i).where(inArray(i.id, inspections)))
      bySubject.set(row.id, row.returnId)
  if (goods.length > 0)
    for (const row of await db.select({ id: g.id, returnId: g.returnId }).from(g).where(inArray(g.id, goods)))
      bySubject.set(row.id, row.returnId)
  return new Map(
    rows.flatMap(({ id, type, subject }): [string, string][] => {
      const returnId = type === 'chargeback-due' ? subject : bySubject.get(subject)
      return returnId == null ? [] : [[id, returnId]]
    }),
  )
}
