/** Items that are sold through four channels, each with another pattern of demand, and replenished with lead times that vary. */
import { type LookAhead, lookAhead } from '../../shared/rules/forecast/look-ahead.ts'
import { type Kind, seriesOf } from './demand-series.ts'
import type { Course, Order } from './one-shelf.ts'
import { createRandom, type Random } from './random.ts'

/** Of the four channels, the one with the highest priority first. */
export const PATTERNS = ['smooth', 'seasonal', 'intermittent', 'lumpy'] as const satisfies readonly Kind[]
/** Days that are known before the first plan, and then before each. */
const HISTORY = 730
export const REPLANNED = 28
/** Replenishments that lead times are known from: as many at first, and at most. */
const LEAD_TIMES_KNOWN = 40
const LEAD_TIMES_KEPT = 100
/** So many of the last ones may still be on their way. */
const ON_THEIR_WAY = 4

export interface Item {
  /** What comes. */
  course: Course
  /** What might as well have come: other days of the same demand. */
  other: Course
  /** Of each plan, and in it of each channel: made from what was before and nothing else. */
  looks: LookAhead[][]
  /** Units of the usual replenishment. */
  orderQuantity: number
}

export interface Size {
  items: number
  /** That are played. */
  days: number
  /** Other days, on which the single reorder point is found. */
  otherDays: number
}

export function itemsOf({ items, days, otherDays }: Size, seed: number): Item[] {
  const random = createRandom(seed)
  return Array.from({ length: items }, () => itemOf(random, days, otherDays))
}

function itemOf(random: Random, days: number, otherDays: number): Item {
  const all = HISTORY + days + otherDays
  const series = PATTERNS.map((kind) => seriesOf(kind, all, random))
  const perDay = series.reduce((sum, units) => sum + units.reduce((most, one) => most + one, 0), 0) / all
  const minimum = Math.max(1, Math.round(perDay * random.whole(8, 20)))
  const reviewDays = random.pick([1, 1, 7]) ?? 1
  const terms = { reviewDays, minimum, multiple: random.pick([1, 6, 12]) ?? 1, refilled: 'nightly' as const }
  const leadTime = leadTimeOf(random)
  const before = Array.from({ length: LEAD_TIMES_KNOWN }, leadTime)
  const courseOf = (from: number, to: number): Course => ({
    ...{ ...terms, channels: series.length, orders: ordersOf(series, from, to, random) },
    leadTimes: Array.from({ length: 400 }, leadTime),
  })
  const course = courseOf(HISTORY, HISTORY + days)
  const lookFrom = (day: number): LookAhead[] => {
    const replenished = Math.max(0, Math.floor((day * perDay) / minimum) - ON_THEIR_WAY)
    const leadTimes = [...before, ...course.leadTimes.slice(0, replenished)].slice(-LEAD_TIMES_KEPT)
    return series.map((units) => lookAhead(units.slice(day, day + HISTORY), { leadTimes, reviewDays }))
  }
  return {
    course,
    other: courseOf(HISTORY + days, all),
    looks: Array.from({ length: Math.ceil(days / REPLANNED) }, (_, nth) => lookFrom(nth * REPLANNED)),
    orderQuantity: Math.max(minimum, Math.round(perDay * reviewDays)),
  }
}

/** Mostly about as said, and one time of five much later. */
function leadTimeOf(random: Random): () => number {
  const usual = random.whole(4, 14)
  return () => usual + (random.chance(0.2) ? random.whole(2, usual) : random.whole(-1, 1))
}

const isAtOnce = (channel: number): boolean => ['intermittent', 'lumpy'].includes(PATTERNS[channel] ?? '')

/** What is asked for on a day comes in orders of one to six units, in any order; an intermittent or lumpy customer asks at once. */
function ordersOf(series: readonly number[][], from: number, to: number, random: Random): Order[][] {
  return Array.from({ length: to - from }, (_, day) => {
    const orders: (Order & { at: number })[] = []
    for (const [channel, units] of series.entries())
      for (let left = units[from + day] ?? 0; left > 0; ) {
        const one = isAtOnce(channel) ? left : Math.min(left, random.whole(1, 6))
        orders.push({ channel, units: one, at: random.next() })
        left -= one
      }
    return orders.sort((a, b) => a.at - b.at)
  })
}
