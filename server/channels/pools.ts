/**
 * What platforms hold of our goods and send by themselves. It is shown beside our stock and never mixed in: nothing here can
 * move it. Read every quarter of an hour and kept as one text for each connector, for it is only ever read and replaced whole.
 */
import { eq } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../db/work.ts'
import type { Failed, Pool, Said } from './connector.ts'
import type { ConnectorRow } from './connectors.ts'
import { connectorKinds } from './kinds.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { keepSessions, type SessionDeps, type SessionOf } from './sessions.ts'

export interface PoolDeps extends SessionDeps {
  report(error: unknown, about: string): void
  sessionOf?: SessionOf
}

export interface PoolKeeper {
  /** Reads what is to be read now; resolves when it was read, or it was tried. */
  step(): Promise<void>
}

/** Sales of a platform's own stock are its own affair: nothing here hangs on the minute. */
const READ_MS = 15 * 60_000
/** After a call that did not come through, where the platform does not say how long. */
const AGAIN_MS = 60_000

interface Kept {
  pools: Pool[]
  /** When they were read; null: never. */
  readAt: number | null
  /** When they are read next. */
  nextAt: number
  /** Why the last try brought nothing. */
  failed: Said | null
}

const NOTHING: Kept = { pools: [], readAt: null, nextAt: 0, failed: null }

const nameOf = (connectorId: string): string => `pools ${connectorId}`

export function createPoolKeeper(deps: PoolDeps): PoolKeeper {
  const sessionOf = deps.sessionOf ?? keepSessions(deps)
  /** So that what is kept is not read at each step only to see that it is not due. */
  const nextAt = new Map<string, number>()
  const readAll = oneAtATime(async () => {
    const rows = await deps.work.read(({ db, t }) => db.select().from(t.connectors))
    // Where nobody is called, there is nobody to hold anything.
    for (const row of rows)
      if (connectorKinds[row.kind]?.open && !row.paused && (nextAt.get(row.id) ?? 0) <= deps.now())
        await readOf(deps, row, sessionOf).then(
          (at) => nextAt.set(row.id, at),
          (error) => deps.report(error, `pools of connector ${row.id}`),
        )
  })
  return { step: readAll }
}

/** Returns when to look again. */
async function readOf({ work, now }: PoolDeps, row: ConnectorRow, sessionOf: SessionOf): Promise<number> {
  const kept = await work.read((reader) => readKept(reader, row.id))
  if (kept.nextAt > now()) return kept.nextAt
  const session = await sessionOf(row)
  if (!session?.pools) return now() + AGAIN_MS
  const answer = await session.pools()
  const at = now()
  const after: Kept =
    answer.kind === 'pools'
      ? { pools: answer.pools, readAt: at, nextAt: at + READ_MS, failed: null }
      : { ...kept, nextAt: at + waitOf(answer), failed: isTrouble(answer) ? saidOf(answer) : kept.failed }
  // Pages that are asked for one after another are no news.
  if (answer.kind === 'pools' || isTrouble(answer)) await keep(work, row.id, after)
  return after.nextAt
}

const waitOf = (failed: Failed): number => ('waitMs' in failed && failed.waitMs) || AGAIN_MS

/** To be asked for time is none. */
const isTrouble = (failed: Failed): boolean => failed.kind !== 'later' || failed.counts

const saidOf = ({ code, detail, advice }: Said): Said => ({ code, detail, advice })

async function readKept({ db, t: { meta } }: Reader, connectorId: string): Promise<Kept> {
  const [row] = await db
    .select()
    .from(meta)
    .where(eq(meta.name, nameOf(connectorId)))
  return row ? (JSON.parse(row.value) as Kept) : NOTHING
}

const keep = (work: Work, connectorId: string, kept: Kept): Promise<void> =>
  work.run([nameOf(connectorId)], async ({ db, t: { meta } }: Tx) => {
    const row = { name: nameOf(connectorId), value: JSON.stringify(kept) }
    await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
  })

export interface PoolsAnswer {
  items: Pool[]
  next: string | null
  readAt: number | null
  failed: Said | null
}

/** By listing, after the one of `after`. */
export async function readPools(
  reader: Reader,
  connectorId: string,
  { after, limit }: { after: string; limit: number },
): Promise<PoolsAnswer> {
  const { pools, readAt, failed } = await readKept(reader, connectorId)
  const rest = pools.filter(({ listing }) => listing > after).sort((a, b) => (a.listing < b.listing ? -1 : 1))
  const items = rest.slice(0, limit)
  return { items, next: rest.length > limit ? (items.at(-1)?.listing ?? null) : null, readAt, failed }
}
