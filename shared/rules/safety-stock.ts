/**
 * Stock that keeps a promise of service while goods are on their way: reckoned for each channel from how wrong its own forecast was,
 * pooled because all sell from one shelf, and weighted back to the channels by where the uncertainty is.
 */
import { apportion } from './apportion.ts'
import { askedOf, weightsOf } from './asked.ts'
import type { Uncertainty } from './forecast/look-ahead.ts'
import { type Claims, ownShelf, smallestShelf } from './shared-shelf.ts'

/**
 * A cycle is the time from one receipt to the next. `cycle`: in that part of them no unit that was asked for is missing.
 * `fill`: that part of the units that are asked for is there.
 */
export interface ServiceTarget {
  kind: 'cycle' | 'fill'
  /** 0 to 1. */
  level: number
}

export interface ChannelSeries extends Uncertainty {
  channel: string
  target: ServiceTarget
}

export interface Supply {
  /** Units of one replenishment, of all channels together: what falls short is a part of it. */
  orderQuantity: number
}

export interface ChannelSafety {
  channel: string
  expected: number
  /** What it would take alone, with a shelf of its own. */
  alone: number
  /** Its part of the pooled stock. */
  safetyStock: number
  /** Units to be kept for it when all that is shared is gone: what was protected is to be filled up from it before. */
  protect: number
  reorderPoint: number
  /** Whole observations that its uncertainty is known from; of few the reader should be told. */
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

/** Whole base units: the smallest stock that was found to keep each channel its promise, and never more than each would need alone. */
export function safetyOf(channels: readonly ChannelSeries[], supply: Supply): ItemSafety {
  const times = Math.max(LEAST_TIMES, ...channels.map(({ errors }) => errors.length))
  const expected = channels.reduce((sum, one) => sum + one.expected, 0)
  const claims = channels.map((one, nth) => claimsOf(one, nth, times, (one.expected / expected) * supply.orderQuantity))
  const alone = claims.map((one, nth) => {
    const channel = channels[nth] as ChannelSeries
    return above(channel.expected, ownShelf(one, weightsOf([channel], times)))
  })
  const sum = alone.reduce((all, one) => all + one, 0)
  const shelf = smallestShelf(claims, weightsOf(channels, times))
  const together = Math.min(sum, above(Math.ceil(expected), shelf.units))
  const parts = apportion(together, alone)
  const reorderPoint = Math.ceil(expected) + together
  const kept = shelf.protect.reduce((all, one) => all + one, 0)
  const protect = kept > reorderPoint ? apportion(reorderPoint, shelf.protect) : shelf.protect
  return {
    channels: channels.map((one, nth) => ({
      ...{ channel: one.channel, expected: one.expected, known: Math.floor(one.windows) },
      alone: alone[nth] as number,
      safetyStock: parts[nth] as number,
      protect: protect[nth] as number,
      reorderPoint: Math.ceil(one.expected) + (parts[nth] as number),
    })),
    safetyStock: together,
    reorderPoint,
    pooled: sum - together,
  }
}

const above = (expected: number, units: number): number => Math.max(0, Math.ceil(units - expected - 1e-6))

/** Times to judge by where no error is known. */
const LEAST_TIMES = 60

function claimsOf(one: ChannelSeries, nth: number, times: number, cycle: number): Claims {
  const asked = askedOf(one, nth, times)
  return { target: one.target, asked, clump: Math.max(1, one.clump), cycle: Math.max(1, cycle || 0) }
}
