/** One process at a time reads the orders of a platform: what it reads later is then newer than what it read before. */
import { and, eq, gt, lte } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Reader, Tx, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'

type IntakeRow = Schema['intakes']['$inferSelect']

/** After that long without a word of it, whoever was reading has died. */
const LEASE_MS = 60_000

export interface Lease {
  connectorId: string
  key: string
}

const NEW: Omit<IntakeRow, 'connectorId'> = {
  place: null,
  pollAt: 0,
  polledAt: null,
  readAt: 0,
  leaseKey: null,
  leaseUntil: 0,
  failuresInRow: 0,
  lastOrderAt: null,
  noticesTaken: 0,
  noticesRepeated: 0,
  noticesRefused: 0,
  lastRefusedAt: null,
}

/** Its row is there from now on. */
export async function ensureIntake({ db, t: { intakes } }: Tx, connectorId: string): Promise<void> {
  await db
    .insert(intakes)
    .values({ connectorId, ...NEW })
    .onConflictDoNothing()
}

export async function readIntake({ db, t: { intakes } }: Reader, connectorId: string): Promise<IntakeRow> {
  const [row] = await db.select().from(intakes).where(eq(intakes.connectorId, connectorId))
  return row ?? { connectorId, ...NEW }
}

/** Whether there is anything to read now. */
export async function isToDo(reader: Reader, connectorId: string, now: number): Promise<boolean> {
  const { pollAt, readAt, leaseUntil } = await readIntake(reader, connectorId)
  if (leaseUntil > now) return false
  if (pollAt <= now) return true
  if (readAt > now) return false
  const { platformOrders } = reader.t
  const [due] = await reader.db
    .select({ id: platformOrders.externalId })
    .from(platformOrders)
    .where(and(eq(platformOrders.connectorId, connectorId), lte(platformOrders.dueAt, now)))
    .limit(1)
  return due !== undefined
}

/** Undefined: somebody else reads. */
export function takeLease(work: Work, { id: connectorId }: ConnectorRow): Promise<Lease | undefined> {
  return work.run([lockOf(connectorId)], async (tx) => {
    await ensureIntake(tx, connectorId)
    if ((await readIntake(tx, connectorId)).leaseUntil > tx.now) return undefined
    const key = tx.newId()
    await writeLease(tx, connectorId, { leaseKey: key, leaseUntil: tx.now + LEASE_MS })
    return { connectorId, key }
  })
}

export const giveLease = (work: Work, lease: Lease): Promise<void> =>
  work.run([lockOf(lease.connectorId)], async (tx) => {
    if (await isHeld(tx, lease)) await writeLease(tx, lease.connectorId, { leaseKey: null, leaseUntil: 0 })
  })

/** Whether what was read under it still counts; if so it lasts on. */
export async function renewLease(tx: Tx, lease: Lease): Promise<boolean> {
  if (!(await isHeld(tx, lease))) return false
  await writeLease(tx, lease.connectorId, { leaseUntil: tx.now + LEASE_MS })
  return true
}

const isHeld = async (tx: Tx, { connectorId, key }: Lease) => (await readIntake(tx, connectorId)).leaseKey === key

/** Not more often than that, whatever is seen of a platform. */
const SOON_MS = 5_000

/** Something there has changed that no word came of yet. */
export async function pollSoon(tx: Tx, connectorId: string): Promise<void> {
  const { polledAt, failuresInRow, place } = await readIntake(tx, connectorId)
  if (place === null || failuresInRow > 0 || (polledAt ?? 0) > tx.now - SOON_MS) return
  const { intakes } = tx.t
  await tx.db
    .update(intakes)
    .set({ pollAt: tx.now })
    .where(and(eq(intakes.connectorId, connectorId), gt(intakes.pollAt, tx.now)))
}

export const lockOf = (connectorId: string): string => `intake ${connectorId}`

async function writeLease({ db, t: { intakes } }: Tx, connectorId: string, set: Partial<IntakeRow>): Promise<void> {
  await db.update(intakes).set(set).where(eq(intakes.connectorId, connectorId))
}
