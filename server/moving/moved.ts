/** The mark of an embedded database whose site lives on in PostgreSQL: nobody may go on writing into what was left behind. */
import type Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'

const NAME = 'moved'

export function markMoved(sqlite: Database.Database, now: number): void {
  sqlite
    .prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(NAME, new Date(now).toISOString())
}

/** Throws a Problem where it was: what is written there would be missed where the site lives now. */
export async function refuseMoved(work: Work, file: string): Promise<void> {
  if (work.dialect !== 'sqlite') return
  const [mark] = await work.read(({ db, t }) => db.select().from(t.meta).where(eq(t.meta.name, NAME)))
  if (mark)
    throw new Problem(
      409,
      'database-moved',
      `${file} was moved to PostgreSQL at ${mark.value}. Set LOTLINE_DATABASE to its address; what is here stays as it was then.`,
    )
}
