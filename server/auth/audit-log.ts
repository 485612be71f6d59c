/**
 * The log of sensitive acts: written in the commit of the act itself, so that none is without its line, and chained, so that a line
 * that is changed, taken out or put in between is found by `lotline audit`.
 */
import { createHash, hash } from 'node:crypto'
import { and, desc, eq, gte, lt, lte } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../db/work.ts'

const LOG = 'audit log'
export const BEGINNING = '0'.repeat(32)

export interface Act {
  by: string
  name: string
  act: string
  details: unknown
}

export interface LogLine extends Act {
  position: number
  at: number
}

/** 128 bits of SHA-256, in hex. The line as text: an array, so that no order of fields matters. */
export const linkOf = (previous: string, { position, at, by, name, act, details }: LogLine): string =>
  hash('sha256', previous + JSON.stringify([position, at, by, name, act, canonical(details)]), 'hex').slice(0, 32)

/** A database may keep the fields of a value in another order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, canonical(one)])
}

export async function logAct(tx: Tx, act: Act): Promise<void> {
  const { auditLog } = tx.t
  // The last lock of any unit: whoever has it waits for nothing but its commit.
  await tx.lock(LOG)
  const [last] = await tx.db.select().from(auditLog).orderBy(desc(auditLog.position)).limit(1)
  const line = { position: (last?.position ?? 0) + 1, at: tx.now, ...act, details: withoutSecrets(act.details) }
  await tx.db.insert(auditLog).values({ ...line, chain: linkOf(last?.chain ?? BEGINNING, line) })
}

/** The first unit that is committed through it writes the line with it. */
export function logging(work: Work, act: Act): Work {
  let isLogged = false
  return {
    ...work,
    async run(keys, unit) {
      const value = await work.run(keys, async (tx) => {
        const done = await unit(tx)
        if (!isLogged) await logAct(tx, act)
        return done
      })
      isLogged = true
      return value
    },
  }
}

const SECRET = /pin|badge|credential|secret|token|password|proof/i
const NOT_KEPT = '(not kept)'
/** What is longer is known by its hash: an import has its file. */
const MOST_CHARACTERS = 4_000

function withoutSecrets(details: unknown): unknown {
  const kept = redacted(details)
  const text = JSON.stringify(kept) ?? 'null'
  if (text.length <= MOST_CHARACTERS) return JSON.parse(text)
  return { sha256: createHash('sha256').update(text).digest('hex'), characters: text.length }
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, SECRET.test(key) ? NOT_KEPT : redacted(one)]),
  )
}

export interface LogQuery {
  from?: number | undefined
  to?: number | undefined
  by?: string | undefined
  /** The position of the last line of the page before; the newest come first. */
  before: number
  limit: number
}

export async function readLog(
  { db, t: { auditLog: a } }: Reader,
  { from, to, by, before, limit }: LogQuery,
): Promise<{ items: (Omit<LogLine, 'at'> & { at: string })[]; next: string | null }> {
  const rows = await db
    .select()
    .from(a)
    .where(
      and(
        lt(a.position, before),
        from === undefined ? undefined : gte(a.at, from),
        to === undefined ? undefined : lte(a.at, to),
        by === undefined ? undefined : eq(a.name, by),
      ),
    )
    .orderBy(desc(a.position))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return {
    items: page.map(({ chain: _, at, ...line }) => ({ ...line, at: new Date(at).toISOString() })),
    next: rows.length > limit ? String(page.at(-1)?.position) : null,
  }
}
