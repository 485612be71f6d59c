/**
 * Replenishment as it is proposed (each channel its own promise; forecast, protected and planned anew every four weeks), beside a
 * single reorder point for the item, first come, first served, that is set with knowledge that nobody has.
 */
import { type ServiceTarget, safetyOf } from '../../shared/rules/safety-stock.ts'
import { type Course, type Plan, sellFrom } from './one-shelf.ts'
import { type Item, PATTERNS, REPLANNED } from './replenished-items.ts'
import type { Service } from './service-book.ts'

export const LEVELS = [0.9, 0.95, 0.98] as const

/** What each channel is promised, of the nth item. */
export interface Promised {
  name: string
  kind: ServiceTarget['kind']
  levels: (nth: number) => readonly number[]
}

/** The same to all channels, or to each another, in turns. */
export const PROMISES: readonly Promised[] = (['cycle', 'fill'] as const).flatMap((kind) => [
  ...LEVELS.map((level) => ({ name: `${level * 100} %`, kind, levels: () => PATTERNS.map(() => level) })),
  { name: 'mixed', kind, levels: (nth) => PATTERNS.map((_, channel) => LEVELS[(channel + nth) % LEVELS.length] ?? 0) },
])

/** As the product plans it. */
function proposed({ looks, orderQuantity }: Item, targets: readonly ServiceTarget[]): (day: number) => Plan {
  const plans = looks.map((channels): Plan => {
    const series = channels.map((look, nth) => ({
      ...look,
      channel: PATTERNS[nth] ?? '',
      target: targets[nth] as ServiceTarget,
    }))
    const { reorderPoint, channels: parts } = safetyOf(series, { orderQuantity })
    return { reorderPoint, protect: parts.map(({ protect }) => protect) }
  })
  return (day) => plans[Math.min(plans.length - 1, Math.floor(day / REPLANNED))] as Plan
}

/** The smallest reorder point with which each channel gets at least that on these days, found by halving, to a four-hundredth. */
function single(course: Course, kind: ServiceTarget['kind'], least: readonly number[], start: number): Service {
  const protect = PATTERNS.map(() => 0)
  const at = (reorderPoint: number) => sellFrom(course, () => ({ reorderPoint, protect }))
  const isEnough = (service: Service): boolean =>
    service[kind].every((level, channel) => level >= (least[channel] ?? 0) - 1e-12)
  let [low, high] = [0, Math.max(16, start)]
  while (!isEnough(at(high)) && high < start * 20) [low, high] = [high, Math.ceil(high * 1.5)]
  while (high - low > Math.max(1, high / 400)) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(at(middle))) high = middle
    else low = middle
  }
  return at(high)
}

export interface Measured {
  /** Of each item and channel. */
  levels: (readonly number[])[]
  achieved: number[][]
  /** The same with protections that are filled up only when goods come. */
  withReceipts: number[][]
  cycles: number
  /** Stock as proposed, of that of a single reorder point found on the same days, and of one found on other days. */
  ofHindsight: number[]
  ofKnowledge: number[]
}

export function measure(items: readonly Item[], { kind, levels }: Promised): Measured {
  const runs = items.map((item, nth) => {
    const plan = proposed(
      item,
      levels(nth).map((level) => ({ kind, level })),
    )
    const ours = sellFrom(item.course, plan)
    const withReceipts = sellFrom({ ...item.course, refilled: 'with receipts' }, plan)
    const hindsight = single(item.course, kind, ours[kind], plan(0).reorderPoint)
    return { item, levels: levels(nth), ours, withReceipts, hindsight, start: plan(0).reorderPoint }
  })
  const achieved = runs.map(({ ours }) => ours[kind])
  // What channels with this pattern and promise got on average: of one item too much of it is chance.
  const usual = (level: number, channel: number): number =>
    meanOf(runs.filter((run) => run.levels[channel] === level).map(({ ours }) => ours[kind][channel] ?? 0))
  const ofKnowledge = runs.map((run) => {
    if (run.item.other.orders.length === 0) return Number.NaN
    const least = run.levels.map(usual)
    return run.ours.stock / single(run.item.other, kind, least, run.start).stock
  })
  return {
    ...{ levels: runs.map((run) => run.levels), achieved, ofKnowledge },
    withReceipts: runs.map((run) => run.withReceipts[kind]),
    cycles: meanOf(runs.map(({ ours }) => ours.cycles)),
    ofHindsight: runs.map(({ ours, hindsight }) => ours.stock / hindsight.stock),
  }
}

/** What channels of one pattern got that were promised so much. */
export const gotBy = (all: readonly number[][], { levels }: Measured, channel: number, level: number): number[] =>
  all.filter((_, nth) => levels[nth]?.[channel] === level).map((one) => one[channel] ?? 0)

export const meanOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length

/** Standard error of the mean. */
export function errorOf(all: readonly number[]): number {
  const mean = meanOf(all)
  return Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1) / all.length)
}
