/** A return as it is announced at a desk: as it is typed, and as it is sent. */
import { parseQuantity } from '../words.ts'
import type { ShippedOrder } from './contract.ts'
import { documentsBody, type TypedDocuments } from './documents-body.ts'

export interface TypedLine {
  /** Of the row on the screen. */
  id: string
  sku: string
  quantity: string
  reason: string
}

export interface TypedReturn {
  channel: string
  order: string
  reference: string
  expectedOn: string
  note: string
  lines: readonly TypedLine[]
  /** Null: nothing is charged back. */
  chargeback: TypedDocuments | null
}

const isBlank = ({ sku, quantity }: TypedLine): boolean => sku.trim() === '' && quantity.trim() === ''

/** What was begun: a line in which nothing stands yet is none. */
export const begunLines = (lines: readonly TypedLine[]): TypedLine[] => lines.filter((line) => !isBlank(line))

/** Null while something is missing that the server needs. */
export function announceBody(typed: TypedReturn, currency: string): Record<string, unknown> | null {
  const lines = begunLines(typed.lines).map(({ sku, quantity, reason }) => ({
    sku: sku.trim(),
    quantity: parseQuantity(quantity),
    reason,
  }))
  const chargeback = typed.chargeback && documentsBody(typed.chargeback, currency)
  if (typed.channel === '' || lines.length === 0 || (typed.chargeback && !chargeback)) return null
  if (lines.some(({ sku, quantity, reason }) => sku === '' || !quantity || reason === '')) return null
  const texts = [
    ['orderExternalId', typed.order],
    ['reference', typed.reference],
    ['expectedOn', typed.expectedOn],
    ['note', typed.note],
  ].flatMap(([name = '', text = '']) => (text.trim() === '' ? [] : [[name, text.trim()]]))
  return { channel: typed.channel, ...Object.fromEntries(texts), lines, ...(chargeback ? { chargeback } : {}) }
}

/** What an order shipped and has not got back, a line for each item: the lots are the server's to find. */
export function linesOf({ lines }: ShippedOrder, newId: () => string): TypedLine[] {
  const left = new Map<string, number>()
  for (const { sku, shipped, returned } of lines) left.set(sku, (left.get(sku) ?? 0) + shipped - returned)
  return [...left]
    .filter(([, units]) => units > 0)
    .map(([sku, units]) => ({ id: newId(), sku, quantity: String(units), reason: '' }))
}

/** Which line the server found fault with: it counts those that were sent. */
export function lineAt(field: string | undefined): { index: number; part: string } | null {
  const [, index, part] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(field ?? '') ?? []
  return index === undefined ? null : { index: Number(index), part: part ?? 'sku' }
}
