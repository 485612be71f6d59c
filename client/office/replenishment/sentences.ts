/** What follows from the figures, in one sentence each. */
import { dateText, figure, plural } from '../words.ts'
import type { ChannelPlan, ItemPlan } from './contract.ts'
import { shareText } from './percent.ts'
import { perDayText, unitsText } from './plan-words.ts'

/** What to do about an item. `today`: where the stock is. */
export function adviceOf(plan: ItemPlan, today: string): string {
  const { order, isMade, unit, supplier } = plan
  const verb = isMade ? 'Make' : 'Order'
  if (order.quantity === 0) return restText(plan, isMade ? 'make' : 'order')
  const from = isMade || supplier === null ? '' : ` from ${supplier}`
  const what = `${verb} ${unitsText(order.quantity, unit)}${from}`
  const then = order.expectedOn === null ? '' : ` It is then expected on ${dateText(order.expectedOn)}.`
  if (order.by !== null && order.by < today) return `${what} now: it was due on ${dateText(order.by)}.${then}`
  if (order.need === 'now' || order.by === null) return `${what} now.${then}`
  return `${what} by ${dateText(order.by)}.${then}`
}

function restText({ order, isMade }: ItemPlan, verb: string): string {
  if (order.withheld !== null) return `Do not ${verb} it now, although it is short.`
  if (order.by === null) return `There is nothing to ${verb}: nobody asks for it.`
  return `There is nothing to ${verb} now. ${isMade ? 'It must be made again' : 'The next order is due'} by ${dateText(order.by)}.`
}

/** Null where each on its own would need no more. */
export function poolingOf({ safetyStock, aloneSafetyStock, channels }: ItemPlan): string | null {
  const saved = aloneSafetyStock - safetyStock
  if (channels.length < 2 || saved <= 0) return null
  return `One shelf for all needs ${figure(safetyStock)} as safety stock, one for each would need ${figure(aloneSafetyStock)}: ${plural(saved, 'unit')} saved.`
}

/** From here on, a share of the safety stock is another one than that of the volume. */
const TOLD = 0.08

/** Why a channel holds more of the safety stock than it sells: said of the one where it is farthest apart. */
export function weightOf({ channels }: ItemPlan): string | null {
  const gap = (one: ChannelPlan): number => one.shareOfSafety - one.shareOfDemand
  const [heaviest] = channels.toSorted((a, b) => gap(b) - gap(a))
  if (!heaviest || channels.length < 2 || gap(heaviest) < TOLD) return null
  const { name, shareOfDemand, shareOfSafety } = heaviest
  return `${name} sells ${shareText(shareOfDemand)} of the volume and holds ${shareText(shareOfSafety)} of the safety stock${becauseOf(heaviest, channels)}.`
}

/** Of what makes safety stock: how much demand varies, and how rarely it may be short. */
function becauseOf(channel: ChannelPlan, all: readonly ChannelPlan[]): string {
  const others = all.filter((one) => one !== channel)
  const { variability, target } = channel
  if (others.every((one) => one.variability < variability))
    return `, because its demand varies most: by ±${perDayText(variability)} a day`
  if (others.every((one) => one.target.level < target.level)) return ', because it may be short least often'
  if (SELDOM.has(channel.pattern)) return ', because it asks now and then, and then for much'
  return ''
}

const SELDOM: ReadonlySet<ChannelPlan['pattern']> = new Set(['intermittent', 'lumpy'])

/** How the forecast compares to taking the last season again, which costs nothing. */
export function errorText({ error, floorError }: ChannelPlan): string {
  if (error === null) return 'Too little to try it on'
  if (floorError === null || floorError === 0) return `±${perDayText(error)}`
  const better = Math.round((1 - error / floorError) * 100)
  const against = `±${perDayText(error)} against ±${perDayText(floorError)}`
  if (better === 0) return `${against}: no better`
  return `${against}: ${Math.abs(better)}\u00a0% ${better > 0 ? 'better' : 'worse'}`
}

/** Where the lead time is known from, and how it varies. */
export function leadTimeOf({ leadTime }: ItemPlan): string {
  const { days, deviation, p90, observed, from } = leadTime
  const mean = plural(Math.round(days * 10) / 10, 'day')
  if (from === 'receipts')
    return `${mean} on average, from ${plural(observed, 'receipt')}; nine in ten took no more than ${plural(Math.round(p90), 'day')}.`
  const varies = deviation > 0 ? `, taken to vary by ±${perDayText(deviation)}` : ''
  if (from === 'item') return `${mean}, as said for this item${varies}. No receipt has shown it yet.`
  return `${mean}, taken from the settings of the company${varies}: nothing is known of this item.`
}

/** What to do about more than is sold in the days that are enough. */
export function overstockOf({ overstock, unit }: ItemPlan): string | null {
  if (overstock.units <= 0) return null
  return `${unitsText(overstock.units, unit)} last longer than ${plural(overstock.afterDays, 'day')}. Order no more, sell them in a promotion, or send them to another channel.`
}

export function expiringOf({ expiring, unit }: ItemPlan): string | null {
  if (expiring.units <= 0) return null
  return `${unitsText(expiring.units, unit)} will expire before they are sold. Sell them first: in a promotion, or on a channel that takes short dates.`
}
