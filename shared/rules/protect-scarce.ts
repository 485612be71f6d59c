/**
 * How much of scarce stock is best protected for each channel, while all share the rest, first come first served. A split of
 * everything would strand units where less was asked for than expected; no protection at all lets the cheapest channel sell
 * what a dearer one would have. What is best lies between, and is found by asking of each way what it would have brought in the
 * periods that were.
 */
import { apportion } from './apportion.ts'
import { type Claimant, splitScarce } from './split-scarce.ts'

export interface ProtectedShare {
  channel: string
  protect: number
  /** Units expected to be sold, of those asked for. */
  sold: number
  asked: number
  /** Minor units: what is sold, less what is missing costs. */
  contribution: number
  /** How likely some of what is asked for is missing, 0 to 1. */
  risk: number
}

export interface Proposal {
  shares: ProtectedShare[]
  /** Protected for nobody. */
  shared: number
  contribution: number
  /** What protecting nothing would bring. */
  firstCome: number
}

/**
 * `claimants`: their demand is of the same periods, in one order. Of ways that bring the same, the one that protects least.
 * Units are whole base units.
 */
export function protectScarce(units: number, claimants: readonly Claimant[]): Proposal {
  const nothing = claimants.map(() => 0)
  let best = nothing
  // Large steps may leave what small ones would have found, and the other way round.
  for (const start of startsOf(units, claimants))
    for (const step of [1, Math.floor(units / 4), Math.floor(units / 2)]) {
      const found = improved(start, Math.max(1, step), units, claimants)
      if (isBetter(found, best, units, claimants)) best = found
    }
  return { ...outcomeOf(best, units, claimants), firstCome: contributionOf(nothing, units, claimants) }
}

/** What these protections are expected to bring, `protect` by channel in the order of the claimants. */
export function outcomeOf(
  protect: readonly number[],
  units: number,
  claimants: readonly Claimant[],
): Omit<Proposal, 'firstCome'> {
  const shares = claimants.map(({ channel }, place): ProtectedShare => {
    const none = { sold: 0, asked: 0, contribution: 0, risk: 0 }
    return { channel, protect: protect[place] ?? 0, ...none }
  })
  const periods = periodsOf(claimants)
  for (let period = 0; period < periods; period++) {
    const sold = soldIn(period, protect, units, claimants)
    for (const [place, share] of shares.entries()) {
      const { margin, penalty, demand } = claimants[place] as Claimant
      const asked = demand[period] ?? 0
      const gone = sold[place] ?? 0
      share.asked += asked / periods
      share.sold += gone / periods
      share.contribution += (margin * gone - penalty * (asked - gone)) / periods
      if (asked - gone > TINY) share.risk += 1 / periods
    }
  }
  return {
    shares,
    shared: units - sumOf(protect),
    contribution: shares.reduce((sum, share) => sum + share.contribution, 0),
  }
}

const TINY = 1e-9
const sumOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0)
const periodsOf = (claimants: readonly Claimant[]): number =>
  Math.max(0, ...claimants.map(({ demand }) => demand.length))

const contributionOf = (protect: readonly number[], units: number, claimants: readonly Claimant[]): number =>
  outcomeOf(protect, units, claimants).contribution

/**
 * Units sold in a period in which all channels ask evenly from its beginning to its end: each has its protection to itself, and
 * what exceeds it is taken from the shared units until they are gone.
 */
function soldIn(
  period: number,
  protect: readonly number[],
  units: number,
  claimants: readonly Claimant[],
): readonly number[] {
  const shared = units - sumOf(protect)
  const asked = claimants.map(({ demand }) => demand[period] ?? 0)
  const draws = claimants.map(({ drawsShared = true }) => drawsShared)
  const until = sharedUntil(
    asked.map((one, place) => ({ asked: draws[place] ? one : 0, protect: protect[place] ?? 0 })),
    shared,
  )
  return asked.map((one, place) => {
    const own = Math.min(one, protect[place] ?? 0)
    return draws[place] ? Math.max(own, until * one) : own
  })
}

/** The part of the period, 0 to 1, after which the shared units are gone. */
function sharedUntil(channels: readonly { asked: number; protect: number }[], shared: number): number {
  const later = channels
    .filter(({ asked, protect }) => asked > protect)
    .map(({ asked, protect }) => ({ asked, protect, from: protect / asked }))
    .sort((a, b) => a.from - b.from)
  let [asked, protect] = [0, 0]
  for (const [nth, one] of later.entries()) {
    asked += one.asked
    protect += one.protect
    // All of these draw at this rate until the next one joins them.
    const until = (shared + protect) / asked
    if (until <= (later[nth + 1]?.from ?? 1)) return until
  }
  return 1
}

/** Ways to begin with: nothing; what is worth most, of all or of the dearest channels alone; all of it by demand, or for one. */
function startsOf(units: number, claimants: readonly Claimant[]): number[][] {
  const split = splitScarce(units, claimants).shares.map((share) => share.units)
  const byValue = claimants
    .map(({ margin, penalty }, place) => ({ value: margin + penalty, place }))
    .sort((a, b) => b.value - a.value || a.place - b.place)
  const dearest = byValue.map((_, nth) => {
    const kept = new Set(byValue.slice(0, nth + 1).map(({ place }) => place))
    return split.map((share, place) => (kept.has(place) ? share : 0))
  })
  const proportional = apportion(
    units,
    claimants.map(({ demand }) => sumOf(demand)),
  )
  const alone = claimants.map((_, only) => claimants.map((__, place) => (place === only ? units : 0)))
  return [claimants.map(() => 0), ...dearest, proportional, ...alone]
}

/**
 * In ever smaller steps to and from the shared units and between channels, and to what was asked for in one of the periods, as
 * long as that brings more: a protection makes no difference until it is more than its channel gets without.
 */
function improved(
  start: readonly number[],
  firstStep: number,
  units: number,
  claimants: readonly Claimant[],
): number[] {
  let best = [...start]
  for (let step = firstStep; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2))
    for (let better = true; better; ) {
      better = false
      for (const next of [...neighboursOf(best, step, units), ...askedBefore(best, units, claimants)])
        if (isBetter(next, best, units, claimants)) {
          best = next
          better = true
        }
    }
  return best
}

/** Each channel's protection at what it asked for in a period. */
function askedBefore(protect: readonly number[], units: number, claimants: readonly Claimant[]): number[][] {
  const shared = units - sumOf(protect)
  return claimants.flatMap(({ demand }, place) =>
    [...new Set(demand)]
      .filter((asked) => asked <= (protect[place] ?? 0) + shared && asked !== protect[place])
      .map((asked) => protect.map((one, other) => (other === place ? asked : one))),
  )
}

function neighboursOf(protect: readonly number[], step: number, units: number): number[][] {
  const found: number[][] = []
  const shared = units - sumOf(protect)
  const changed = (changes: readonly [number, number][]) =>
    found.push(protect.map((one, place) => one + sumOf(changes.filter(([at]) => at === place).map(([, by]) => by))))
  for (const [place, one] of protect.entries()) {
    if (shared >= step) changed([[place, step]])
    if (one === 0) continue
    const given = Math.min(step, one)
    changed([[place, -given]])
    for (const other of protect.keys())
      if (other !== place)
        changed([
          [place, -given],
          [other, given],
        ])
  }
  return found
}

function isBetter(
  one: readonly number[],
  than: readonly number[],
  units: number,
  claimants: readonly Claimant[],
): boolean {
  const gain = contributionOf(one, units, claimants) - contributionOf(than, units, claimants)
  return gain > TINY * 1_000 || (gain > -TINY && sumOf(one) < sumOf(than))
}
