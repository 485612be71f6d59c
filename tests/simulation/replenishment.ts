/**
 * Items that are sold through four channels, each with another pattern of demand, and replenished with lead times that vary: as
 * proposed (each channel its own promise, forecast, protected and planned anew every four weeks from two years of history), and
 * beside it with a single reorder point that is set by what is to come.
 */
import { type LookAhead, lookAhead } from '../../shared/rules/forecast/look-ahead.ts'
import { type ServiceTarget, safetyOf } from '../../shared/rules/safety-stock.ts'
import { type Kind, seriesOf } from './demand-series.ts'
import { type Course, type Order, type Plan, sellFrom } from './one-shelf.ts'
import { createRandom, type Random } from './random.ts'
import type { Service } from './service-book.ts'

export const PATTERNS: readonly Kind[] = ['smooth', 'seasonal', 'intermittent', 'lumpy']
const HISTORY = 730
const REPLANNED = 28
/** Past replenishments that lead times are known from. */
const LEAD_TIMES_KNOWN = 40

export interface Item {
  course: Course
  /** Of each plan, and in it of each channel. */
  looks: LookAhead[][]
  orderQuantity: number
}

export function itemOf(random: Random, days: number): Item {
  const series = PATTERNS.map((kind) => seriesOf(kind, HISTORY + days, random))
  const perDay = series.reduce((sum, units) => sum + units.reduce((all, one) => all + one, 0), 0) / (HISTORY + days)
  const multiple = random.pick([1, 6, 12]) ?? 1
  const minimum = Math.max(1, Math.round(perDay * random.whole(8, 20)))
  const leadTime = leadTimeOf(random)
  const reviewDays = random.pick([1, 1, 7]) ?? 1
  const leadTimes = Array.from({ length: LEAD_TIMES_KNOWN }, leadTime).sort((a, b) => a - b)
  const protection = { leadTimes, reviewDays }
  const plans = Math.ceil(days / REPLANNED)
  const looks = Array.from({ length: plans }, (_, nth) =>
    series.map((units) => lookAhead(units.slice(nth * REPLANNED, nth * REPLANNED + HISTORY), protection)),
  )
  const orders = Array.from({ length: days }, (_, day) =>
    ordersOf(
      series.map((units) => units[HISTORY + day] ?? 0),
      random,
    ),
  )
  const course = { channels: series.length, orders, reviewDays, minimum, multiple }
  return {
    course: { ...course, leadTimes: Array.from({ length: 200 }, leadTime) },
    looks,
    orderQuantity: Math.max(minimum, Math.round(perDay * reviewDays)),
  }
}

/** Mostly about as said, and now and then much later. */
function leadTimeOf(random: Random): () => number {
  const usual = random.whole(4, 14)
  return () => usual + (random.chance(0.2) ? random.whole(2, usual) : random.whole(-1, 1))
}

/** What is asked for on a day comes in orders of one to six units; an intermittent or lumpy customer asks at once. */
function ordersOf(units: readonly number[], random: Random): Order[] {
  const orders: (Order & { at: number })[] = []
  for (const [channel, asked] of units.entries()) {
    const isAtOnce = PATTERNS[channel] === 'intermittent' || PATTERNS[channel] === 'lumpy'
    for (let left = asked; left > 0; ) {
      const one = isAtOnce ? left : Math.min(left, random.whole(1, 6))
      orders.push({ channel, units: one, at: random.next() })
      left -= one
    }
  }
  return orders.sort((a, b) => a.at - b.at)
}

/** As the product plans it. */
export function proposed({ course, looks, orderQuantity }: Item, targets: readonly ServiceTarget[]): Service {
  const plans = looks.map((channels): Plan => {
    const series = channels.map((look, nth) => ({
      ...look,
      channel: PATTERNS[nth] ?? '',
      target: targets[nth] as ServiceTarget,
    }))
    const item = safetyOf(series, { orderQuantity })
    return { reorderPoint: item.reorderPoint, protect: item.channels.map((one) => (process.env.PARTS ? one.safetyStock : one.protect)) }
  })
  return sellFrom(course, (day) => plans[Math.floor(day / REPLANNED)] as Plan)
}

/** The smallest reorder point with which each channel gets at least that, found by trying it on what is to come. */
export function single({ course, looks }: Item, kind: ServiceTarget['kind'], least: readonly number[]): Service {
  const protect = PATTERNS.map(() => 0)
  const at = (reorderPoint: number) => sellFrom(course, () => ({ reorderPoint, protect }))
  const expected = (looks[0] ?? []).reduce((sum, one) => sum + one.expected, 0)
  let [low, high] = [-1, Math.ceil(expected * 4) + 50]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (at(middle)[kind].every((level, channel) => level >= (least[channel] ?? 0))) high = middle
    else low = middle
  }
  return at(high)
}

export interface Row {
  kind: ServiceTarget['kind']
  level: number
  pattern: Kind
  achieved: number
  error: number
  stock: number
  singleStock: number
  singleAchieved: number
}

export const LEVELS = [0.9, 0.95, 0.98] as const

const meanOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length
const errorOf = (all: readonly number[]): number =>
  Math.sqrt(all.reduce((sum, one) => sum + (one - meanOf(all)) ** 2, 0) / (all.length - 1) / all.length)

export { createRandom, errorOf, meanOf }
