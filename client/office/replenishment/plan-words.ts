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
import { locale } from '../../language/language.ts'
import { t } from '../../language/t.ts'
import type { StateKind } from '../ui/state.tsx'
import { figure, moneyText, plural } from '../words.ts'
import type { ChannelPlan, ItemPlan, ServiceTarget, Sureness } from './contract.ts'
import { levelText } from './percent.ts'

export const NEED_STATES = {
  now: { word: t('Order now'), icon: CircleAlert, tone: 'bad' },
  soon: { word: t('Due soon'), icon: Clock, tone: 'warn' },
  none: { word: t('Enough'), icon: CircleCheck, tone: 'ok' },
  withheld: { word: t('Withheld'), icon: CirclePause, tone: 'warn' },
} as const satisfies Record<string, StateKind>

export const needState = ({ order }: ItemPlan): StateKind =>
  order.withheld !== null && order.quantity === 0 ? NEED_STATES.withheld : NEED_STATES[order.need]

export const SURE_STATES: Record<Sureness, StateKind> = {
  none: { word: t('Not known'), icon: CircleHelp, tone: 'bad' },
  low: { word: t('Hardly sure'), icon: SignalLow, tone: 'warn' },
  fair: { word: t('Fairly sure'), icon: SignalMedium, tone: 'plain' },
  good: { word: t('Sure'), icon: SignalHigh, tone: 'ok' },
}

export const PATTERN_WORDS: Record<ChannelPlan['pattern'], string> = {
  none: t('Nothing asked for'),
  smooth: t('Steady'),
  erratic: t('Daily, uneven'),
  intermittent: t('Now and then'),
  lumpy: t('Now and then, uneven'),
}

const TARGET_FROM: Record<ChannelPlan['target']['from'], string> = {
  item: t('said for this item'),
  channel: t('said for the channel'),
  class: t('of its class'),
  company: t('of the company'),
}

/** What a level of service means differs by kind, so that it is always said. */
export const targetText = ({ kind, level }: ServiceTarget): string =>
  kind === 'cycle'
    ? t('{level} of supply cycles without a gap', { level: levelText(level) })
    : t('{level} of units at once', { level: levelText(level) })

export const targetFrom = ({ from }: ChannelPlan['target']): string => TARGET_FROM[from]

const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })

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
  unit === '' || unit === 'each' || unit === 'unit'
    ? t('{count} units', { count: units })
    : plural(units, unit, manyOf(unit))

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
