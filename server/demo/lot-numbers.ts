import { dayOfYear } from './dates.ts'

/** L, year, day of the year, line: how food makers often number the batches of a day. */
export const lotNumber = (producedOn: string, line: string): string =>
  `L${producedOn.slice(2, 4)}${String(dayOfYear(producedOn)).padStart(3, '0')}${line}`

/** A supplier's number for the same batch. */
export const supplierLotNumber = (producedOn: string): string => `${producedOn.replaceAll('-', '')}-1`

/** The production line that makes an item: a letter from its SKU, always the same. */
export const lineOf = (sku: string): string => 'ABCD'.charAt((sku.charCodeAt(0) + sku.length) % 4)
