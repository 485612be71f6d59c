/** The sample maker's GS1 keys. 952 is the prefix that GS1 keeps for demonstrations: no product on sale has one of these. */
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { ssccOf } from '../../shared/rules/sscc.ts'

export const COMPANY_PREFIX = '9521234'
/** The first digit of a GTIN-14: which of the item's packings it names. */
const CASE_INDICATOR = '1'

const completed = (body: string): string => body + checkDigit(body)
const bodyOf = (reference: number): string => COMPANY_PREFIX + String(reference).padStart(5, '0')

/** EAN-13 of one unit. `reference` is the item's number within the company, from 1 to 99,999. */
export const unitGtin = (reference: number): string => completed(bodyOf(reference))

/** GTIN-14 of the case that holds the item. */
export const caseGtin = (reference: number): string => completed(CASE_INDICATOR + bodyOf(reference))

/** A location number. The warehouse has the first, its suppliers those behind it: they have no prefix of their own here. */
export const demoGln = (place: number): string => completed(bodyOf(place))

export const WAREHOUSE_GLN = demoGln(0)

/** A roll of carton labels that was printed ahead: with another first digit than the app's own, so that none is on two. */
export const printedAhead = (serial: number): string =>
  ssccOf({ extensionDigit: 9, companyPrefix: COMPANY_PREFIX, serial })
