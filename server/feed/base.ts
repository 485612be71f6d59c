/**
 * Where the feed begins: what was before it is cut off, once no device and nobody else can want it. The entry at the base itself is
 * kept, so that the chain goes on from it.
 */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader, Tx } from '../db/work.ts'

export const FEED_BASE = 'feed base'

export interface FeedBase {
  position: number
  /** Whatever was received before this moment stands at the base or before it. UTC milliseconds. */
  before: number
}

const stored = v.pipe(v.string(), v.parseJson(), v.object({ position: v.number(), before: v.number() }))

/** Null: nothing was cut off yet. */
export async function readBase({ db, t }: Pick<Reader, 'db' | 't'>): Promise<FeedBase | null> {
  const [row] = await db.select().from(t.meta).where(eq(t.meta.name, FEED_BASE))
  return row ? v.parse(stored, row.value) : null
}

export async function writeBase({ db, t }: Tx, base: FeedBase): Promise<void> {
  const row = { name: FEED_BASE, value: JSON.stringify(base) }
  await db.insert(t.meta).values(row).onConflictDoUpdate({ target: t.meta.name, set: row })
}
