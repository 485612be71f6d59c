/** Figures of replenishment in words. */
import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  Clock,
  SignalHigh,
  SignalLow,
  SignalMedium,
} from 'lucide-react'
import type { StateKind } from '../ui/state.tsx'
import { figure, moneyText, plural } from '../words.ts'
import type { ChannelPlan, ItemPlan, ServiceTarget, Sureness } from './contract.ts'
import { levelText } from './percent.ts'

export const NEED_STATES = {
  now: { word: 'Order now', icon: CircleAlert, tone: 'bad' },
  soon: { word: 'Due soon', icon: Clock, tone: 'warn' },
  none: { word: 'Enough', icon: CircleCheck, tone: 'ok' },
  withheld: { word: 'Withheld', icon: CirclePause, tone: 'warn' },
} as const satisfies Record<string, StateKind>

export const needState = ({ order }: ItemPlan): StateKind =>
  order.withheld !== null && order.quantity === 0 ? NEED_STATES.withheld : NEED_STATES[order.need]

export const SURE_STATES: Record<Sureness, StateKind> = {
  none: { word: 'Not known', icon: CircleHelp, tone: 'bad' },
  low: { word: 'Hardly sure', icon: SignalLow, tone: 'warn' },
  fair: { word: 'Fairly sure', icon: SignalMedium, tone: 'plain' },
  good: { word: 'Sure', icon: SignalHigh, tone: 'ok' },
}

export const PATTERN_WORDS: Record<ChannelPlan['pattern'], string> = {
  none: 'Nothing asked for',
  smooth: 'Steady',
  erratic: 'Daily, uneven',
  intermittent: 'Now and then',
  lumpy: 'Now and then, uneven',
}

const TARGET_FROM: Record<ChannelPlan['target']['from'], string> = {
  item: 'said for this item',
  channel: 'said for the channel',
  class: 'of its class',
  company: 'of the company',
}

/** What a level of service means differs by kind, so that it is always said. */
export const targetText = ({ kind, level }: ServiceTarget): string =>
  kind === 'cycle' ? `${levelText(level)} of supply cycles without a gap` : `${levelText(level)} of units at once`

export const targetFrom = ({ from }: ChannelPlan['target']): string => TARGET_FROM[from]

const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const hundredths = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** Units a day: a slow item is told as exactly as a fast one. */
export function perDayText(units: number): string {
  if (units >= 100) return figure(Math.round(units))
  return (units >= 1 ? tenths : hundredths).format(units)
}

/** The last days before the end are told by tenths. */
export function coverText(days: number | null): string {
  if (days === null) return '–'
  return days < 10 ? tenths.format(Math.max(0, days)) : figure(Math.floor(days))
}

/** What is expected is no whole number of minor units. */
export const costText = (amount: number, currency: string): string =>
  moneyText({ amount: Math.round(amount) + 0, currency })

/** The base unit as it is written after a figure. */
export const unitsText = (units: number, unit: string): string =>
  unit === '' || unit === 'each' || unit === 'unit' ? plural(units, 'unit') : plural(units, unit, manyOf(unit))

/** "pouches", "jars"; "kg" and "pcs" are of any number. */
function manyOf(unit: string): string {
  if (!/^[a-z]{3,}$/.test(unit) || /[^s]s$/.test(unit)) return unit
  return /(s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`
}

/** "Shop 160, Retail 80": who it is ordered for, the most first. */
export const forWhom = ({ channels }: ItemPlan): string =>
  channels
    .filter(({ partOfOrder }) => partOfOrder > 0)
    .toSorted((a, b) => b.partOfOrder - a.partOfOrder)
    .map(({ name, partOfOrder }) => `${name} ${figure(partOfOrder)}`)
    .join(', ')
