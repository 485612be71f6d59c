/** What is promised about rotation, looked at after each step: see the head of rotation.property.test.ts. */
import { expect } from 'vitest'
import { ok } from './floor.ts'
import { type Line, type Look, lineOf, neededUntil, type Run, rulesOf, type Task, type Told } from './rotation-floor.ts'
import * as oracle from './rotation-oracle.ts'

interface Claim {
  channel: string
  protected: number
  charged: number
  committed: number
  atRisk: number
}

const claimsOf = async ({ server }: Run, sku: string): Promise<Claim[]> =>
  (await ok<{ channels: Claim[] }>(server, 'GET', `/inventory/${sku}`)).channels

const text = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort()

/** The server's balances are those of the hands that moved them. */
export function expectSameStock({ book }: Run, { stock }: Look): void {
  const plain = ({ sku, lot, place, status, quantity, suspect }: Look['stock'][number]) => ({
    sku,
    lot,
    place,
    status,
    quantity,
    suspect,
  })
  expect(text(stock.filter(({ quantity, suspect }) => quantity !== 0 || suspect !== 0).map(plain))).toEqual(
    text(oracle.balances(book).map(plain)),
  )
}

/** A lot that may not leave is on no pick list, and no unit is promised twice. */
export function expectSoundAllocations({ book }: Run, { allocations, stock }: Look): void {
  for (const one of allocations.filter(({ picked }) => !picked)) {
    expect(oracle.isHeld(book, one), `${oracle.nameOf(one)} is held and on a pick list`).toBe(false)
    expect(oracle.isExpired(book, one), `${oracle.nameOf(one)} has expired and is on a pick list`).toBe(false)
  }
  for (const here of stock.filter(({ status }) => status === 'available')) {
    const taken = oracle.total(allocations, (one) => oracle.sameLot(one, here) && one.place === here.place)
    expect(taken, `allocated of ${oracle.nameOf(here)} at ${here.place}`).toBeLessThanOrEqual(
      Math.max(0, here.quantity - here.suspect),
    )
  }
}

const directed = ({ allocations }: Look, line: string, lot: oracle.Lot): number =>
  oracle.total(allocations, (one) => !one.picked && one.line === line && oracle.sameLot(one, lot))

/**
 * Decision 0014: of lots that live so long, so many are left to channels that ask for more shelf life than this one. What a
 * deficit has taken from those is not there to be left to them. `promised`: only what they ordered, not what is set aside.
 */
function isLeftToOthers(
  run: Run,
  { channel }: Line,
  lot: oracle.Lot,
  look: Look,
  claims: readonly Claim[],
  promised: boolean,
): boolean {
  const own = rulesOf(run, channel).minShelfLifeDays
  const minimum = (claim: Claim) => rulesOf(run, claim.channel).minShelfLifeDays
  const thresholds = [...new Set(claims.map(minimum))].filter((days) => days > own)
  return thresholds.some((days) => {
    const until = oracle.addDays(run.book.today, days)
    if (!oracle.lasts(run.book, lot, until)) return false
    const wanted = claims
      .filter((claim) => minimum(claim) >= days)
      .reduce(
        (sum, claim) =>
          sum + claim.committed - claim.atRisk + (promised ? 0 : Math.max(0, claim.protected - claim.charged)),
        0,
      )
    return oracle.roomUntil(run.book, lot.sku, until, look.allocations) <= wanted
  })
}

/** Whoever was given units of a lot in this step could not have been given older ones. */
export async function expectOldestFirst(run: Run, before: Look, after: Look): Promise<void> {
  const { book } = run
  for (const line of after.lines) {
    const lots = oracle.lotsOf(book, line.sku)
    for (const lot of lots.filter((one) => directed(after, line.id, one) > directed(before, line.id, one))) {
      const older = oracle.olderFree(book, lot, neededUntil(run, line), after.allocations)
      if (older.length === 0) continue
      const claims = await claimsOf(run, line.sku)
      for (const other of older)
        expect(
          isLeftToOthers(run, line, other, after, claims, false),
          `${line.channel} was given ${lot.lot} of ${lot.sku}, and ${other.lot} is older and free`,
        ).toBe(true)
    }
  }
}

/** Units that the line had and lost in this step, without having shipped or given them up. */
function lostUnits(before: Look, line: Line): number {
  const was = lineOf(before, line.id)
  if (!was) return 0
  const had = (one: Line) => one.allocated + one.picked + one.shipped + one.cancelled
  return Math.max(0, had(was) - had(line))
}

/**
 * Nobody waits beside free stock: what a released line still asks for, or what it lost in this step, is at risk, or there is
 * nothing for it. `released`: orders that were released in this step.
 */
export async function expectNothingLeft(
  run: Run,
  before: Look,
  after: Look,
  released: readonly string[] = [],
): Promise<void> {
  for (const line of after.lines) {
    const wanted = released.includes(line.order) ? line.committed : Math.min(lostUnits(before, line), line.committed)
    if (wanted === 0) continue
    const free = oracle
      .lotsOf(run.book, line.sku)
      .filter((lot) => oracle.freeUnits(run.book, lot, neededUntil(run, line), after.allocations) > 0)
    if (free.length === 0) continue
    const { lines } = await ok<{ lines: { id: string; atRisk: number }[] }>(run.server, 'GET', `/orders/${line.order}`)
    if (line.committed <= (lines.find(({ id }) => id === line.id)?.atRisk ?? 0)) continue
    const claims = await claimsOf(run, line.sku)
    for (const lot of free)
      expect(
        isLeftToOthers(run, line, lot, after, claims, true),
        `${line.committed} of ${line.channel} wait, and ${oracle.nameOf(lot)} is free`,
      ).toBe(true)
  }
}

export interface Pick extends oracle.Lot {
  task: Task
  place: string
  quantity: number
  override: 'none' | 'proven' | 'forged'
}

/** `before`: how things stood when the picker took it. */
export function expectRightFindings(run: Run, before: Look, pick: Pick, { raised, severe }: Told): void {
  const { book } = run
  const line = lineOf(before, pick.task.line)
  const here = line ? directed(before, line.id, pick) : 0
  const older = oracle.olderFree(book, pick, neededUntil(run, line), before.allocations)
  const own = before.allocations.filter(
    (one) => !one.picked && one.line === line?.id && one.sku === pick.sku && oracle.isOlder(book, one, pick),
  )
  const asDirected = pick.quantity <= here
  const mustGoFirst = older.length > 0 || own.some(({ place }) => !oracle.isBlocked(book, place))
  if (!asDirected && mustGoFirst) expect(raised).toContain('rotation-bypassed')
  // Whether a lot all of whose receipts were undone is old, nobody can say.
  const dated = oracle.dateOf(book, pick) !== null || !oracle.isKnown(book, pick)
  if (asDirected || (dated && older.length === 0 && own.length === 0)) expect(raised).not.toContain('rotation-bypassed')
  const fromHere = { ...before, allocations: before.allocations.filter((one) => one.place === pick.place) }
  // Where more was taken than there was, what is put down fills the hole, and is missing to the line.
  const holes = oracle.balances(book).some((one) => oracle.sameLot(one, pick) && one.quantity < 0)
  if (line && pick.override !== 'forged' && pick.quantity <= directed(fromHere, line.id, pick))
    expect(holes ? [] : raised, 'of a pick as directed').toEqual([])
  expect(severe.includes('held-lot-moved'), `${oracle.nameOf(pick)} is held`).toBe(oracle.isHeld(book, pick))
  expect(severe.includes('expired-lot-picked'), `${oracle.nameOf(pick)} has expired`).toBe(oracle.isExpired(book, pick))
  expect(severe.includes('unproven-author'), `an override that is ${pick.override}`).toBe(pick.override === 'forged')
}
