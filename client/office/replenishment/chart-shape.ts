/** Weeks and stock as shapes of an SVG. Both pictures share their days, so that one stands below the other. */
import { type AheadWeek, aheadWeeks, dayNumber, isoDay, type PastWeek, pastWeeks, todayOf } from './chart-weeks.ts'
import type { ItemDetail } from './contract.ts'

export interface Span {
  /** Day numbers; `end` is no longer part of it. */
  start: number
  end: number
  today: number
}

export interface WeekBar extends PastWeek {
  x: number
  width: number
  y: number
  height: number
}

export interface DemandShape {
  most: number
  bars: WeekBar[]
  /** Area between 10 and 90 %. */
  band: string
  expected: string
  dots: { x: number; y: number; week: AheadWeek }[]
  /** Weeks with promotions or events, behind and ahead. */
  events: { x: number; width: number; names: string }[]
}

export interface StockShape {
  most: number
  past: string
  ahead: string
  reorderY: number
  /** With a date, and within the picture. */
  receipts: { x: number; date: string; units: number; reference: string }[]
}

const round = (value: number): number => Math.round(value * 10) / 10

export function spanOf(detail: ItemDetail): Span {
  const past = pastWeeks(detail, null)
  const today = dayNumber(todayOf(detail))
  const last = aheadWeeks(detail, null).at(-1)
  const start = past[0] ? dayNumber(past[0].from) : today
  return { start, end: Math.max(today + 1, last ? dayNumber(last.to) + 1 : 0), today }
}

export const xIn = ({ start, end }: Span, width: number) => {
  const days = Math.max(1, end - start)
  return (day: number): number => round((Math.min(days, Math.max(0, day - start)) / days) * width)
}

export function demandShape(detail: ItemDetail, channel: string | null, width: number, height: number): DemandShape {
  const span = spanOf(detail)
  const [past, ahead] = [pastWeeks(detail, channel), aheadWeeks(detail, channel)]
  const most = Math.max(1, ...past.map(({ units }) => units), ...ahead.map(({ high }) => high))
  const x = xIn(span, width)
  const y = (units: number): number => round(height - (Math.max(0, units) / most) * height)
  const middle = ({ from }: AheadWeek): number => x(dayNumber(from) + 3.5)
  const edge = (of: 'low' | 'high'): string[] => ahead.map((week) => `${middle(week)} ${y(week[of])}`)
  const line = ahead.map((week) => `${middle(week)} ${y(week.expected)}`)
  return {
    most,
    bars: past.map((week): WeekBar => {
      const [left, right] = [x(dayNumber(week.from)), x(dayNumber(week.to) + 1)]
      const gap = (right - left) * 0.12
      return {
        ...week,
        ...{ x: round(left + gap), width: round(right - left - 2 * gap) },
        ...{ y: y(week.units), height: round(height - y(week.units)) },
      }
    }),
    band: line.length === 0 ? '' : `M${[...edge('high'), ...edge('low').reverse()].join('L')}Z`,
    expected: line.length === 0 ? '' : `M${line.join('L')}`,
    dots: ahead.map((week) => ({ x: middle(week), y: y(week.expected), week })),
    events: [...past, ...ahead]
      .filter(({ events }) => events.length > 0)
      .map(({ from, to, events }) => {
        const left = x(dayNumber(from))
        return { x: left, width: round(x(dayNumber(to) + 1) - left), names: events.join(', ') }
      }),
  }
}

export function stockShape(detail: ItemDetail, width: number, height: number): StockShape {
  const { chart, reorderPoint } = detail
  const span = spanOf(detail)
  const most = Math.max(1, reorderPoint, ...chart.stock, ...chart.stockAhead)
  const x = xIn(span, width)
  const y = (units: number): number => round(height - (Math.max(0, units) / most) * height)
  const from = dayNumber(chart.from)
  // A figure is that of a day's end: its point lies where the next day begins.
  const point = (units: number, day: number): string => `${x(day + 1)} ${y(units)}`
  // Before the first of it came, nothing was known of it.
  const first = chart.stock.findIndex((units) => units > 0)
  const past = chart.stock
    .map((units, nth) => [units, from + nth] as const)
    .filter(([, day], nth) => first >= 0 && nth >= first && day + 1 >= span.start)
  const ahead = chart.stockAhead.map((units, nth) => [units, span.today + nth] as const)
  const shown = ahead.filter(([, day]) => day < span.end)
  const now = past.at(-1)
  const path = (points: (readonly [number, number])[]): string =>
    points.length === 0 ? '' : `M${points.map(([units, day]) => point(units, day)).join('L')}`
  return {
    most,
    past: path(past),
    ahead: shown.length === 0 ? '' : path(now ? [now, ...shown] : shown),
    reorderY: y(reorderPoint),
    receipts: chart.receipts.flatMap(({ date, units, reference }) =>
      date === null || dayNumber(date) >= span.end || dayNumber(date) < span.today
        ? []
        : [{ x: x(dayNumber(date) + 1), date, units, reference }],
    ),
  }
}

/** The first of each month, for the scale below. */
export function monthsIn(span: Span): { day: string; percent: number }[] {
  const x = xIn(span, 100)
  const months: { day: string; percent: number }[] = []
  for (let day = span.start; day < span.end; day++) {
    const iso = isoDay(day)
    if (iso.endsWith('-01')) months.push({ day: iso, percent: x(day) })
  }
  return months
}
