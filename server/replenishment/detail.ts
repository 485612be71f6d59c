/** The plan of an item with what its chart is drawn of: demand and stock of the past, and what is expected of both. */
import { quantilesOf } from '../../shared/rules/forecast/quantiles.ts'
import type { ChannelFigures } from '../../shared/rules/replenishment/plan-item.ts'
import { beginOf, daysLater } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { dateOf, dayNumber } from './days.ts'
import type { Series } from './history.ts'
import type { Coming } from './item-facts.ts'
import { planOf } from './plan.ts'
import { type PlanningScene, planningScene } from './scene.ts'
import { stockByDay } from './stock-days.ts'
import { partsOut, type StockOut, stockOutsOf } from './stock-outs.ts'

const PAST_DAYS = 182
const WEEK = 7
const LEAST_WEEKS = 8
const MOST_WEEKS = 26

export async function detailOf(reader: Reader, warehouse: string, sku: string, now: number) {
  const scene = await planningScene(reader, warehouse, now)
  const { plan, figures, known } = await planOf(reader, scene, sku)
  const { series, coming, policy, keepsProtected } = known
  const last = dayNumber(plan.through)
  const first = Math.min(last, ...series.map(({ from }) => dayNumber(from)))
  const days = Math.min(PAST_DAYS, last - first + 1)
  const from = dateOf(last - days + 1)
  const outs = await stockOutsOf(reader, warehouse, sku, beginOf(from, scene.place.timeZone))
  const ahead = Math.min(
    MOST_WEEKS * WEEK,
    Math.max(LEAST_WEEKS * WEEK, Math.ceil(plan.leadTime.days + plan.reviewDays) * 2),
  )
  const asked = figures.channels.map((one) => askedAhead(one, scene, sku, Math.ceil(ahead / WEEK) * WEEK))
  return {
    ...plan,
    policy,
    keepsProtected,
    chart: {
      from,
      demand: series.map((one) => pastOf(one, { from, days, last }, outs, scene)),
      stock: await stockByDay(reader, scene.place, sku, { last, days, onHand: plan.onHand, now }),
      ahead: weeksAhead(figures.channels, asked, scene.today, Math.ceil(ahead / WEEK)),
      stockAhead: stockAhead(plan, asked, coming, scene.today, ahead),
      receipts: coming.map(({ date, units, reference }) => ({ date, units, reference })),
      events: scene.events.filter(
        (event) =>
          event.to >= from &&
          (event.sku === null || event.sku === sku) &&
          (event.channel === null || plan.channels.some(({ channel }) => channel === event.channel)),
      ),
    },
  }
}

function pastOf(
  { channel, from: began, units }: Series,
  { from, days, last }: { from: string; days: number; last: number },
  outs: readonly StockOut[],
  { place, now }: PlanningScene,
) {
  const offset = dayNumber(from) - dayNumber(began)
  const own = outs.filter((out) => out.channel === channel)
  return {
    channel,
    units: Array.from({ length: days }, (_, nth) => (dayNumber(from) + nth <= last ? (units[offset + nth] ?? 0) : 0)),
    isOut: partsOut(own, beginOf(from, place.timeZone), days, now).map((part) => part >= 0.5),
  }
}

/** Expected of each day from today on; on days that are special so many times what is usual as was said, or as it was before. */
function askedAhead(
  { channel, ahead, clean }: ChannelFigures,
  { events, today }: PlanningScene,
  sku: string,
  days: number,
): number[] {
  const own = events.filter(
    (event) => (event.channel === null || event.channel === channel) && (event.sku === null || event.sku === sku),
  )
  return Array.from({ length: days }, (_, nth) => {
    const day = daysLater(today, nth)
    const times = own
      .filter(({ from, to }) => from <= day && day <= to)
      .reduce((sum, { uplift }) => sum + (uplift ?? clean.uplift ?? 1) - 1, 1)
    return (ahead.ahead(nth + 1) - ahead.ahead(nth)) * Math.max(0, times)
  })
}

interface Week {
  from: string
  expected: number
  low: number
  high: number
}

const sumOf = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0)

/** By channel, and first all together: their means add up, and their errors as if each were by itself. */
function weeksAhead(
  channels: readonly ChannelFigures[],
  asked: readonly (readonly number[])[],
  today: string,
  weeks: number,
): { channel: string | null; weeks: Week[] }[] {
  const each = channels.map(({ channel, ahead }, at) => ({
    channel,
    weeks: Array.from({ length: weeks }, (_, nth): Week => {
      const expected = sumOf(asked[at]?.slice(nth * WEEK, (nth + 1) * WEEK) ?? [])
      // Errors over the protection time, as wide as those of a week are.
      const errors = ahead.errors.map((error) => error * Math.sqrt(WEEK / ahead.days))
      const [low = expected, high = expected] = quantilesOf({ expected, errors }, [0.1, 0.9])
      return {
        from: daysLater(today, nth * WEEK),
        expected,
        low: Math.min(low, expected),
        high: Math.max(high, expected),
      }
    }),
  }))
  const all = Array.from({ length: weeks }, (_, nth): Week => {
    const of = each.map((one) => one.weeks[nth] as Week)
    const expected = of.reduce((sum, week) => sum + week.expected, 0)
    const wide = (side: 'low' | 'high') =>
      Math.sqrt(of.reduce((sum, week) => sum + (week[side] - week.expected) ** 2, 0))
    return {
      from: daysLater(today, nth * WEEK),
      expected,
      low: Math.max(0, expected - wide('low')),
      high: expected + wide('high'),
    }
  })
  return [{ channel: null, weeks: all }, ...each]
}

/** At the end of each day from today on, with what is announced and without what is suggested. Never below 0. */
function stockAhead(
  { sellable, owed, leadTime }: { sellable: number; owed: number; leadTime: { days: number } },
  asked: readonly (readonly number[])[],
  coming: readonly Coming[],
  today: string,
  days: number,
): number[] {
  let stock = sellable - owed
  return Array.from({ length: days }, (_, nth) => {
    const day = daysLater(today, nth)
    for (const { date, units } of coming) {
      // Nobody has said when: a lead time from now. Overdue: today.
      const due = date === null ? daysLater(today, Math.round(leadTime.days)) : date < today ? today : date
      if (due === day) stock += units
    }
    stock = Math.max(0, stock - sumOf(asked.map((of) => of[nth] ?? 0)))
    return stock
  })
}
