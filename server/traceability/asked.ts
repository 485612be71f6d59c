/** Which records are asked for: by food, and by dates or lots (21 CFR 1.1455(c)(3)). */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { localDate } from '../availability/local-date.ts'

export const exportQuery = v.pipe(
  v.object({
    from: v.optional(field.date),
    to: v.optional(field.date),
    sku: v.optional(field.sku),
    lot: v.optional(field.lotNumber),
    lotTo: v.optional(field.lotNumber),
    consumers: v.optional(v.picklist(['yes', 'no'], 'consumers is yes or no.'), 'yes'),
  }),
  v.forward(
    v.check(
      ({ from, to }) => from === undefined || to === undefined || from <= to,
      'The last day is before the first.',
    ),
    ['to'],
  ),
  v.forward(
    v.check(({ lot, lotTo }) => lotTo === undefined || lot !== undefined, 'Give the first lot of the range as lot.'),
    ['lotTo'],
  ),
)
export type Asked = v.InferOutput<typeof exportQuery>

const DAY_MS = 86_400_000
/** No local day begins or ends further from UTC's than this. */
const SLACK_MS = 15 * 3_600_000

/** Instants that hold every moment of the asked days in any time zone: what is read there is judged by `isDayAsked`. */
export function instantsAsked({ from, to }: Asked): { first: number | undefined; last: number | undefined } {
  return {
    first: from === undefined ? undefined : Date.parse(`${from}T00:00:00Z`) - SLACK_MS,
    last: to === undefined ? undefined : Date.parse(`${to}T00:00:00Z`) + DAY_MS + SLACK_MS,
  }
}

/** The local day of an instant where it was asked for, else undefined. */
export function dayAsked({ from, to }: Asked, instant: number, timeZone: string): string | undefined {
  const day = localDate(instant, timeZone)
  return (from === undefined || day >= from) && (to === undefined || day <= to) ? day : undefined
}

/** As people count lots: L-9 comes before L-10. */
const order = new Intl.Collator('en', { numeric: true })

export const isLotAsked = ({ lot, lotTo }: Asked, name: string): boolean =>
  lot === undefined ||
  name === lot ||
  (lotTo !== undefined && order.compare(lot, name) <= 0 && order.compare(name, lotTo) <= 0)
