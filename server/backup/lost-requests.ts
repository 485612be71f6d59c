/**
 * What people and programs asked of the server since the backup: facts come back from the devices, requests do not. They can be
 * named as long as the replaced database can still be read.
 */
import { and, asc, eq, gte, inArray, notExists, sql } from 'drizzle-orm'
import { firstIdAt } from '../db/first-id.ts'
import type { Reader } from '../db/work.ts'

export interface LostRequest {
  at: string
  what: string
  /** Null: nobody in particular. */
  by: string | null
  detail: string
}

/** The oldest first. `since`: when the backup was taken, UTC milliseconds. */
export async function requestsSince(reader: Reader, since: number): Promise<LostRequest[]> {
  const found = [
    ...(await decisions(reader, since)),
    ...(await orders(reader, since)),
    ...(await receipts(reader, since)),
    ...(await holds(reader, since)),
    ...(await recalls(reader, since)),
    ...(await returns(reader, since)),
    ...(await costs(reader, since)),
    ...(await people(reader, since)),
    ...(await shutOut(reader, since)),
  ]
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const instant = (ms: number): string => new Date(ms).toISOString()
const idAt = (id: string): string => instant(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))

async function decisions({ db, t: { decisions: d } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db.select().from(d).where(gte(d.at, since)).orderBy(asc(d.at))
  return rows
    .filter(({ by }) => by !== 'calendar')
    .map(({ at, by, what, sku, channel }) => ({
      ...{ at: instant(at), what: 'decision', by },
      detail: `${sku}${channel === null ? '' : ` in ${channel}`}: ${what}`,
    }))
}

/** Those of platforms are read from there again. */
async function orders({ db, t: { orders: o, platformOrders: p } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select({ placedAt: o.placedAt, channel: o.channel, externalId: o.externalId })
    .from(o)
    .where(and(gte(o.placedAt, since), notExists(db.select({ one: sql`1` }).from(p).where(eq(p.orderId, o.id)))))
  return rows.map(({ placedAt, channel, externalId }) => ({
    ...{ at: instant(placedAt), what: 'order', by: null },
    detail: `Order ${externalId} of ${channel}`,
  }))
}

async function receipts({ db, t: { receipts: r } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db.select().from(r).where(gte(r.createdAt, since))
  return rows.map(({ createdAt, supplier, reference }) => ({
    ...{ at: instant(createdAt), what: 'expected receipt', by: null },
    detail: `${reference} from ${supplier}`,
  }))
}

async function holds({ db, t: { holds: h } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select()
    .from(h)
    .where(gte(sql`coalesce(${h.liftedAt}, ${h.placedAt})`, since))
  return rows.flatMap(({ sku, lot, reason, by, placedAt, liftedAt, liftedBy }) => [
    ...(placedAt >= since
      ? [{ at: instant(placedAt), what: 'hold', by, detail: `Lot ${lot} of ${sku}: ${reason}` }]
      : []),
    ...(liftedAt !== null && liftedAt >= since
      ? [{ at: instant(liftedAt), what: 'hold lifted', by: liftedBy, detail: `Lot ${lot} of ${sku}` }]
      : []),
  ])
}

async function recalls({ db, t: { recalls: r } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select({ id: r.id })
    .from(r)
    .where(gte(r.id, firstIdAt(since)))
  return rows.map(({ id }) => ({ at: idAt(id), what: 'recall', by: null, detail: `Recall ${id}` }))
}

async function returns({ db, t: { returns: r } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select({ id: r.id, channel: r.channel })
    .from(r)
    .where(gte(r.id, firstIdAt(since)))
  return rows.map(({ id, channel }) => ({
    at: idAt(id),
    what: 'return',
    by: null,
    detail: `Return ${id} of ${channel}`,
  }))
}

async function costs({ db, t: { costs: c } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select({ id: c.id, kind: c.kind, channel: c.channel })
    .from(c)
    .where(gte(c.id, firstIdAt(since)))
  return rows.map(({ id, kind, channel }) => ({
    at: idAt(id),
    what: 'cost',
    by: null,
    detail: `${kind} of ${channel}`,
  }))
}

async function people({ db, t: { users: u, apiTokens: a } }: Reader, since: number): Promise<LostRequest[]> {
  const users = await db
    .select({ id: u.id, name: u.name })
    .from(u)
    .where(gte(u.id, firstIdAt(since)))
  const keys = await db
    .select({ id: a.id, name: a.name })
    .from(a)
    .where(gte(a.id, firstIdAt(since)))
  return [
    ...users.map(({ id, name }) => ({ at: idAt(id), what: 'person', by: null, detail: name })),
    ...keys.map(({ id, name }) => ({ at: idAt(id), what: 'API key', by: null, detail: name })),
  ]
}

const SHUTTING_OUT = [
  'POST /users/{id}/disable',
  'POST /users/{id}/badge',
  'POST /devices/{id}/revoke',
  'POST /api-keys/{id}/revoke',
  'device revoke',
  'token revoke',
]

/** Who was shut out since then can come in again. */
async function shutOut({ db, t: { auditLog: a } }: Reader, since: number): Promise<LostRequest[]> {
  const rows = await db
    .select()
    .from(a)
    .where(and(gte(a.at, since), inArray(a.act, SHUTTING_OUT)))
  return rows.map(({ at, name, act, details }) => {
    const { id, params } = details as { id?: string; params?: { id?: string } }
    return {
      ...{ at: instant(at), what: 'access taken away', by: name },
      detail: `${act.replace('{id}', params?.id ?? '')} ${id ?? ''}`.trim(),
    }
  })
}
