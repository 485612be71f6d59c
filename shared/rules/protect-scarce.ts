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

export interface Outcome {
  shares: ProtectedShare[]
  /** Protected for nobody. */
  shared: number
  contribution: number
}

export interface Proposal extends Outcome {
  /** What protecting nothing would bring. */
  firstCome: number
}

/** Units protected, by channel in the order of the claimants. */
type Way = readonly number[]

/**
 * `claimants`: their demand is of the same periods, in one order. Of ways that bring the same, the one that protects least.
 * Units are whole base units.
 */
export function protectScarce(units: number, claimants: readonly Claimant[]): Proposal {
  const search = searchOf(units, claimants)
  const nothing: Way = claimants.map(() => 0)
  let best = nothing
  // Large steps may leave what small ones would have found, and the other way round.
  for (const start of startsOf(units, claimants))
    for (const step of [1, Math.floor(units / 4), Math.floor(units / 2)]) {
      const found = search.improved(start, Math.max(1, step))
      if (search.isBetter(found, best)) best = found
    }
  return { ...outcomeOf(best, units, claimants), firstCome: search.contribution(nothing) }
}

/** What these protections are expected to bring. */
export function outcomeOf(protect: Way, units: number, claimants: readonly Claimant[]): Outcome {
  const periods = periodsOf(claimants)
  const sold = Array.from({ length: periods }, (_, period) => soldIn(period, protect, units, claimants))
  const shares = claimants.map(({ channel, margin, penalty, demand }, place): ProtectedShare => {
    const mean = (of: (asked: number, gone: number) => number) =>
      sold.reduce((sum, all, period) => sum + of(demand[period] ?? 0, all[place] ?? 0), 0) / Math.max(1, periods)
    return {
      channel,
      protect: protect[place] ?? 0,
      sold: mean((_, gone) => gone),
      asked: mean((asked) => asked),
      contribution: mean((asked, gone) => margin * gone - penalty * (asked - gone)),
      risk: mean((asked, gone) => (asked - gone > TINY ? 1 : 0)),
    }
  })
  const contribution = shares.reduce((sum, share) => sum + share.contribution, 0)
  return { shares, shared: units - sumOf(protect), contribution }
}

const TINY = 1e-9
const sumOf = (all: Way): number => all.reduce((sum, one) => sum + one, 0)
const periodsOf = (claimants: readonly Claimant[]): number =>
  Math.max(0, ...claimants.map(({ demand }) => demand.length))

/**
 * Units sold in a period in which all channels ask evenly from its beginning to its end: each has its protection to itself, and
 * what exceeds it is taken from the shared units until they are gone.
 */
function soldIn(period: number, protect: Way, units: number, claimants: readonly Claimant[]): number[] {
  const until = sharedUntil(period, protect, units, claimants)
  return claimants.map(({ demand, drawsShared = true }, place) => {
    const asked = demand[period] ?? 0
    const own = Math.min(asked, protect[place] ?? 0)
    return drawsShared ? Math.max(own, until * asked) : own
  })
}

/** The part of the period, 0 to 1, after which the shared units are gone. */
function sharedUntil(period: number, protect: Way, units: number, claimants: readonly Claimant[]): number {
  const shared = units - sumOf(protect)
  // Who has used its protection by then draws; who has not does not, and the others have the longer.
  for (let until = 1; ; ) {
    let [asked, own] = [0, 0]
    for (const [place, { demand, drawsShared = true }] of claimants.entries()) {
      const one = demand[period] ?? 0
      const protectedHere = protect[place] ?? 0
      if (!drawsShared || one === 0 || protectedHere >= until * one) continue
      asked += one
      own += protectedHere
    }
    const next = asked === 0 ? until : Math.min(1, (shared + own) / asked)
    if (next >= until - TINY) return until
    until = next
  }
}

/** Ways to begin with: nothing; what is worth most, of all or of the dearest channels alone; all of it by demand, or for one. */
function startsOf(units: number, claimants: readonly Claimant[]): Way[] {
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

/** Each way is reckoned once. */
function searchOf(units: number, claimants: readonly Claimant[]) {
  const known = new Map<string, number>()
  const ended = new Map<string, Way>()

  function contribution(way: Way): number {
    const name = way.join(' ')
    const found = known.get(name) ?? meanContribution(way, units, claimants)
    known.set(name, found)
    return found
  }

  function isBetter(one: Way, than: Way): boolean {
    const gain = contribution(one) - contribution(than)
    return gain > TINY * 1_000 || (gain > -TINY && sumOf(one) < sumOf(than))
  }

  /**
   * In ever smaller steps to and from the shared units and between channels, and to what was asked for in one of the periods, as
   * long as that brings more: a protection makes no difference until it is more than its channel gets without.
   */
  function improved(start: Way, firstStep: number): Way {
    let best = start
    for (let step = firstStep; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) best = climbed(best, step)
    return best
  }

  function climbed(start: Way, step: number): Way {
    const name = `${step}: ${start.join(' ')}`
    const before = ended.get(name)
    if (before) return before
    let best = start
    for (let isMoving = true; isMoving; ) {
      isMoving = false
      const next = [...neighboursOf(best, step, units), ...(step === 1 ? askedBefore(best, units, claimants) : [])]
      for (const way of next)
        if (isBetter(way, best)) {
          best = way
          isMoving = true
        }
    }
    ended.set(name, best)
    return best
  }

  return { contribution, isBetter, improved }
}

function meanContribution(way: Way, units: number, claimants: readonly Claimant[]): number {
  const periods = periodsOf(claimants)
  let sum = 0
  for (let period = 0; period < periods; period++) {
    const until = sharedUntil(period, way, units, claimants)
    for (const [place, { demand, margin, penalty, drawsShared = true }] of claimants.entries()) {
      const asked = demand[period] ?? 0
      const own = Math.min(asked, way[place] ?? 0)
      const sold = drawsShared ? Math.max(own, until * asked) : own
      sum += margin * sold - penalty * (asked - sold)
    }
  }
  return periods === 0 ? 0 : sum / periods
}

function neighboursOf(way: Way, step: number, units: number): Way[] {
  const found: Way[] = []
  const shared = units - sumOf(way)
  for (const [place, one] of way.entries()) {
    if (shared >= step) found.push(way.with(place, one + step))
    if (one === 0) continue
    const given = Math.min(step, one)
    const without = way.with(place, one - given)
    found.push(without)
    for (const [other, has] of way.entries()) if (other !== place) found.push(without.with(other, has + given))
  }
  return found
}

/** Each channel's protection at what it asked for in a period. */
function askedBefore(way: Way, units: number, claimants: readonly Claimant[]): Way[] {
  const shared = units - sumOf(way)
  return claimants.flatMap(({ demand }, place) => {
    const own = way[place] ?? 0
    return [...new Set(demand)]
      .filter((asked) => asked <= own + shared && asked !== own)
      .map((asked) => way.with(place, asked))
  })
}
