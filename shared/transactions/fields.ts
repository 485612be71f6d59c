/** The fields that transactions share: one schema each, so that a rule about a lot or a quantity stands once. */
import * as v from 'valibot'

/** The largest quantity of one line, in base units. Above it a scan was surely read wrong. */
export const MAX_QUANTITY = 10_000_000

/** GS1 character set 82: what a lot number may be written in (GS1 General Specifications, figure 7.11-1). */
const CHARACTER_SET_82 = /^[A-Za-z0-9!"%&'()*+,\-./_:;<=>?]{1,20}$/

export const quantity = v.pipe(
  v.number('Give the quantity as a number.'),
  v.integer('Give the quantity in whole base units.'),
  v.minValue(1, 'The quantity must be at least 1.'),
  v.maxValue(MAX_QUANTITY, 'The quantity must be at most 10,000,000.'),
)

export const quantityOrZero = v.pipe(
  v.number('Give the quantity as a number.'),
  v.integer('Give the quantity in whole base units.'),
  v.minValue(0, 'The quantity must not be negative.'),
  v.maxValue(MAX_QUANTITY, 'The quantity must be at most 10,000,000.'),
)

export const lotNumber = v.pipe(
  v.string('Give the lot number as text, or null for an item without lots.'),
  v.regex(CHARACTER_SET_82, 'A lot number has 1 to 20 characters of GS1 character set 82.'),
)

/** null: the item has no lots, or the lot could not be read. */
export const lot = v.nullable(lotNumber)

const text = (longest: number) =>
  v.pipe(v.string('Give text.'), v.trim(), v.minLength(1, 'Do not leave this empty.'), v.maxLength(longest))

export const sku = text(60)
export const barcode = text(60)
export const location = text(40)
/** The code of a warehouse. */
export const warehouse = v.pipe(
  v.string('Give the warehouse by its code.'),
  v.regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'A warehouse code has 1 to 20 capital letters, digits or dashes.'),
)
export const reason = text(200)
export const name = text(200)
export const note = text(1000)
/** In hex. */
export const sha256 = v.pipe(
  v.string('Give a SHA-256 in hex.'),
  v.regex(/^[0-9a-f]{64}$/i, 'Give a SHA-256 in hex: 64 digits.'),
  v.toLowerCase(),
)
export const uuid = v.pipe(
  v.string('Give a UUID.'),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'Give a UUID.'),
  v.toLowerCase(),
)

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether `text` (YYYY-MM-DD) is a day of the calendar: 30 February is not. */
function isCalendarDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0)
}

/** An ISO date without a time. */
export const date = v.pipe(
  v.string('Give a date as YYYY-MM-DD.'),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'Give a date as YYYY-MM-DD.'),
  v.check(isCalendarDay, 'There is no such day in the calendar.'),
)

/** An instant: ISO 8601 in UTC. */
export const instant = v.pipe(
  v.string('Give an instant as ISO 8601 with Z.'),
  v.isoTimestamp('Give an instant as ISO 8601 with Z.'),
  v.check((text) => text.endsWith('Z'), 'Give the instant in UTC, ending in Z.'),
)

/** Money in whole minor units with its currency. */
export const money = v.strictObject({
  amount: v.pipe(v.number(), v.safeInteger('Give money in whole minor units.')),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Give the currency as three capital letters.')),
})

export const nonNegativeMoney = v.pipe(
  money,
  v.check((value) => value.amount >= 0, 'The amount must not be negative.'),
)

/** An item is named by its SKU or by one of its barcodes, never by both. */
export const itemNamed = { sku: v.optional(sku), barcode: v.optional(barcode) }

export interface Named {
  sku?: string | undefined
  barcode?: string | undefined
}

/** For `v.check`: exactly one of SKU and barcode is there. */
export const namesOneItem = (payload: Named): boolean => (payload.sku === undefined) !== (payload.barcode === undefined)

export const NAME_ONE_ITEM = 'Name the item by sku or by barcode, one of them.'

/** The reference document of a traceability record, such as a bill of lading: its type and number. */
export const document = { documentType: v.optional(name), documentNumber: v.optional(name) }

/** What a supervisor allowed on the spot; `proof` was made from badge and PIN on the device: see wire/override.ts. */
export const override = v.object({
  supervisor: name,
  reason,
  proof: v.pipe(v.string(), v.maxLength(500)),
})
