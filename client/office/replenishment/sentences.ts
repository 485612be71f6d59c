/** What follows from the figures, in one sentence each. */
import { t } from '../../language/t.ts'
import { dateText } from '../words.ts'
import type { ChannelPlan, ItemPlan } from './contract.ts'
import { shareText } from './percent.ts'
import { perDayText, unitsText } from './plan-words.ts'

/** What to do about an item. `today`: where the stock is. */
export function adviceOf(plan: ItemPlan, today: string): string {
  const { order, isMade, unit, supplier } = plan
  if (order.quantity === 0) return restText(plan, isMade ? t('make') : t('order'))
  const units = unitsText(order.quantity, unit)
  const what = isMade
    ? t('Make {units}', { units })
    : supplier === null
      ? t('Order {units}', { units })
      : t('Order {units} from {supplier}', { units, supplier })
  const then =
    order.expectedOn === null
      ? ''
      : t(' It is then expected on {expectedOn}.', { expectedOn: dateText(order.expectedOn) })
  if (order.by !== null && order.by < today)
    return t('{what} now: it was due on {by}.{then}', { what, by: dateText(order.by), then })
  if (order.need === 'now' || order.by === null) return t('{what} now.{then}', { what, then })
  return t('{what} by {by}.{then}', { what, by: dateText(order.by), then })
}

function restText({ order, isMade }: ItemPlan, verb: string): string {
  if (order.withheld !== null) return t('Do not {verb} it now, although it is short.', { verb })
  if (order.by === null) return t('There is nothing to {verb}: nobody asks for it.', { verb })
  return isMade
    ? t('There is nothing to {verb} now. It must be made again by {by}.', { verb, by: dateText(order.by) })
    : t('There is nothing to {verb} now. The next order is due by {by}.', { verb, by: dateText(order.by) })
}

/** Null where each on its own would need no more. */
export function poolingOf({ safetyStock, aloneSafetyStock, channels }: ItemPlan): string | null {
  const saved = aloneSafetyStock - safetyStock
  if (channels.length < 2 || saved <= 0) return null
  return t(
    'One shelf for all needs {safetyStock} as safety stock, one for each would need {aloneSafetyStock}: {count} units saved.',
    { count: saved, safetyStock, aloneSafetyStock },
  )
}

/** From here on, a share of the safety stock is another one than that of the volume. */
const TOLD = 0.08

/** Why a channel holds more of the safety stock than it sells: said of the one where it is farthest apart. */
export function weightOf({ channels }: ItemPlan): string | null {
  const gap = (one: ChannelPlan): number => one.shareOfSafety - one.shareOfDemand
  const [heaviest] = channels.toSorted((a, b) => gap(b) - gap(a))
  if (!heaviest || channels.length < 2 || gap(heaviest) < TOLD) return null
  const { name, shareOfDemand, shareOfSafety } = heaviest
  return t('{name} sells {shareOfDemand} of the volume and holds {shareOfSafety} of the safety stock{heaviest}.', {
    name,
    shareOfDemand: shareText(shareOfDemand),
    shareOfSafety: shareText(shareOfSafety),
    heaviest: becauseOf(heaviest, channels),
  })
}

/** Of what makes safety stock: how much demand varies, and how rarely it may be short. */
function becauseOf(channel: ChannelPlan, all: readonly ChannelPlan[]): string {
  const others = all.filter((one) => one !== channel)
  const { variability, target } = channel
  if (others.every((one) => one.variability < variability))
    return t(', because its demand varies most: by ±{variability} a day', { variability: perDayText(variability) })
  if (others.every((one) => one.target.level < target.level)) return t(', because it may be short least often')
  if (SELDOM.has(channel.pattern)) return t(', because it asks now and then, and then for much')
  return ''
}

const SELDOM: ReadonlySet<ChannelPlan['pattern']> = new Set(['intermittent', 'lumpy'])

/** How the forecast compares to taking the last season again, which costs nothing. */
export function errorText({ error, floorError }: ChannelPlan): string {
  if (error === null) return t('Too little to try it on')
  if (floorError === null || floorError === 0) return `±${perDayText(error)}`
  const better = Math.round((1 - error / floorError) * 100)
  const against = t('±{error} against ±{floorError}', { error: perDayText(error), floorError: perDayText(floorError) })
  if (better === 0) return t('{against}: no better', { against })
  return better > 0
    ? t('{against}: {better}\u00a0% better', { against, better })
    : t('{against}: {worse}\u00a0% worse', { against, worse: -better })
}

/** Where the lead time is known from, and how it varies. */
export function leadTimeOf({ leadTime }: ItemPlan): string {
  const { days, deviation, p90, observed, from } = leadTime
  const mean = t('{count} days', { count: Math.round(days * 10) / 10 })
  if (from === 'receipts')
    return t('{mean} on average, from {receipts}; nine in ten took no more than {most}.', {
      mean,
      receipts: t('{count} receipts', { count: observed }),
      most: t('{count} days', { count: Math.round(p90) }),
    })
  const varies = deviation > 0 ? t(', taken to vary by ±{deviation}', { deviation: perDayText(deviation) }) : ''
  if (from === 'item') return t('{mean}, as said for this item{varies}. No receipt has shown it yet.', { mean, varies })
  return t('{mean}, taken from the settings of the company{varies}: nothing is known of this item.', { mean, varies })
}

/** What to do about more than is sold in the days that are enough. */
export function overstockOf({ overstock, unit }: ItemPlan): string | null {
  if (overstock.units <= 0) return null
  return t(
    '{units} last longer than {count} days. Order no more, sell them in a promotion, or send them to another channel.',
    { count: overstock.afterDays, units: unitsText(overstock.units, unit) },
  )
}

export function expiringOf({ expiring, unit }: ItemPlan): string | null {
  if (expiring.units <= 0) return null
  return t(
    '{units} will expire before they are sold. Sell them first: in a promotion, or on a channel that takes short dates.',
    { units: unitsText(expiring.units, unit) },
  )
}
