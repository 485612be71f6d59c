/** Demand by week, behind and ahead, of all channels or one: what the chart draws and its table says. */
import type { DemandEvent, ItemDetail, Weeks } from './contract.ts'

const DAY_MS = 86_400_000
export const dayNumber = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

export interface PastWeek {
  from: string
  to: string
  units: number
  /** Days on which something could not be sold: what was asked for may have been more. */
  outDays: number
  events: string[]
  /** On hand at its end. */
  stock: number | null
}

export interface AheadWeek {
  from: string
  to: string
  expected: number
  low: number
  high: number
  events: string[]
  /** At its end, without what is suggested; null: farther than is reckoned. */
  stock: number | null
}

const WEEK = 7

/** Whole weeks that end with the last day that is known. What is left before the first is less than a week, and would look like a slump. */
export function pastWeeks({ chart }: Pick<ItemDetail, 'chart'>, channel: string | null): PastWeek[] {
  const lines = chart.demand.filter((line) => channel === null || line.channel === channel)
  const days = Math.max(chart.stock.length, ...chart.demand.map(({ units }) => units.length))
  const first = days < WEEK ? 0 : days % WEEK
  const start = dayNumber(chart.from)
  const weeks: PastWeek[] = []
  for (let at = first; at < days; at += WEEK) {
    const end = Math.min(days, at + WEEK)
    const nth = Array.from({ length: end - at }, (_, day) => at + day)
    const [from, to] = [isoDay(start + at), isoDay(start + end - 1)]
    weeks.push({
      ...{ from, to },
      units: nth.reduce((sum, day) => sum + lines.reduce((all, { units }) => all + (units[day] ?? 0), 0), 0),
      outDays: nth.filter((day) => lines.some(({ isOut }) => isOut[day])).length,
      events: eventsIn(chart.events, from, to, channel),
      stock: chart.stock[end - 1] ?? null,
    })
  }
  return weeks
}

export function aheadWeeks({ chart }: Pick<ItemDetail, 'chart'>, channel: string | null): AheadWeek[] {
  const { weeks } = chart.ahead.find((one) => one.channel === channel) ?? { weeks: [] as Weeks['weeks'] }
  const today = dayNumber(weeks[0]?.from ?? chart.from)
  return weeks.map(({ from, ...rest }): AheadWeek => {
    const to = isoDay(dayNumber(from) + WEEK - 1)
    const stock = chart.stockAhead[dayNumber(to) - today] ?? null
    return { from, to, ...rest, events: eventsIn(chart.events, from, to, channel), stock }
  })
}

const eventsIn = (events: readonly DemandEvent[], from: string, to: string, channel: string | null): string[] =>
  events
    .filter((event) => event.from <= to && event.to >= from)
    .filter((event) => channel === null || event.channel === null || event.channel === channel)
    .map(({ name }) => name)

/** The first day of what lies ahead. */
export const todayOf = ({ chart, through }: Pick<ItemDetail, 'chart' | 'through'>): string =>
  chart.ahead[0]?.weeks[0]?.from ?? isoDay(dayNumber(through) + 1)

/** The day on which nothing is left, if nothing is ordered; null: not within what is reckoned. */
export function runsOutOn(detail: Pick<ItemDetail, 'chart' | 'through'>): string | null {
  const nth = detail.chart.stockAhead.findIndex((units) => units <= 0)
  return nth < 0 ? null : isoDay(dayNumber(todayOf(detail)) + nth)
}
