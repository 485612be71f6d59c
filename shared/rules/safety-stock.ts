/**
 * Stock that keeps a promise of service while goods are on their way: reckoned for each channel from how wrong its own forecast was,
 * pooled because all sell from one shelf, and weighted back to the channels by where the uncertainty is.
 */
import { apportion } from './apportion.ts'
import { quantileOf } from './forecast/quantiles.ts'

/** `cycle`: no unit is missing in that part of the cycles. `fill`: that part of what is asked for is there. */
export interface ServiceTarget {
  kind: 'cycle' | 'fill'
  /** 0 to 1. */
  level: number
}

export interface ChannelSeries {
  channel: string
  /** Units expected over the time until an order placed at the next review has come. */
  expected: number
  /** What came less what was expected, over as long a time, at the same moments for all channels, the oldest first. */
  errors: readonly number[]
  target: ServiceTarget
}

export interface Supply {
  /** Days from an order to its receipt. */
  leadTime: { mean: number; deviation: number }
  /** Days between two looks at what to order. */
  reviewDays: number
  /** Units of one replenishment: what falls short is a part of it. */
  orderQuantity: number
}

export interface ChannelSafety {
  channel: string
  expected: number
  /** What it would take alone, with a shelf of its own. */
  alone: number
  /** Its part of the pooled stock. */
  safetyStock: number
  reorderPoint: number
  /** Moments that its uncertainty is known from. */
  known: number
}

export interface ItemSafety {
  channels: ChannelSafety[]
  /** Of all channels together, whole units. */
  safetyStock: number
  reorderPoint: number
  /** Units that one shelf for all saves against one for each. */
  pooled: number
}

/** Whole base units, rounded up: the smallest that keeps the promise. */
export function safetyOf(channels: readonly ChannelSeries[], supply: Supply): ItemSafety {
  const alone = channels.map((channel) => Math.ceil(bufferOf(channel, supply)))
  const sum = alone.reduce((all, one) => all + one, 0)
  const together = Math.min(sum, Math.ceil(bufferOf(allOf(channels), supply)))
  const parts = apportion(together, alone)
  const expected = channels.reduce((all, one) => all + one.expected, 0)
  return {
    channels: channels.map((one, nth) => ({
      ...{ channel: one.channel, expected: one.expected, known: one.errors.length },
      alone: alone[nth] ?? 0,
      safetyStock: parts[nth] ?? 0,
      reorderPoint: Math.ceil(one.expected) + (parts[nth] ?? 0),
    })),
    safetyStock: together,
    reorderPoint: Math.ceil(expected) + together,
    pooled: sum - together,
  }
}

/** The promises of all, each by how much is expected there; their errors at the same moment fall on one shelf. */
function allOf(channels: readonly ChannelSeries[]): ChannelSeries {
  const expected = channels.reduce((sum, one) => sum + one.expected, 0)
  const moments = Math.min(...channels.map(({ errors }) => errors.length))
  const errors = Array.from({ length: Number.isFinite(moments) ? moments : 0 }, (_, nth) =>
    channels.reduce((sum, one) => sum + (one.errors.at(nth - moments) ?? 0), 0),
  )
  const level =
    channels.reduce((sum, one) => sum + one.target.level * (expected === 0 ? 1 : one.expected), 0) /
    (expected === 0 ? Math.max(1, channels.length) : expected)
  const kind = channels.every(({ target }) => target.kind === 'fill') ? 'fill' : 'cycle'
  return { channel: '', expected, errors, target: { kind, level } }
}

/** Units above what is expected, not negative. */
function bufferOf(one: ChannelSeries, supply: Supply): number {
  const errors = withLeadTime(one, supply)
  if (errors.length === 0) return 0
  const { kind, level } = one.target
  if (kind === 'cycle') return Math.max(0, quantileOf({ expected: one.expected, errors }, level) - one.expected)
  return bufferForFill(errors, (1 - level) * supply.orderQuantity)
}

/** A lead time that varies spreads what is asked for in it: errors are widened by as much. */
function withLeadTime({ expected, errors }: ChannelSeries, { leadTime, reviewDays }: Supply): number[] {
  const days = leadTime.mean + reviewDays
  if (days <= 0 || errors.length === 0) return [...errors]
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length
  const ofLeadTime = ((expected / days) * leadTime.deviation) ** 2
  if (variance === 0) {
    // Nothing but the lead time is uncertain: as a normal distribution in nine even parts.
    const spread = Math.sqrt(ofLeadTime)
    return spread === 0 ? [...errors] : NORMAL.map((place) => mean + place * spread)
  }
  const wider = Math.sqrt(1 + ofLeadTime / variance)
  return errors.map((error) => mean + (error - mean) * wider)
}

/** Quantiles of the standard normal distribution at 1/18, 3/18 … 17/18. */
const NORMAL = [-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593]

/** The smallest buffer with which no more than `missing` units are expected to be missing in a cycle. */
function bufferForFill(errors: readonly number[], missing: number): number {
  const missingWith = (buffer: number): number =>
    errors.reduce((sum, error) => sum + Math.max(0, error - buffer), 0) / errors.length
  if (missingWith(0) <= missing) return 0
  let [low, high] = [0, Math.max(0, ...errors)]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (missingWith(middle) > missing) low = middle
    else high = middle
  }
  return high
}
