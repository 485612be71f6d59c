/** The settings of counting as they are typed, and as they are sent. */
import { t } from '../../language/t.ts'
import { parseMoney, typedMoney } from '../amounts.ts'
import type { CountingSettings, ItemClass } from '../counts/contract.ts'
import { parseQuantity } from '../words.ts'

export const CLASSES = ['A', 'B', 'C'] as const satisfies readonly ItemClass[]

export interface TypedCounting {
  /** `value` in whole units of the currency: "20.00". */
  classes: Record<ItemClass, { units: string; value: string; days: string }>
  perDay: string
  classDays: string
  reasons: readonly TypedReason[]
}

export interface TypedReason {
  /** Of the row on the screen: a code may be typed anew. */
  id: string
  code: string
  label: string
}

export function typedCounting(settings: CountingSettings, currency: string): TypedCounting {
  const classOf = (name: ItemClass) => ({
    units: String(settings.tolerance[name].units),
    value: typedMoney(settings.tolerance[name].value, currency),
    days: String(settings.everyDays[name]),
  })
  return {
    classes: { A: classOf('A'), B: classOf('B'), C: classOf('C') },
    perDay: String(settings.perDay),
    classDays: String(settings.classDays),
    reasons: settings.reasons.map(({ code, label }) => ({ id: code, code, label })),
  }
}

const WHOLE = t('Give a whole number.')
const REASON_PATH = /^reasons\.(\d+)\.(code|label)$/

/** What the server would not even understand, by the path that it would name. Ranges are the server's to judge. */
export function faultsIn({ classes, perDay, classDays }: TypedCounting, currency: string): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  const whole = (path: string, text: string) => parseQuantity(text) === null && faults.set(path, WHOLE)
  for (const name of CLASSES) {
    const { units, value, days } = classes[name]
    whole(`tolerance.${name}.units`, units)
    whole(`everyDays.${name}`, days)
    if (parseMoney(value, currency) === null) faults.set(`tolerance.${name}.value`, `Give an amount in ${currency}.`)
  }
  whole('perDay', perDay)
  whole('classDays', classDays)
  return faults
}

/** Null while something of it cannot be read. */
export function countingToSend(typed: TypedCounting, currency: string): CountingSettings | null {
  if (faultsIn(typed, currency).size > 0) return null
  const number = (text: string) => parseQuantity(text) ?? 0
  const each = <Value>(pick: (of: TypedCounting['classes'][ItemClass]) => Value): Record<ItemClass, Value> => ({
    A: pick(typed.classes.A),
    B: pick(typed.classes.B),
    C: pick(typed.classes.C),
  })
  return {
    tolerance: each(({ units, value }) => ({ units: number(units), value: parseMoney(value, currency) ?? 0 })),
    everyDays: each(({ days }) => number(days)),
    perDay: number(typed.perDay),
    classDays: number(typed.classDays),
    reasons: typed.reasons.map(({ code, label }) => ({ code: code.trim(), label: label.trim() })),
  }
}

/** Which reason the server found fault with. */
export function reasonAt(path: string | undefined): { index: number; part: 'code' | 'label' } | null {
  const [, index, part] = REASON_PATH.exec(path ?? '') ?? []
  return index === undefined ? null : { index: Number(index), part: part === 'code' ? 'code' : 'label' }
}
