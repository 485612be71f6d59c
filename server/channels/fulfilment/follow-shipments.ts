/**
 * Follows the feed for what has left of platforms' orders, with a place of its own: whatever goes wrong here keeps no number
 * from any platform.
 */
import { asc, gt, max } from 'drizzle-orm'
import type { Tx, Work } from '../../db/work.ts'
import { readMark, writeMark } from '../follow.ts'
import { changedOrders } from './changed-orders.ts'
import { noteShipments } from './note-shipments.ts'

const PLACE = 'shipments position'
const FOLLOWING = 'following shipments'

/** Entries of the feed in one unit: on SQLite others wait for it. */
const ENTRIES = 200

export async function followShipments(work: Work): Promise<void> {
  while (await work.run([FOLLOWING], followSome));
}

/** Whether there may be more. */
async function followSome(tx: Tx): Promise<boolean> {
  const { feed } = tx.t
  const place = await readPlace(tx)
  const entries = await tx.db
    .select({ position: feed.position, changes: feed.changes })
    .from(feed)
    .where(gt(feed.position, place))
    .orderBy(asc(feed.position))
    .limit(ENTRIES)
  const last = entries.at(-1)
  if (!last) return false
  await noteShipments(tx, changedOrders(entries.map(({ changes }) => changes)))
  await writeMark(tx, PLACE, String(last.position))
  return entries.length === ENTRIES
}

/** Before the first platform has sold anything, nothing of its orders can have left. */
async function readPlace(tx: Tx): Promise<number> {
  const known = await readMark(tx, PLACE)
  if (known !== null) return Number(known)
  const [head] = await tx.db.select({ position: max(tx.t.feed.position) }).from(tx.t.feed)
  await writeMark(tx, PLACE, String(head?.position ?? 0))
  return head?.position ?? 0
}
