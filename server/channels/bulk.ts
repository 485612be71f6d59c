/**
 * Thousands of numbers in one submission, where a platform has such and single calls would take longer. It acts when it ends,
 * and would put an older number over a newer one; so its listings are taken for as long as it may act, and told nothing else.
 * What is on its way is written down before it is sent: whoever comes after a server that died follows it to its end.
 */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../db/work.ts'
import { lockOf, readListings, readState, type State, writeDown, writeListings, writeState } from './bulk-state.ts'
import { noteCall } from './circuit.ts'
import type { Bulk, Failed, Update, UpdateOutcome } from './connector.ts'
import type { ConnectorRow } from './connectors.ts'
import type { Listing } from './look.ts'
import { settleSent } from './settle-sent.ts'
import type { Taken } from './take-due.ts'

interface Deps {
  work: Work
  now(): number
  random(): number
}

/** Listings in one unit: on SQLite others wait for it. */
const ROWS = 100
/** No submission acts after that long; then its listings are told one by one. */
const ACTS_MS = 24 * 3_600_000
/** Whoever has not said by then how it went has died over it. */
const SUBMIT_MS = 5 * 60_000
/** After one that did not begin, or a look that brought nothing, where the platform does not say how long. */
const AGAIN_MS = 60_000

export async function tellInBulk(deps: Deps, row: ConnectorRow, bulk: Bulk): Promise<void> {
  const state = await deps.work.read((reader) => readState(reader, row.id))
  if (state && state.nextAt > deps.now()) return
  if (state?.id) return follow(deps, row, bulk, { ...state, id: state.id })
  const waiting = await deps.work.read((reader) => waitingLonger(reader, row.id, deps.now(), bulk))
  if (waiting.length < bulk.least) return
  // Until it is known of enough of them, single calls go on; what goes wrong here goes wrong there, and is said there.
  const ready = await bulk.prepare(waiting)
  if (ready.kind !== 'ready') return isTrouble(ready) ? rest(deps, row, null, AGAIN_MS) : undefined
  if (ready.listings.length < bulk.least) return
  const id = await begin(deps.work, row)
  if (id === undefined) return
  // What has become urgent while they were asked after goes by itself.
  const still = new Set(await deps.work.read((reader) => waitingLonger(reader, row.id, deps.now(), bulk)))
  const names = ready.listings.filter((name) => still.has(name))
  await send(deps, row, bulk, id, await takeAll(deps.work, row, id, names))
}

async function send(deps: Deps, row: ConnectorRow, bulk: Bulk, id: string, updates: readonly Update[]) {
  await writeDown(deps.work, row, id, { id, name: null, since: deps.now(), nextAt: deps.now() + SUBMIT_MS })
  if (updates.length < bulk.least) return giveUp(deps, row, id, AGAIN_MS)
  const begun = await bulk.submit(updates)
  const at = deps.now()
  if (begun.kind === 'begun') return writeDown(deps.work, row, id, { id, name: begun.name, since: at, nextAt: at })
  await noteFailed(deps, row, begun)
  if (begun.kind === 'unsure') return writeDown(deps.work, row, id, { id, name: null, since: at, nextAt: at })
  return giveUp(deps, row, id, Math.max(AGAIN_MS, ('waitMs' in begun && begun.waitMs) || 0))
}

/** Those that single calls would not reach soon: the most urgent are left to them. */
async function waitingLonger({ db, t: { listings } }: Reader, id: string, now: number, bulk: Bulk): Promise<string[]> {
  const rows = await db
    .select({ listing: listings.listing })
    .from(listings)
    .where(isDue(listings, id, now))
    .orderBy(desc(listings.urgency), asc(listings.changedAt), asc(listings.listing))
    .offset(bulk.sooner)
    .limit(bulk.most)
  return rows.map(({ listing }) => listing)
}

const isDue = (listings: Tx['t']['listings'], id: string, now: number) =>
  and(
    eq(listings.connectorId, id),
    sql`${listings.version} > ${listings.shownVersion}`,
    eq(listings.stopped, false),
    eq(listings.look, 0),
    lte(listings.nextAt, now),
    isNull(listings.sending),
  )

/** Undefined: somebody else has one on its way. */
const begin = (work: Work, row: ConnectorRow): Promise<string | undefined> =>
  work.run([lockOf(row)], async (tx) => {
    const state = await readState(tx, row.id)
    if (state && (state.id !== null || state.nextAt > tx.now)) return undefined
    const id = tx.newId()
    await writeState(tx, row.id, { id, name: null, since: tx.now, nextAt: tx.now + SUBMIT_MS })
    await writeListings(tx, row.id, [])
    return id
  })

/** In the order in which they are told; it is kept, for the platform answers by it. */
async function takeAll(work: Work, row: ConnectorRow, id: string, names: readonly string[]): Promise<Update[]> {
  const updates: Update[] = []
  for (let first = 0; first < names.length; first += ROWS)
    updates.push(...(await work.run([lockOf(row)], (tx) => takeSome(tx, row.id, id, names.slice(first, first + ROWS)))))
  await work.run([lockOf(row)], (tx) =>
    writeListings(
      tx,
      row.id,
      updates.map(({ listing }) => listing),
    ),
  )
  return updates
}

async function takeSome(tx: Tx, connectorId: string, bulk: string, names: string[]): Promise<Update[]> {
  const { listings } = tx.t
  const rows = await tx.db
    .select()
    .from(listings)
    .where(and(isDue(listings, connectorId, tx.now), inArray(listings.listing, names)))
  const updates: Update[] = []
  for (const { listing, wanted: quantity, version, changedAt: since, shown } of rows) {
    const key = tx.newId()
    await tx.db
      .update(listings)
      .set({ sending: { quantity, version, key, since, bulk }, nextAt: tx.now + ACTS_MS })
      .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
    updates.push({ listing, quantity, version, key, shown, first: false })
  }
  return updates
}

/** It has not begun: its listings go by single calls again. */
async function giveUp(deps: Deps, row: ConnectorRow, id: string, waitMs: number): Promise<void> {
  await settleAll(deps, row, id, () => notBegun)
  await rest(deps, row, id, waitMs)
}

const rest = ({ work, now }: Deps, row: ConnectorRow, id: string | null, waitMs: number): Promise<void> =>
  writeDown(work, row, id, { id: null, name: null, since: now(), nextAt: now() + waitMs })

const notBegun: UpdateOutcome = { kind: 'later', waitMs: 0, counts: false, code: 'not-begun', detail: '', advice: '' }

async function follow(deps: Deps, row: ConnectorRow, bulk: Bulk, state: State & { id: string }): Promise<void> {
  const names = await deps.work.read((reader) => readListings(reader, row.id))
  const isOver = state.since + ACTS_MS < deps.now()
  const answer = isOver ? { kind: 'ended' as const, outcomes: null } : await bulk.look(state.name, state.since, names)
  if (answer.kind === 'running')
    return writeDown(deps.work, row, state.id, { ...state, nextAt: deps.now() + Math.max(1, answer.waitMs) })
  if (answer.kind !== 'ended') {
    await noteFailed(deps, row, answer)
    const waitMs = ('waitMs' in answer && answer.waitMs) || AGAIN_MS
    return writeDown(deps.work, row, state.id, { ...state, nextAt: deps.now() + waitMs })
  }
  const { outcomes } = answer
  const settled = await settleAll(deps, row, state.id, (listing) =>
    // Where nobody knows what it has done, what is shown is not known either, and each is told again.
    outcomes === null ? { kind: 'stale', shown: null } : (outcomes.get(listing) ?? { kind: 'done' }),
  )
  await doubtOthers(
    deps.work,
    row,
    names.filter((name) => !settled.has(name)),
  )
  await deps.work.run([lockOf(row)], (tx) => noteCall(tx, row, [{ kind: 'done' }], deps.random))
  await rest(deps, row, state.id, 0)
}

/** Returns the listings that were still under way with it. */
async function settleAll(
  { work, random }: Deps,
  row: ConnectorRow,
  id: string,
  outcomeOf: (listing: string) => UpdateOutcome,
): Promise<Set<string>> {
  const settled = new Set<string>()
  for (;;) {
    const taken = (await work.read((reader) => takenWith(reader, row.id, id))).slice(0, ROWS)
    if (taken.length === 0) return settled
    const outcomes = taken.map(({ listing }) => outcomeOf(listing.listing))
    await work.run([lockOf(row)], (tx) => settleSent(tx, row.warehouse, taken, outcomes, random))
    for (const { listing } of taken) settled.add(listing.listing)
  }
}

async function takenWith({ db, t: { listings } }: Reader, connectorId: string, id: string): Promise<Taken[]> {
  const rows = await db
    .select()
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), isNotNull(listings.sending)))
    .orderBy(asc(listings.listing))
  return rows.flatMap((listing) => (listing.sending?.bulk === id ? [asTaken(listing, listing.sending)] : []))
}

const asTaken = (listing: Listing, { quantity, version, key, since }: NonNullable<Listing['sending']>): Taken => ({
  listing: { ...listing, changedAt: since },
  quantity,
  version,
  key,
  shown: null,
  first: false,
})

/** Mappings that were given anew while it was under way: it may have put its number over theirs. */
async function doubtOthers(work: Work, row: ConnectorRow, names: readonly string[]): Promise<void> {
  for (let first = 0; first < names.length; first += ROWS)
    await work.run([lockOf(row)], async (tx) => {
      const { listings } = tx.t
      await tx.db
        .update(listings)
        .set({ shown: null, look: 1, version: sql`${listings.version} + 1` })
        .where(and(eq(listings.connectorId, row.id), inArray(listings.listing, names.slice(first, first + ROWS))))
    })
}

/** To be asked for time is none. */
const isTrouble = (failed: Failed): boolean => failed.kind !== 'later' || failed.counts

/** What is refused is told by single calls, and refused there if it must be. */
async function noteFailed({ work, random }: Deps, row: ConnectorRow, failed: Failed): Promise<void> {
  if (failed.kind === 'refused' || !isTrouble(failed)) return
  await work.run([lockOf(row)], (tx) => noteCall(tx, row, [failed], random))
}
