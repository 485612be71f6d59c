/** Numbers that are given out once. What was given out is never taken back: a gap harms nobody, a repeat does. */
import { eq, lte, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../db/work.ts'

const FIRST = 1

/** The first number that nobody has been given. */
export async function nextSerial({ db, t }: Pick<Reader, 'db' | 't'>, name: string): Promise<number> {
  const [row] = await db.select({ next: t.sequences.next }).from(t.sequences).where(eq(t.sequences.name, name))
  return row?.next ?? FIRST
}

/**
 * Gives out `count` numbers in a row and returns the first. One statement, so that two units can never be given the same:
 * the second waits for the row, and goes on from what the first left.
 */
export async function takeSerials({ db, t }: Pick<Tx, 'db' | 't'>, name: string, count: number): Promise<number> {
  const [row] = await db
    .insert(t.sequences)
    .values({ name, next: FIRST + count })
    .onConflictDoUpdate({ target: t.sequences.name, set: { next: sql`${t.sequences.next} + ${count}` } })
    .returning({ next: t.sequences.next })
  if (!row) throw new Error(`The sequence ${name} was not moved on.`)
  return row.next - count
}

/** Leaves out everything before `next`. False: some of it, or all, has been given out, and nothing is changed. */
export async function skipSerials({ db, t }: Pick<Tx, 'db' | 't'>, name: string, next: number): Promise<boolean> {
  if (next < FIRST) return false
  const moved = await db
    .insert(t.sequences)
    .values({ name, next })
    .onConflictDoUpdate({ target: t.sequences.name, set: { next }, setWhere: lte(t.sequences.next, next) })
    .returning({ next: t.sequences.next })
  return moved.length > 0
}
