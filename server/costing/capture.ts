/**
 * Follows the feed and enters what each posting brings and costs. Nothing of it is on a scan's path; the place in the feed
 * moves in the same unit, so that each posting is looked at once, and an entry's name keeps it from being entered twice.
 */
import { asc, eq, gt, inArray, max } from 'drizzle-orm'
import type { Effect } from '../db/schema.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { captureInspection, captureReturn } from './capture-return.ts'
import { captureReversal } from './capture-reversal.ts'
import { captureShipment } from './capture-shipment.ts'
import { captureWork } from './capture-work.ts'
import { COSTING } from './enter.ts'
import { isRecostAsked, recost, recostAsked } from './recost.ts'
import { captureShortages, hasShortages } from './shortage-costs.ts'
import { captureStorage } from './storage.ts'
import { isStorageCharged } from './storage-settings.ts'

const PLACE = 'costing position'
export { COSTING }

/** Entries of the feed in one unit: on SQLite others wait for it, and a shipment has many lines. */
const ENTRIES = 10

export async function captureCosts(work: Work, report: (error: unknown) => void = throwOn): Promise<void> {
  await followFeed(work, report)
  while ((await work.read(hasShortages)) && (await work.run([COSTING], captureShortages)));
  while ((await work.read(isRecostAsked)) && (await work.run([COSTING], recostAsked)));
  while ((await work.read(isStorageCharged)) && (await work.run([COSTING], captureStorage)));
}

async function followFeed(work: Work, report: (error: unknown) => void): Promise<void> {
  for (;;)
    try {
      if (!(await work.run([COSTING], (tx) => captureSome(tx, ENTRIES)))) return
    } catch {
      // One of them cannot be reckoned because of a fault of our own: it must keep no other from it.
      for (let one = 0; one < ENTRIES; one++) await captureNext(work, report)
    }
}

function throwOn(error: unknown): never {
  throw error
}

async function captureNext(work: Work, report: (error: unknown) => void): Promise<void> {
  try {
    await work.run([COSTING], (tx) => captureSome(tx, 1))
  } catch (error) {
    report(error)
    await work.run([COSTING], passOver)
  }
}

/** Whether there may be more. */
async function captureSome(tx: Tx, limit: number): Promise<boolean> {
  const entries = await nextEntries(tx, limit)
  const last = entries.at(-1)
  if (!last) return false
  await captureAll(
    tx,
    entries.flatMap(({ ref }) => ref ?? []),
  )
  await writePlace(tx, last.position)
  return entries.length === limit
}

async function nextEntries(tx: Tx, limit: number) {
  const { feed } = tx.t
  const place = await readPlace(tx)
  return tx.db
    .select({ position: feed.position, ref: feed.ref })
    .from(feed)
    .where(gt(feed.position, place))
    .orderBy(asc(feed.position))
    .limit(limit)
}

/** It stays as a gap, and is tried again with the others. */
async function passOver(tx: Tx): Promise<void> {
  const [entry] = await nextEntries(tx, 1)
  if (!entry) return
  const { inbox, marginGaps } = tx.t
  const [row] = entry.ref === null ? [] : await tx.db.select().from(inbox).where(eq(inbox.id, entry.ref))
  if (row)
    await tx.db
      .insert(marginGaps)
      .values({
        warehouse: row.warehouse,
        name: `${row.id} fault`,
        transactionId: row.id,
        detail: `A ${row.type} could not be reckoned because of a fault of this server; its log says more.`,
        foundAt: tx.now,
      })
      .onConflictDoNothing()
  await writePlace(tx, entry.position)
}

const TYPES = ['pick', 'pack', 'ship', 'returnReceive', 'inspect', 'reverse']

/** Postings by their ids; of what is entered already nothing changes. */
export async function captureAll(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { inbox } = tx.t
  const rows = await tx.db
    .select()
    .from(inbox)
    .where(inArray(inbox.id, [...ids]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = byId.get(id)
    if (!row) continue
    if (TYPES.includes(row.type)) await captureOne(tx, row)
    await recostLots(tx, row.effects, 'it was received at another cost too')
  }
}

async function recostLots(tx: Tx, effects: readonly Effect[], because: string): Promise<void> {
  for (const effect of effects) if (effect.kind === 'lot-cost') await recost(tx, effect, because)
}

type Inbox = Parameters<typeof captureWork>[1]

async function captureOne(tx: Tx, row: Inbox): Promise<void> {
  if (row.type === 'ship') return captureShipment(tx, row.id, row.effects)
  if (row.type === 'returnReceive') return captureReturn(tx, row.id)
  if (row.type === 'inspect') return captureInspection(tx, row.id)
  if (row.type === 'pick' || row.type === 'pack') return captureWork(tx, row)
  const { payload } = JSON.parse(row.envelope) as { payload?: { transaction?: string } }
  const undone = payload?.transaction
  if (undone === undefined) return
  await captureReversal(tx, row.warehouse, { id: row.id, at: row.receivedAt }, undone)
  const [before] = await tx.db.select({ effects: tx.t.inbox.effects }).from(tx.t.inbox).where(eq(tx.t.inbox.id, undone))
  await recostLots(tx, before?.effects ?? [], 'a receipt of it was undone')
}

/** From the first time on: what was shipped before nobody has asked to be reckoned. */
async function readPlace(tx: Tx): Promise<number> {
  const { meta, feed } = tx.t
  const [known] = await tx.db.select().from(meta).where(eq(meta.name, PLACE))
  if (known) return Number(known.value)
  const [head] = await tx.db.select({ position: max(feed.position) }).from(feed)
  await writePlace(tx, head?.position ?? 0)
  return head?.position ?? 0
}

async function writePlace({ db, t: { meta } }: Tx, position: number): Promise<void> {
  const row = { name: PLACE, value: String(position) }
  await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}

/** Whether all postings have been looked at. */
export async function isCaptured({ db, t: { meta, feed } }: Reader): Promise<boolean> {
  const [known] = await db.select().from(meta).where(eq(meta.name, PLACE))
  const [head] = await db.select({ position: max(feed.position) }).from(feed)
  return known?.value === String(head?.position ?? 0)
}
