/** What was counted: one line for each item, lot and state. */

import type { Status } from '../../../shared/transactions/status.ts'
import { type ItemRow, keyOf } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'

export interface CountLine {
  item: ItemRow
  /** Null: the item has no lots, or the lot could not be read. */
  lot: string | null
  status: Status
  quantity: number
}

export const lineKey = ({ item, lot, status }: Omit<CountLine, 'quantity'>): string =>
  keyOf(item.sku, lot ?? '', status)

export const lineOf = (lines: readonly CountLine[], key: string | undefined): CountLine | undefined =>
  lines.find((line) => lineKey(line) === key)

/** The newest first: the one that was just scanned is at the top. */
export function addTo(lines: readonly CountLine[], more: CountLine): CountLine[] {
  const known = lineOf(lines, lineKey(more))
  return [{ ...more, quantity: (known?.quantity ?? 0) + more.quantity }, ...lines.filter((line) => line !== known)]
}

/** A line of none stands only while it is typed. */
export const withoutNone = (lines: readonly CountLine[]): CountLine[] => lines.filter(({ quantity }) => quantity > 0)

export const setQuantity = (lines: readonly CountLine[], key: string, quantity: number): CountLine[] =>
  lines.map((line) => (lineKey(line) === key ? { ...line, quantity } : line))

/** Some of a line, or all of it, are in another state. */
export function setStatus(lines: readonly CountLine[], key: string, status: Status, quantity: number): CountLine[] {
  const line = lineOf(lines, key)
  if (!line || line.status === status) return [...lines]
  const rest = withoutNone(setQuantity(lines, key, line.quantity - quantity))
  return addTo(rest, { ...line, status, quantity })
}

export const lotWords = (lot: string | null): string => (lot === null ? t('Lot unreadable') : t('Lot {lot}', { lot }))

/** "Oat bars · lot L1" */
export function lineName({ item, lot }: Pick<CountLine, 'item' | 'lot'>): string {
  if (!item.lotTracked) return item.name
  return lot === null
    ? t('{name} · lot unreadable', { name: item.name })
    : t('{name} · lot {lot}', { name: item.name, lot })
}

export const linesWords = ({ length }: readonly CountLine[]): string => t('{count} lines', { count: length })
