/**
 * Tries of a secret: each that goes wrong makes the next one wait longer. They are counted on what was tried and on where it
 * came from, whether or not there is such a thing: who tries must not learn from the waiting what exists.
 */
import { eq, lt, sql } from 'drizzle-orm'
import type { Tx, Work } from '../db/work.ts'

export interface Limit {
  subject: string
  /** So many go wrong before the first wait. */
  free: number
  firstWaitMs: number
  longestWaitMs: number
}

/**
 * Of codes that work once, by where the tries come from. A code has 12 digits and lasts a day at most, so a guess a minute finds
 * none; and as a wait is never longer, nobody keeps others from typing theirs by guessing from the same address.
 */
export const codeGuesses = (what: string, address: string | undefined): Limit => ({
  subject: `${what} ${address ?? 'anywhere'}`,
  free: 20,
  firstWaitMs: 2_000,
  longestWaitMs: address === undefined ? 5_000 : 60_000,
})

/** Longer than any wait: nobody gains by being forgotten. */
const KEPT_MS = 86_400_000

/**
 * Counts a try before its secret is looked at: of many at once, each must find those that came before it. Returns the
 * seconds to wait where it is too soon; then nothing was counted.
 */
export function countTry(work: Work, limits: readonly Limit[]): Promise<number> {
  return work.run(
    limits.map(({ subject }) => `tries ${subject}`),
    async (tx) => {
      const { tries } = tx.t
      await tx.db.delete(tries).where(lt(tries.lastAt, tx.now - KEPT_MS))
      let left = 0
      for (const limit of limits) left = Math.max(left, await msToWait(tx, limit))
      if (left > 0) return Math.ceil(left / 1000)
      for (const { subject } of limits)
        await tx.db
          .insert(tries)
          .values({ subject, failures: 1, lastAt: tx.now })
          .onConflictDoUpdate({
            target: tries.subject,
            set: { failures: sql`${tries.failures} + 1`, lastAt: tx.now },
          })
      return 0
    },
  )
}

async function msToWait(tx: Tx, { subject, free, firstWaitMs, longestWaitMs }: Limit): Promise<number> {
  const [row] = await tx.db.select().from(tx.t.tries).where(eq(tx.t.tries.subject, subject))
  if (!row || row.failures < free) return 0
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (row.failures - free))
  return row.lastAt + wait - tx.now
}

/** It went right: nothing is held against it. */
export async function forgiveAll(tx: Tx, { subject }: Limit): Promise<void> {
  await tx.db.delete(tx.t.tries).where(eq(tx.t.tries.subject, subject))
}

/** It went right, and outweighs one that did not: where many try, slips do not add up, and one's own secret buys no guesses. */
export async function forgiveOne(tx: Tx, { subject }: Limit): Promise<void> {
  const { tries } = tx.t
  await tx.db
    .update(tries)
    .set({ failures: sql`case when ${tries.failures} < 2 then 0 else ${tries.failures} - 2 end` })
    .where(eq(tries.subject, subject))
}
