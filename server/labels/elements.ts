/** What a label says to a scanner: GS1 element strings, as few symbols of them as its width allows. */
import { fullYear } from '../../shared/barcode/date.ts'
import type { AiList } from '../../shared/barcode/gs1-result.ts'
import { embeddedReadings } from '../../shared/barcode/lost-separator.ts'

/** How many a barcode of the item stands for. */
export interface Packing {
  /** GTIN-14. */
  gtin: string
  quantity: number
}

export interface Printing {
  /** Local date of the warehouse. */
  today: string
  dates: 'expiry' | 'best-before'
}

export interface LotShown {
  lot: string
  expiresOn: string | null
}

/**
 * AI 17 or 15 with YYMMDD (GS1 General Specifications, 3.4.7 and 3.4.5). Empty where there is no date, and where two digits
 * of its year would be read as another century's (7.12): a wrong date in a barcode is worse than none.
 */
function dateElement(expiresOn: string | null, { today, dates }: Printing): AiList {
  if (expiresOn === null) return []
  const [year = '', month, day] = expiresOn.split('-')
  if (fullYear(Number(year.slice(-2)), Number(today.slice(0, 4))) !== Number(year)) return []
  return [[dates === 'expiry' ? '17' : '15', `${year.slice(-2)}${month}${day}`]]
}

/**
 * One symbol for item, date and lot. Elements of a length that every reader knows come first and the lot last (7.8): it then
 * needs no separator, and a scanner that drops separators can lose none. But a lot that itself looks like a lot and a further
 * element goes before the date: the separator behind it shows that it is whole.
 */
export function lotElements(key: AiList, { lot, expiresOn }: LotShown, printing: Printing): AiList {
  const date = dateElement(expiresOn, printing)
  const lotLast: AiList = [...key, ...date, ['10', lot]]
  return date.length > 0 && embeddedReadings(lotLast, printing.today).length > 0
    ? [...key, ['10', lot], ...date]
    : lotLast
}

/**
 * What a carton or pallet with one item holds, beside its SSCC. A whole case is a trade item of its own: its GTIN is AI 01.
 * Else AI 02 names what is in it and AI 37 how many (GS1 General Specifications, 3.3.3 and 3.6: both only with an SSCC on the same unit). Undefined
 * where more are in it than AI 37 has digits for.
 */
export function contentKey(packing: Packing, quantity: number): AiList | undefined {
  const count = quantity / packing.quantity
  if (count === 1 && packing.quantity > 1) return [['01', packing.gtin]]
  return count > MOST_COUNTED
    ? undefined
    : [
        ['02', packing.gtin],
        ['37', String(count)],
      ]
}

const MOST_COUNTED = 99_999_999

/** The largest trade item of which a unit can hold a whole number: the level that AI 02 is to name (3.3.3). */
export const contentPacking = (packings: readonly Packing[], quantity: number): Packing | undefined =>
  packings.filter((one) => quantity % one.quantity === 0).sort((a, b) => b.quantity - a.quantity)[0]
