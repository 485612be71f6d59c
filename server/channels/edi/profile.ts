/**
 * What one partner agreed on with us: who is who, which version and delimiters, and where in its documents the things
 * stand that X12 leaves to partners. Whatever is left out is as most partners have it.
 */
import * as v from 'valibot'
import { CHARGEBACK_CATEGORIES } from '../../../shared/rules/chargeback.ts'
import * as field from '../../../shared/transactions/fields.ts'
import { delimitersRefusal, USUAL_DELIMITERS } from './x12/delimiters.ts'

/** X12's basic and extended character sets, which survive every network between partners. */
const identifier = (longest: number) =>
  v.pipe(
    v.string('Give an identifier as text.'),
    v.regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, 'An identifier has ASCII characters, and no space at its ends.'),
    v.maxLength(longest, `This identifier has at most ${longest} characters.`),
  )

const qualifier = (what: string, pattern = /^[A-Z0-9]{2,3}$/) =>
  v.pipe(v.string(`Give ${what} as text.`), v.regex(pattern, `${what} is two or three capital letters or digits.`))

const party = v.strictObject({
  /** ISA05 or ISA07: "ZZ" mutually defined, "01" DUNS, "08" UCS, "12" telephone. */
  qualifier: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2}$/, 'The qualifier of an ISA id is two characters, such as ZZ.')),
  /** ISA06 or ISA08. */
  id: identifier(15),
  /** GS02 or GS03; the same as the ISA id where it is left out. */
  groupId: v.optional(identifier(15)),
})

const delimiters = v.pipe(
  v.strictObject({
    element: v.optional(v.string(), USUAL_DELIMITERS.element),
    component: v.optional(v.string(), USUAL_DELIMITERS.component),
    segment: v.optional(v.string(), USUAL_DELIMITERS.segment),
    repetition: v.optional(v.string(), USUAL_DELIMITERS.repetition),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const refusal = dataset.typed ? delimitersRefusal(dataset.value) : undefined
    if (refusal) addIssue({ message: `These delimiters cannot be used: ${refusal}.` })
  }),
)

const productQualifier = v.pipe(
  v.string(),
  v.regex(/^[A-Z0-9]{2}$/, 'An item qualifier is two characters, such as VN.'),
)

const items = v.strictObject({
  /** Qualifiers under which the partner gives our SKU; the first that a line has counts. */
  sku: v.optional(v.array(productQualifier), ['VN', 'VA', 'VC', 'VP', 'SK']),
  /** Qualifiers of GTINs, in any of their lengths. */
  gtin: v.optional(v.array(productQualifier), ['UK', 'EN', 'UP', 'UA', 'EO', 'UI']),
  /** What our documents name items by, in this order: ids of the order's line are repeated, SKU and GTIN are filled in. */
  written: v.optional(v.array(productQualifier), ['VN', 'UP', 'BP']),
})

/** A place in the item level of the 856. */
const datePlace = v.optional(
  v.nullable(
    v.strictObject({
      segment: v.picklist(['DTM', 'REF', 'LIN'], 'A date stands in DTM, REF or LIN.'),
      qualifier: qualifier('The qualifier of a date'),
    }),
  ),
)
const lotPlace = v.optional(
  v.nullable(
    v.strictObject({
      segment: v.picklist(['LIN', 'REF'], 'A lot number stands in LIN or REF.'),
      qualifier: qualifier('The qualifier of a lot number'),
    }),
  ),
  { segment: 'LIN', qualifier: 'LT' } as const,
)

const shipNotice = v.strictObject({
  /** Whether an 856 is sent for each shipment. */
  sent: v.optional(v.boolean(), true),
  /**
   * What stands between order and item. `pack`: cartons. `tare`: the outermost units, pallets or loose cartons.
   * `tare-pack`: cartons on pallets. `none`: nothing, and no SSCC.
   */
  packStructure: v.optional(v.picklist(['pack', 'tare', 'tare-pack', 'none']), 'pack'),
  /** null: lots are not told. */
  lot: lotPlace,
  /** DTM*036 is the expiration date of X12. */
  expiry: v.optional(datePlace, { segment: 'DTM', qualifier: '036' } as const),
  /** null: not told. Most partners want the expiry only. */
  bestBefore: v.optional(datePlace, null),
  made: v.optional(datePlace, null),
})

/** So often; left out: not by this. */
const everyHours = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)))
const everyMinutes = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_440)))

/** An IANA time zone that this machine knows. */
const timeZone = v.pipe(
  v.string(),
  v.check((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    } catch {
      return false
    }
  }, 'Give the time zone as America/Chicago.'),
)

const terms = v.strictObject({
  netDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  discountPercent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  discountDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999))),
})

const dateQualifiers = (...usual: string[]) =>
  v.optional(v.array(qualifier('The qualifier of a date', /^\d{3}$/)), usual)

export const partnerProfile = v.strictObject({
  name: field.name,
  us: party,
  partner: party,
  /** Tests are marked as such until partner and we agree that they went well. */
  isProduction: v.optional(v.boolean(), false),
  version: v.optional(v.picklist(['004010', '005010'], 'The version is 004010 or 005010.'), '004010'),
  /** GS08 where the partner wants more than the version: "004010VICS". */
  groupVersion: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^00[0-9]{4}[A-Z0-9]{0,6}$/, 'A group version begins with six digits, such as 004010VICS.'),
    ),
  ),
  delimiters: v.optional(delimiters, {}),
  /** A line for each segment. */
  lineBreaks: v.optional(v.boolean(), false),
  acknowledgements: v.optional(
    v.strictObject({
      /** Whether the partner answers what we send by a 997, and within how many hours. */
      expected: v.optional(v.boolean(), true),
      withinHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720)), 24),
      /** Whether we answer by one. */
      sent: v.optional(v.boolean(), true),
    }),
    {},
  ),
  /** Where an order or a chargeback names none. */
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Give the currency as three capital letters.')), 'USD'),
  /** The unit in which we count: "EA". */
  unit: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Z0-9]{2}$/, 'A unit of measure is two characters, such as EA.')),
    'EA',
  ),
  items: v.optional(items, {}),
  /** DTM qualifiers of an order, the first that it has counts. */
  dates: v.optional(
    v.strictObject({
      shipBy: dateQualifiers('038', '010', '002'),
      shipNotBefore: dateQualifiers('037', '064'),
      deliverBy: dateQualifiers('063', '002'),
      cancelAfter: dateQualifiers('001', '061'),
    }),
    {},
  ),
  /** Units of measure that hold several of `unit`, whatever the item: { "DZ": 12 }. */
  units: v.optional(v.record(v.string(), field.quantity), {}),
  orders: v.optional(
    v.strictObject({
      /** Whether an 855 answers each order, and each change of one. */
      acknowledged: v.optional(v.boolean(), true),
      changesAcknowledged: v.optional(v.boolean(), false),
    }),
    {},
  ),
  shipNotice: v.optional(shipNotice, {}),
  invoices: v.optional(
    v.strictObject({
      /** Whether an 810 is sent for each shipment. */
      sent: v.optional(v.boolean(), true),
      /** Before the running number of an invoice. */
      prefix: v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9-]{0,8}$/)), 'I'),
    }),
    {},
  ),
  inventory: v.optional(
    v.strictObject({
      quantity: v.optional(qualifier('The qualifier of a quantity', /^[A-Z0-9]{2}$/), '33'),
      everyHours,
      /** As soon as a figure has changed, but not more often than this. */
      changedEveryMinutes: everyMinutes,
    }),
    {},
  ),
  /** Of the dates and times in what we write; left out: the warehouse's. */
  timeZone: v.optional(timeZone),
  /** Behind the names of files that we write. */
  fileExtension: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,8}$/i)), 'edi'),
  chargebacks: v.optional(
    v.strictObject({
      /** The partner's adjustment reasons, where they mean something else than with X12. */
      categories: v.optional(v.record(v.string(), v.picklist(CHARGEBACK_CATEGORIES)), {}),
      /** Counted from the date of the 812. */
      disputeWithinDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(730))),
    }),
    {},
  ),
  terms: v.optional(terms),
})

export type PartnerProfile = v.InferOutput<typeof partnerProfile>
export type PartnerProfileInput = v.InferInput<typeof partnerProfile>

/** ISA12 of a version: "00401". */
export const interchangeVersion = ({ version }: PartnerProfile): string => version.slice(0, 5)

/** GS08. */
export const groupVersion = ({ version, groupVersion: full }: PartnerProfile): string => full ?? version
