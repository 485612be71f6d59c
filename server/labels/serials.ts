/** Numbers that are given out once. What was given out is never taken back: a gap harms nobody, a repeat does. */
import { eq, lte, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../db/work.ts'

const FIRST = 1

/** Where every sequence begins in a database that was restored: what was numbered since the backup is not known to it. */
export const FLOOR = 'floor'

/** The first number that nobody has been given. */
export async function nextSerial({ db, t }: Pick<Reader, 'db' | 't'>, name: string): Promise<number> {
  const [row] = await db.select({ next: t.sequences.next }).from(t.sequences).where(eq(t.sequences.name, name))
  return row?.next ?? (await floor({ db, t }))
}

/**
 * Gives out `count` numbers in a row and returns the first. One statement, so that two units can never be given the same:
 * the second waits for the row, and goes on from what the first left.
 */
export async function takeSerials({ db, t }: Pick<Tx, 'db' | 't'>, name: string, count: number): Promise<number> {
  const next = (await floor({ db, t })) + count
  const [row] = await db
    .insert(t.sequences)
    .values({ name, next })
    .onConflictDoUpdate({ target: t.sequences.name, set: { next: sql`${t.sequences.next} + ${count}` } })
    .returning({ next: t.sequences.next })
  if (!row) throw new Error(`The sequence ${name} was not moved on.`)
  return row.next - count
}

/** Leaves out everything before `next`. False: some of it, or all, has been given out, and nothing is changed. */
export async function skipSerials({ db, t }: Pick<Tx, 'db' | 't'>, name: string, next: number): Promise<boolean> {
  if (next < (await floor({ db, t }))) return false
  const moved = await db
    .insert(t.sequences)
    .values({ name, next })
    .onConflictDoUpdate({ target: t.sequences.name, set: { next }, setWhere: lte(t.sequences.next, next) })
    .returning({ next: t.sequences.next })
  return moved.length > 0
}

async function floor({ db, t }: Pick<Reader, 'db' | 't'>): Promise<number> {
  const [row] = await db.select({ next: t.sequences.next }).from(t.sequences).where(eq(t.sequences.name, FLOOR))
  return row?.next ?? FIRST
}
