/** The settings of returns as they are typed, and as they are sent. */

import type { Disposition } from '../../../shared/rules/disposition.ts'
import type { ReturnSettings } from '../../../shared/rules/return-settings.ts'
import { t } from '../../language/t.ts'
import { parseMoney, typedMoney } from '../amounts.ts'
import { parseQuantity } from '../words.ts'

/** Of a row on the screen: a code may be typed anew. */
interface Row {
  id: string
}

export interface TypedReason extends Row {
  code: string
  label: string
  channels: readonly string[]
  quality: boolean
  inspection: 'plain' | 'quality'
}

export interface TypedCondition extends Row {
  code: string
  label: string
}

export interface TypedChecklist extends Row {
  /** '' for all. */
  group: string
  channel: string
  questions: readonly (Row & { code: string; text: string })[]
}

export interface TypedRule extends Row {
  /** '' for any. */
  channel: string
  reason: string
  condition: string
  fewerDaysThan: string
  worthLessThanRework: boolean
  disposition: Disposition
}

export interface TypedReturns {
  reasons: readonly TypedReason[]
  conditions: readonly TypedCondition[]
  checklists: readonly TypedChecklist[]
  rules: readonly TypedRule[]
  /** In whole units of the currency: "2.00". */
  reworkCost: string
  reworkCosts: readonly (Row & { group: string; cost: string })[]
  scrapLimit: string
  leastReturns: string
  expectedPercent: string
  times: string
  disputeDays: string
}

export function typedReturns(settings: ReturnSettings, currency: string, newId: () => string): TypedReturns {
  const row = <One extends object>(one: One): One & Row => ({ ...one, id: newId() })
  return {
    reasons: settings.reasons.map(row),
    conditions: settings.conditions.map(row),
    checklists: settings.checklists.map(({ group, channel, questions }) =>
      row({ group: group ?? '', channel: channel ?? '', questions: questions.map(row) }),
    ),
    rules: settings.rules.map((rule) =>
      row({
        ...rule,
        channel: rule.channel ?? '',
        reason: rule.reason ?? '',
        condition: rule.condition ?? '',
        fewerDaysThan: rule.fewerDaysThan === null ? '' : String(rule.fewerDaysThan),
      }),
    ),
    reworkCost: typedMoney(settings.reworkCost, currency),
    reworkCosts: settings.reworkCosts.map(({ group, cost }) => row({ group, cost: typedMoney(cost, currency) })),
    scrapLimit: typedMoney(settings.scrapLimit, currency),
    leastReturns: String(settings.quality.leastReturns),
    expectedPercent: String(settings.quality.expectedPercent),
    times: String(settings.quality.times),
    disputeDays: String(settings.disputeDays),
  }
}

const WHOLE = t('Give a whole number.')
const NUMBER = t('Give a number.')

/** With point or comma; null where the text is no number. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.')
  return /^\d{1,6}(\.\d{1,4})?$/.test(trimmed) ? Number(trimmed) : null
}

/** What the server would not even understand, by the path that it would name. Ranges are the server's to judge. */
export function faultsIn(typed: TypedReturns, currency: string): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  const money = (path: string, text: string) =>
    parseMoney(text, currency) === null && faults.set(path, `Give an amount in ${currency}.`)
  const whole = (path: string, text: string) => parseQuantity(text) === null && faults.set(path, WHOLE)
  const number = (path: string, text: string) => parseNumber(text) === null && faults.set(path, NUMBER)
  for (const [index, { fewerDaysThan }] of typed.rules.entries())
    if (fewerDaysThan.trim() !== '') whole(`rules.${index}.fewerDaysThan`, fewerDaysThan)
  money('reworkCost', typed.reworkCost)
  for (const [index, { cost }] of typed.reworkCosts.entries()) money(`reworkCosts.${index}.cost`, cost)
  money('scrapLimit', typed.scrapLimit)
  whole('quality.leastReturns', typed.leastReturns)
  number('quality.expectedPercent', typed.expectedPercent)
  number('quality.times', typed.times)
  whole('disputeDays', typed.disputeDays)
  return faults
}

const orNull = (text: string): string | null => text.trim() || null

/** Null while something of it cannot be read. */
export function returnsToSend(typed: TypedReturns, currency: string): ReturnSettings | null {
  if (faultsIn(typed, currency).size > 0) return null
  const money = (text: string) => parseMoney(text, currency) ?? 0
  return {
    reasons: typed.reasons.map(({ code, label, channels, quality, inspection }) => ({
      code: code.trim(),
      label: label.trim(),
      channels: [...channels],
      quality,
      inspection,
    })),
    conditions: typed.conditions.map(({ code, label }) => ({ code: code.trim(), label: label.trim() })),
    checklists: typed.checklists.map(({ group, channel, questions }) => ({
      group: orNull(group),
      channel: orNull(channel),
      questions: questions.map(({ code, text }) => ({ code: code.trim(), text: text.trim() })),
    })),
    rules: typed.rules.map((rule) => ({
      channel: orNull(rule.channel),
      reason: orNull(rule.reason),
      condition: orNull(rule.condition),
      fewerDaysThan: parseQuantity(rule.fewerDaysThan),
      worthLessThanRework: rule.worthLessThanRework,
      disposition: rule.disposition,
    })),
    reworkCost: money(typed.reworkCost),
    reworkCosts: typed.reworkCosts.map(({ group, cost }) => ({ group: group.trim(), cost: money(cost) })),
    scrapLimit: money(typed.scrapLimit),
    quality: {
      leastReturns: parseQuantity(typed.leastReturns) ?? 0,
      expectedPercent: parseNumber(typed.expectedPercent) ?? 0,
      times: parseNumber(typed.times) ?? 0,
    },
    disputeDays: parseQuantity(typed.disputeDays) ?? 0,
  }
}

/** One place up (-1) or down (1); at the end it stays. */
export function moved<One>(list: readonly One[], index: number, by: -1 | 1): One[] {
  const to = index + by
  const [one, other] = [list[index], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((each, at) => (at === index ? other : at === to ? one : each))
}

/** A row with something else in it; the others are as they were. */
export const changed = <One extends Row>(list: readonly One[], id: string, change: Partial<One>): One[] =>
  list.map((one) => (one.id === id ? { ...one, ...change } : one))

export const without = <One extends Row>(list: readonly One[], id: string): One[] => list.filter((one) => one.id !== id)
