/** Who is signed in on each device, and what is leased to it. */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface Presence {
  /** Null: nobody, as far as the server was told. */
  user: { id: string; name: string } | null
  /** With it, and not done yet. */
  pickLists: number
  counts: number
}

/** By device; one that is not here has nobody and nothing. */
export async function presenceIn(reader: Reader, warehouse: string, now: number): Promise<Map<string, Presence>> {
  const found = new Map<string, Presence>()
  const of = (device: string): Presence => {
    const known = found.get(device) ?? { user: null, pickLists: 0, counts: 0 }
    found.set(device, known)
    return known
  }
  for (const { device, user } of await signedIn(reader, warehouse, now)) of(device).user = user
  for (const { device, count } of await leasedLists(reader, warehouse)) of(device).pickLists = count
  for (const { device, count } of await leasedCounts(reader, warehouse)) of(device).counts = count
  return found
}

/** Whoever signed in last comes last. A session that was left without a network ends with its shift. */
function signedIn({ db, t: { sessions: s, users, devices: d } }: Reader, warehouse: string, now: number) {
  return db
    .select({ device: s.deviceId, user: { id: users.id, name: users.name } })
    .from(s)
    .innerJoin(d, eq(d.id, s.deviceId))
    .innerJoin(users, eq(users.id, s.userId))
    .where(and(eq(d.warehouse, warehouse), isNull(s.endedAt), gt(s.expiresAt, now)))
    .orderBy(asc(s.startedAt), asc(s.id))
}

const COUNT = sql<number>`count(*)`.mapWith(Number)

async function leasedLists({ db, t: { pickLists: l } }: Reader, warehouse: string) {
  const rows = await db
    .select({ device: l.deviceId, count: COUNT })
    .from(l)
    .where(and(eq(l.warehouse, warehouse), eq(l.state, 'open')))
    .groupBy(l.deviceId)
  return withDevice(rows)
}

async function leasedCounts({ db, t: { tasks } }: Reader, warehouse: string) {
  const rows = await db
    .select({ device: tasks.deviceId, count: COUNT })
    .from(tasks)
    // As it stands in the index.
    .where(and(eq(tasks.warehouse, warehouse), sql`${tasks.kind} = 'count' and ${tasks.state} = 'open'`))
    .groupBy(tasks.deviceId)
  return withDevice(rows)
}

const withDevice = (rows: readonly { device: string | null; count: number }[]) =>
  rows.flatMap(({ device, count }) => (device === null ? [] : [{ device, count }]))
