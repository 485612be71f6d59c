/**
 * Compares what each platform shows with what it was told and with what is true, listing by listing. A difference may be a
 * sale whose order is still on its way here; so its orders are read first, and it is looked at a second time.
 */
import { eq } from 'drizzle-orm'
import { waitMs } from '../backoff.ts'
import type { DriftTerms, Levels, Session } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { connectorKinds } from '../kinds.ts'
import { createLanes, type Lanes } from '../lanes.ts'
import { keepSessions, type SessionDeps, type SessionOf } from '../sessions.ts'
import { beginCheck, type Check, comparable, endCheck, lastCheck, nextPart, notePart } from './check.ts'
import { type Seen, settleSeen } from './settle-seen.ts'

export interface DriftDeps extends SessionDeps {
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
  sessionOf?: SessionOf
}

/** So long a sale has to be taken in, and a number to arrive, before a difference is believed. */
export const SECOND_LOOK_MS = 20_000

/** What is kept between parts, in memory: a check that is interrupted goes on, and looks again at what it had doubted. */
interface Lane {
  nextAt: number
  failures: number
  /** Differences of the first look, by listing. */
  doubts: Map<string, { seen: Seen; at: number }>
}

export function createDriftWatch(deps: DriftDeps): Lanes {
  const sessionOf = deps.sessionOf ?? keepSessions(deps)
  const lanes = new Map<string, Lane>()
  return createLanes(deps, { about: 'drift of connector' }, (id) => {
    const lane = lanes.get(id) ?? { nextAt: 0, failures: 0, doubts: new Map() }
    lanes.set(id, lane)
    return look(deps, id, sessionOf, lane)
  })
}

async function look(deps: DriftDeps, id: string, sessionOf: SessionOf, lane: Lane): Promise<void> {
  const now = deps.now()
  if (lane.nextAt > now) return
  const [row] = await deps.work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  const terms = row && connectorKinds[row.kind]?.drift
  if (!terms || row.paused || row.restsUntil > now) return
  const check = await currentCheck(deps, row, terms, now)
  if (!check && lane.doubts.size === 0) return
  const session = await sessionOf(row)
  if (!session) return
  try {
    const again = dueDoubts(lane, now, terms.part)
    const waitMs =
      again.length > 0
        ? await lookAgain(deps, row, session, lane, again)
        : check
          ? await lookAtPart(deps, row, session, lane, check, terms)
          : 0
    lane.failures = 0
    lane.nextAt = deps.now() + Math.max(terms.restMs, waitMs)
  } catch {
    // It could not be asked. Whether it answers at all is watched where it is told numbers.
    lane.failures += 1
    lane.nextAt = deps.now() + Math.max(terms.restMs, waitMs(lane.failures, deps.random))
  }
}

/** The check that runs, or a new one where it is time; undefined: neither. */
async function currentCheck(deps: DriftDeps, row: ConnectorRow, terms: DriftTerms, now: number) {
  const last = await deps.work.read((reader) => lastCheck(reader, row.id))
  if (last && last.endedAt === null) return last
  // The first one is for what was there before: it waits until the platform was told its numbers.
  const dueAt = last ? last.startedAt + terms.everyMs : row.createdAt + SECOND_LOOK_MS
  return dueAt > now ? undefined : beginCheck(deps.work, row.id)
}

function dueDoubts(lane: Lane, now: number, most: number): Seen[] {
  return [...lane.doubts.values()]
    .filter(({ at }) => at + SECOND_LOOK_MS <= now)
    .slice(0, most)
    .map(({ seen }) => seen)
}

/** Returns how long the platform asks to be left alone. */
async function lookAtPart(
  deps: DriftDeps,
  row: ConnectorRow,
  session: Session,
  lane: Lane,
  check: Check,
  terms: DriftTerms,
): Promise<number> {
  const part = await deps.work.read((reader) => nextPart(reader, row.id, check.after, terms.part))
  if (part.length === 0) {
    if (lane.doubts.size === 0) await endCheck(deps.work, check)
    return 0
  }
  const { shown, rest, waitMs } = await ask(session, part.filter(comparable))
  // What it takes no calls for now is asked in the next part.
  const cut = part.findIndex(({ listing }) => rest.includes(listing))
  const seen = cut < 0 ? part : part.slice(0, cut)
  const last = seen.at(-1)
  if (!last) return waitMs
  const asked = seen.filter(comparable)
  for (const { listing, sku, version } of asked) {
    const number = shown.get(listing)
    if (number !== undefined)
      lane.doubts.set(listing, { seen: { listing, sku, version, shown: number }, at: deps.now() })
  }
  const off = await settleSeen(deps.work, row, seenOf(lane, asked), { second: false })
  for (const { listing } of asked) if (!off.has(listing)) lane.doubts.delete(listing)
  const compared = asked.filter(({ listing }) => shown.has(listing)).length
  await notePart(deps.work, check, { after: last.listing, compared, drifted: 0, units: 0 })
  return waitMs
}

const seenOf = (lane: Lane, rows: readonly { listing: string }[]): Seen[] =>
  rows.flatMap(({ listing }) => lane.doubts.get(listing)?.seen ?? [])

/** Asked again, after its orders had their time to come: what shows the same as before, and was told nothing, has drifted. */
async function lookAgain(
  deps: DriftDeps,
  row: ConnectorRow,
  session: Session,
  lane: Lane,
  doubted: readonly Seen[],
): Promise<number> {
  const { shown, rest, waitMs } = await ask(session, doubted)
  const asked = doubted.filter(({ listing }) => !rest.includes(listing))
  const same = asked.filter(({ listing, shown: before }) => shown.get(listing) === before)
  const off = await settleSeen(deps.work, row, same, { second: true })
  for (const { listing } of asked) lane.doubts.delete(listing)
  const check = await deps.work.read((reader) => lastCheck(reader, row.id))
  const units = [...off.values()].reduce((sum, difference) => sum + Math.abs(difference), 0)
  if (check) await notePart(deps.work, check, { after: check.after, compared: 0, drifted: off.size, units })
  return waitMs
}

const NOTHING: Levels = { shown: new Map(), rest: [], waitMs: 0 }

const ask = async (session: Session, rows: readonly { listing: string }[]): Promise<Levels> =>
  rows.length === 0 ? NOTHING : session.read(rows.map(({ listing }) => listing))
