/**
 * What a channel will probably ask for while goods are on their way, and how wrong that was before. A reorder point is passed some
 * time between two looks at the stock, and what is ordered then comes after a lead time that varies: an error is what was asked
 * for from such a moment until such a receipt, less what was expected over the mean of it.
 */
import { candidatesFor, type Method } from './candidates.ts'
import { choose, momentsOf, sumsOf, walked } from './choose.ts'
import type { Forecaster } from './forecasters.ts'
import { type DemandPattern, patternOf } from './pattern.ts'
import { type Protection, type Times, timesOf } from './protection-time.ts'
import { type Roughly, roughly } from './roughly.ts'

export type { Protection }

/** What safety stock is reckoned from. */
export interface Uncertainty extends Pick<Roughly, 'deviation' | 'clump'> {
  /** Units over the mean protection time. */
  expected: number
  /**
   * What was asked for over a protection time less what was expected over the mean one, the oldest first. They are counted from the
   * end: those of channels whose series end on the same day, with the same protection, fall on the same times.
   */
  errors: number[]
  /** Units asked for between the two looks at the stock of each error: the more, the likelier a reorder point is passed there. */
  begun: number[]
  /**
   * Observations that the errors are worth: protection times that do not overlap, and fewer the more of the error comes from lead
   * times that were observed seldom.
   */
  windows: number
}

export interface LookAhead extends Uncertainty {
  pattern: DemandPattern
  method: Method
  parameters: string
  /** Moments that the method was tried at, and how far off it and the floor (the last season again) were. */
  tried: number
  error: number | null
  floorError: number | null
  /** Days of the mean protection time: the mean lead time and half a review. Never 0. */
  days: number
  /** Expected units a day over the mean protection time. */
  perDay: number
  /** Expected units of the next so many days together, also of a part of a day. */
  ahead(days: number): number
}

const SEASON = 7
/** A way is chosen at every so many days. The number shares no factor with a week, so that each weekday has its turn. */
const CHOSEN_EVERY = 5

/** `units`: of each day, the oldest first, to the same last day for all channels of an item; below 0 counts as 0. */
export function lookAhead(units: readonly number[], protection: Protection): LookAhead {
  const series = sold(units)
  const times = timesOf(protection)
  const pattern = patternOf(series)
  const periods = Math.max(1, Math.round(times.days))
  const horizon = { periods, reach: times.review + Math.max(...times.leadTimes), season: SEASON, every: CHOSEN_EVERY }
  const choice = choose(series, horizon, candidatesFor(SEASON, pattern.pattern))
  const { method, parameters, tried, error, floorError, forecaster } = choice
  const scale = times.days / periods
  const expected = choice.expected * scale
  const perDay = expected / times.days
  const moments = momentsOf(series.length, { ...horizon, every: 1 })
  const forecasts = walked(choice.candidate, series, moments, periods).forecasts.map((one) => one * scale)
  const { deviation, clump, ofLeadTimes } = roughly(series, perDay, times)
  return {
    ...{ pattern, method, parameters, tried, error, floorError, expected, perDay, days: times.days },
    ...errorsOf(sumsOf(series), moments, forecasts, times),
    ...{ deviation, clump },
    windows: 1 / (times.days / moments.length + ofLeadTimes / times.leadTimes.length),
    ahead: (days) => part(forecaster, days),
  }
}

/** Before the first unit was sold there nobody knew of the channel: no sales then say nothing of what is to come. */
function sold(units: readonly number[]): number[] {
  const all = units.map((one) => (one > 0 && Number.isFinite(one) ? one : 0))
  return all.slice(
    Math.max(
      0,
      all.findIndex((one) => one > 0),
    ),
  )
}

/** Steps of these fall evenly between 0 and 1, however many are taken, and have nothing to do with one another. */
const [GOLDEN, SILVER] = [0.618_033_988_749_895, Math.SQRT2 - 1]

/** From each day one error, each with another lead time; the reorder point is passed sooner or later between the looks. */
function errorsOf(
  sums: Float64Array,
  moments: readonly number[],
  forecasts: readonly number[],
  { leadTimes, review }: Times,
): { errors: number[]; begun: number[] } {
  const begun = moments.map((at) => (sums[at + review] as number) - (sums[at] as number))
  const errors = moments.map((at, nth) => {
    const fromEnd = moments.length - nth
    const lead = leadTimes[Math.floor(((fromEnd * GOLDEN) % 1) * leadTimes.length)] as number
    const inLead = (sums[at + review + lead] as number) - (sums[at + review] as number)
    return ((fromEnd * SILVER) % 1) * (begun[nth] as number) + inLead - (forecasts[nth] as number)
  })
  return { errors, begun }
}

function part(forecaster: Forecaster, days: number): number {
  if (!(days > 0)) return 0
  const whole = Math.floor(days)
  const below = whole === 0 ? 0 : forecaster.ahead(whole)
  return days === whole ? below : below + (forecaster.ahead(whole + 1) - below) * (days - whole)
}
