/** What is chosen to be recalled, and how it is spoken of. */

import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { LotName, LotRow } from '../lots/contract.ts'
import type { RecallRow, Subject } from './contract.ts'

/** By their keys, in the order in which they were chosen. */
export type Chosen = ReadonlyMap<string, LotName>

export function toggled(chosen: Chosen, { sku, lot }: LotName): Chosen {
  const key = lotKey(sku, lot)
  return chosen.has(key)
    ? new Map([...chosen].filter(([one]) => one !== key))
    : new Map([...chosen, [key, { sku, lot }]])
}

/** As the address names them; null: none. */
export const chosenText = (chosen: Chosen): string | null =>
  chosen.size === 0 ? null : JSON.stringify([...chosen.values()].map(({ sku, lot }) => [sku, lot]))

/** What the address names; nothing where it cannot be read. */
export function chosenIn(text: string | null): Chosen {
  try {
    const names: unknown = JSON.parse(text ?? '[]')
    const lots = Array.isArray(names) ? names.filter(isName).map(([sku, lot]) => ({ sku, lot })) : []
    return new Map(lots.map((name) => [lotKey(name.sku, name.lot), name]))
  } catch {
    return new Map()
  }
}

const isName = (name: unknown): name is [string, string] =>
  Array.isArray(name) && name.length === 2 && name.every((part) => typeof part === 'string' && part !== '')

/** Where the search is exactly a supplier lot that something came in under, everything of it can be recalled as one. */
export function supplierLotIn(rows: readonly LotRow[], search: string): string | null {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return null
  return rows.find(({ supplierLot }) => supplierLot?.toLowerCase() === wanted)?.supplierLot ?? null
}

/** Numbers of suppliers are their own: two may use the same one for quite different goods. */
export const suppliersOf = (rows: readonly LotRow[], supplierLot: string): string[] => [
  ...new Set(
    rows.filter((row) => row.supplierLot === supplierLot).map((row) => row.supplier ?? t('Supplier not known')),
  ),
]

export function subjectText(subject: Subject): string {
  if ('supplierLot' in subject) return t('supplier lot {supplierLot}', { supplierLot: subject.supplierLot })
  const [first, ...others] = subject.lots
  if (!first) return t('nothing')
  const { lot, sku } = first
  return others.length > 0
    ? t('lot {lot} of {sku} and {count} others', { lot, sku, count: others.length })
    : t('lot {lot} of {sku}', { lot, sku })
}

export const subjectOf = ({ supplierLot, lots }: Pick<RecallRow, 'supplierLot' | 'lots'>): Subject =>
  supplierLot === null ? { lots } : { supplierLot }
