/**
 * What to order of an item, when, and for whom: from what each channel asked for, how long goods take to come, what is there and
 * on its way, and the service that was promised. Pure: the same history gives the same plan.
 */
import { apportion } from '../apportion.ts'
import { type LookAhead, lookAhead } from '../forecast/look-ahead.ts'
import type { DemandPattern } from '../forecast/pattern.ts'
import { quantilesOf } from '../forecast/quantiles.ts'
import { type ItemSafety, type ServiceTarget, safetyOf } from '../safety-stock.ts'
import { type CleanDemand, cleanDemand, type DemandHistory } from './clean-demand.ts'
import { orderQuantity } from './order-quantity.ts'
import { type Sure, sureOf, sureOfItem } from './sureness.ts'

export interface ChannelFacts {
  channel: string
  history: DemandHistory
  target: ServiceTarget
  /** Days that its customers want left. */
  minShelfLifeDays: number
  /** Days of the time to come on which something special falls, each with its times of what is usual; null: as it was before. */
  special: readonly { days: number; uplift: number | null }[]
  /** Units that it may sell now. */
  availableToPromise: number
  /** Minor units: what a unit earns (null: not known) and what a missing one costs besides. */
  margin: number | null
  penalty: number
}

export interface ItemFacts {
  channels: readonly ChannelFacts[]
  leadTime: {
    /** Days, equally likely. */
    days: readonly number[]
    mean: number
    observed: number
    from: 'receipts' | 'item' | 'company'
  }
  reviewDays: number
  minimum: number
  multiple: number
  shelfLifeDays: number | null
  /** Base units. `owed`: open of orders, with backorders and what is promised against what is on order. */
  stock: { sellable: number; onOrder: number; owed: number }
  overstockDays: number
  soonDays: number
}

export interface ChannelFigures {
  channel: string
  /** Of a day, expected. */
  perDay: number
  /** Standard deviation of a day. */
  deviation: number
  pattern: DemandPattern
  method: LookAhead['method']
  parameters: string
  error: number | null
  floorError: number | null
  expected: number
  quantiles: { p50: number; p90: number; p95: number; p98: number }
  alone: number
  safetyStock: number
  /** What to protect for it. */
  protect: number
  reorderPoint: number
  /** Its part of what is ordered when it is due; of what is to be ordered now. */
  partOfOrder: number
  suggestion: number
  shareOfSafety: number
  shareOfDemand: number
  daysOfCover: number | null
  withoutPerDay: number
  clean: CleanDemand
  sure: Sure
  ahead: LookAhead
  /** Times what is usual over the time that the order must last. */
  uplift: number
}

export interface ItemFigures {
  channels: ChannelFigures[]
  perDay: number
  deviation: number
  position: number
  safetyStock: number
  reorderPoint: number
  aloneSafetyStock: number
  pooled: number
  need: 'now' | 'soon' | 'none'
  /** What to order when it is due: now, or on the day it will be. */
  quantity: number
  /** Days until it is to be ordered; null: not in ten years. */
  inDays: number | null
  withheld: 'expires' | 'minimum-expires' | null
  /** What was wanted before shelf life was looked at. */
  wanted: number
  daysOfCover: number | null
  withoutPerDay: number
  overstock: number
  /** Whether enough is known to say that something is too much: it is asked for, or was not in so long. */
  isKnown: boolean
  sure: Sure
}

export function planItem(facts: ItemFacts): ItemFigures {
  const looked = facts.channels.map((channel) => lookedAhead(channel, facts))
  const safety = safetyOf(
    looked.map(({ facts: { channel, target }, expected, ahead }) => ({ ...ahead, channel, target, expected })),
    { orderQuantity: cycleUnits(looked, facts) },
  )
  const perDay = looked.reduce((sum, one) => sum + one.perDay, 0)
  const order = orderOf(facts, looked, safety, perDay)
  const known = Math.max(0, ...looked.map(({ clean }) => clean.units.length))
  const isKnown = perDay > 0 || known >= facts.overstockDays
  const channels = figuresOf(looked, safety, order)
  const { sellable, owed } = facts.stock
  return {
    ...order,
    channels,
    perDay,
    deviation: deviationOf(together(looked.map(({ clean }) => clean.units))),
    safetyStock: safety.safetyStock,
    reorderPoint: safety.reorderPoint,
    aloneSafetyStock: safety.safetyStock + safety.pooled,
    pooled: safety.pooled,
    daysOfCover: perDay > 0 ? Math.max(0, sellable - owed) / perDay : null,
    withoutPerDay: channels.reduce((sum, one) => sum + one.withoutPerDay, 0),
    overstock: isKnown ? overstockOf(facts, safety, perDay) : 0,
    isKnown,
    sure: sureOfItem(channels, facts.leadTime),
  }
}

interface Looked {
  facts: ChannelFacts
  clean: CleanDemand
  ahead: LookAhead
  perDay: number
  expected: number
  deviation: number
  uplift: number
}

function lookedAhead(channel: ChannelFacts, { leadTime, reviewDays }: ItemFacts): Looked {
  const clean = cleanDemand(channel.history)
  const ahead = lookAhead(clean.units, { leadTimes: leadTime.days, reviewDays })
  const uplift = upliftOf(channel, clean, ahead.days)
  return {
    ...{ facts: channel, clean, ahead, uplift },
    perDay: ahead.perDay * uplift,
    expected: ahead.expected * uplift,
    deviation: deviationOf(clean.units),
  }
}

/** Of the time that the order must last: days that are special count their times, the others once. None lasts longer than that. */
function upliftOf({ special }: ChannelFacts, clean: CleanDemand, days: number): number {
  if (days <= 0) return 1
  const times = ({ uplift }: ChannelFacts['special'][number]) => uplift ?? clean.uplift ?? 1
  const more = special.reduce((sum, one) => sum + Math.min(days, one.days) * (times(one) - 1), 0)
  return Math.max(0, 1 + more / days)
}

function deviationOf(units: readonly number[]): number {
  if (units.length < 2) return 0
  const mean = units.reduce((sum, one) => sum + one, 0) / units.length
  return Math.sqrt(units.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (units.length - 1))
}

/** Of all channels, day by day; they end on the same day. */
function together(all: readonly (readonly number[])[]): number[] {
  const days = Math.max(0, ...all.map((units) => units.length))
  return Array.from({ length: days }, (_, nth) => all.reduce((sum, units) => sum + (units.at(nth - days) ?? 0), 0))
}

/** Units of one replenishment: what is sold from one look to the next, or the least that can be ordered. */
function cycleUnits(looked: readonly Looked[], { reviewDays, minimum, multiple }: ItemFacts): number {
  const perDay = looked.reduce((sum, one) => sum + one.perDay, 0)
  return Math.max(1, minimum, multiple, Math.ceil(perDay * Math.max(1, reviewDays)))
}

/** Nobody plans for longer. */
const FURTHEST_DAYS = 3_650

type Order = Pick<ItemFigures, 'need' | 'quantity' | 'inDays' | 'withheld' | 'wanted' | 'position'>

function orderOf(facts: ItemFacts, looked: readonly Looked[], safety: ItemSafety, perDay: number): Order {
  const { sellable, onOrder, owed } = facts.stock
  const position = sellable + onOrder - owed
  const nothing: Order = { need: 'none', quantity: 0, inDays: null, withheld: null, wanted: 0, position }
  // Also what nobody asks for is ordered as long as orders wait for it.
  if (perDay <= 0 && position >= 0) return nothing
  const isNow = position <= safety.reorderPoint
  const days = isNow ? 0 : Math.floor((position - safety.reorderPoint) / perDay)
  const inDays = days > FURTHEST_DAYS ? null : days
  const at = isNow ? position : safety.reorderPoint
  const upTo = safety.reorderPoint + Math.ceil(perDay * Math.max(1, facts.reviewDays))
  const { units, wanted, withheld } = orderQuantity(upTo - at, facts, {
    days: facts.shelfLifeDays,
    channels: looked.map((one) => ({ perDay: one.perDay, minDays: one.facts.minShelfLifeDays })),
    // What is owed beyond what is there is taken at once.
    before: at < 0 ? at : Math.max(0, at - perDay * facts.leadTime.mean),
  })
  const need = isNow ? 'now' : days <= facts.soonDays ? 'soon' : 'none'
  return { need, quantity: units, inDays, withheld, wanted, position }
}

function overstockOf({ stock, overstockDays }: ItemFacts, safety: ItemSafety, perDay: number): number {
  return Math.max(0, Math.floor(stock.sellable - stock.owed - Math.max(safety.reorderPoint, perDay * overstockDays)))
}

function figuresOf(looked: readonly Looked[], safety: ItemSafety, { need, quantity }: Order): ChannelFigures[] {
  const parts = apportion(
    quantity,
    safety.channels.map(({ reorderPoint }) => reorderPoint),
  )
  const expected = looked.reduce((sum, one) => sum + one.expected, 0)
  return looked.map(({ facts, clean, ahead, perDay, expected: own, deviation, uplift }, nth) => {
    const of = safety.channels[nth]
    const [p50 = 0, p90 = 0, p95 = 0, p98 = 0] = quantilesOf(
      { expected: own, errors: ahead.errors },
      [0.5, 0.9, 0.95, 0.98],
    )
    const { pattern, method, parameters, error, floorError } = ahead
    return {
      ...{
        channel: facts.channel,
        perDay,
        deviation,
        pattern,
        method,
        parameters,
        error,
        floorError,
        clean,
        ahead,
        uplift,
      },
      expected: own,
      quantiles: { p50, p90, p95, p98 },
      alone: of?.alone ?? 0,
      safetyStock: of?.safetyStock ?? 0,
      protect: of?.protect ?? 0,
      reorderPoint: of?.reorderPoint ?? 0,
      partOfOrder: parts[nth] ?? 0,
      suggestion: need === 'now' ? (parts[nth] ?? 0) : 0,
      shareOfSafety: safety.safetyStock > 0 ? (of?.safetyStock ?? 0) / safety.safetyStock : 0,
      shareOfDemand: expected > 0 ? own / expected : 0,
      daysOfCover: perDay > 0 ? facts.availableToPromise / perDay : null,
      withoutPerDay: perDay * (Math.max(0, facts.margin ?? 0) + facts.penalty),
      sure: sureOf({
        days: facts.history.units.length,
        askedOn: facts.history.units.filter((units) => units > 0).length,
        tried: ahead.tried,
        ...{ outOfStockDays: clean.outOfStockDays, gapDays: clean.gapDays, returnDays: clean.returnDays },
      }),
    }
  })
}
