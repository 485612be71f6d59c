/**
 * Follows the feed and marks the listings whose figures may have changed. The place in the feed moves in the same unit, so
 * that no change is passed over; that one is looked at twice does no harm.
 */
import { and, asc, eq, gt, inArray, isNotNull, lt, max, or, sql } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { type ChangedItem, changedBy } from './changed-items.ts'
import { forgetNotices } from './intake/hear.ts'

/** Entries of the feed in one unit: on SQLite others wait for it. */
const ENTRIES = 500
/** Names in one statement. */
const NAMES = 1_000

const PLACE = 'publishing position'
const dayOf = (warehouse: string) => `publishing day ${warehouse}`

/** One process at a time looks at listings. */
export const PUBLISHING = 'publishing'

export async function followFeed(work: Work): Promise<void> {
  await work.run([PUBLISHING], markBegunDays)
  while (await work.run([PUBLISHING], markChanged));
}

/** Whether there may be more. */
async function markChanged(tx: Tx): Promise<boolean> {
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
  const texts = entries.map((entry) => entry.changes)
  const { everything, items } = await changedBy(tx, texts)
  if (everything) await markAll(tx)
  await markItems(tx, items)
  await writeMark(tx, PLACE, String(last.position))
  return entries.length === ENTRIES
}

/** Where nothing was followed yet, the listings are looked at as they are: the past need not be read. */
async function readPlace(tx: Tx): Promise<number> {
  const known = await readMark(tx, PLACE)
  if (known !== null) return Number(known)
  const [head] = await tx.db.select({ position: max(tx.t.feed.position) }).from(tx.t.feed)
  await markAll(tx)
  await writeMark(tx, PLACE, String(head?.position ?? 0))
  return head?.position ?? 0
}

async function markItems(tx: Tx, items: readonly ChangedItem[]): Promise<void> {
  const groups = new Map<string, { warehouse: string | null; look: 1 | 2; skus: string[] }>()
  for (const { warehouse, sku, lot } of items) {
    const look = lot ? 2 : 1
    const group = groups.get(`${look} ${warehouse}`) ?? { warehouse, look, skus: [] }
    group.skus.push(sku)
    groups.set(`${look} ${warehouse}`, group)
  }
  for (const { warehouse, look, skus } of groups.values())
    for (let first = 0; first < skus.length; first += NAMES)
      await mark(tx, warehouse, look, skus.slice(first, first + NAMES))
}

/** `warehouse` null: in each. `skus` undefined: all. */
async function mark(tx: Tx, warehouse: string | null, look: 1 | 2, skus?: string[]): Promise<void> {
  const { listings, connectors, channels } = tx.t
  // Of a channel that several warehouses serve, what moves in any of them is looked at.
  const there = tx.db
    .select({ id: connectors.id })
    .from(connectors)
    .innerJoin(channels, eq(channels.channel, connectors.channel))
    .where(or(eq(connectors.warehouse, warehouse ?? ''), isNotNull(channels.servedFrom)))
  await tx.db
    .update(listings)
    .set({ look: sql`case when ${listings.look} < ${look} then ${look} else ${listings.look} end` })
    .where(
      and(
        skus && inArray(listings.sku, skus),
        warehouse === null ? undefined : inArray(listings.connectorId, there),
        sql`${listings.look} < ${look}`,
      ),
    )
}

const markAll = (tx: Tx): Promise<void> => mark(tx, null, 1)

/** What has expired overnight is told by no entry of the feed: when a day begins, all of its warehouse is looked at. */
async function markBegunDays(tx: Tx): Promise<void> {
  const { warehouses, connectors, channels } = tx.t
  const places = await tx.db
    .selectDistinct({ code: warehouses.code, timeZone: warehouses.timeZone })
    .from(warehouses)
    .innerJoin(connectors, sql`true`)
    .innerJoin(channels, eq(channels.channel, connectors.channel))
    .where(or(eq(connectors.warehouse, warehouses.code), isNotNull(channels.servedFrom)))
  for (const { code, timeZone } of places) {
    const today = localDate(tx.now, timeZone)
    if ((await readMark(tx, dayOf(code))) === today) continue
    await mark(tx, code, 1)
    await forgetOld(tx)
    await writeMark(tx, dayOf(code), today)
  }
}

/** So long a drift can be explained, lag be shown, and what has healed be read. */
export const CONFIRMATIONS_KEPT_DAYS = 30
const KEPT_MS = CONFIRMATIONS_KEPT_DAYS * 86_400_000

async function forgetOld(tx: Tx): Promise<void> {
  const { publications, channelFailures } = tx.t
  await tx.db.delete(publications).where(lt(publications.confirmedAt, tx.now - KEPT_MS))
  await tx.db.delete(channelFailures).where(lt(channelFailures.endedAt, tx.now - KEPT_MS))
  await forgetNotices(tx)
}

/** Whether all that is written in the feed has been looked at. */
export async function isFollowed(reader: Reader): Promise<boolean> {
  const [head] = await reader.db.select({ position: max(reader.t.feed.position) }).from(reader.t.feed)
  return (await readMark(reader, PLACE)) === String(head?.position ?? 0)
}

/** Whether the listings of this warehouse were looked at on this day. */
export const isOfDay = async (reader: Reader, warehouse: string, day: string): Promise<boolean> =>
  (await readMark(reader, dayOf(warehouse))) === day

export async function readMark({ db, t }: Reader, name: string): Promise<string | null> {
  const [row] = await db.select().from(t.meta).where(eq(t.meta.name, name))
  return row?.value ?? null
}

export async function writeMark({ db, t }: Tx, name: string, value: string): Promise<void> {
  const row = { name, value }
  await db.insert(t.meta).values(row).onConflictDoUpdate({ target: t.meta.name, set: row })
}
