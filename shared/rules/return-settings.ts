/** How the company takes goods back: the reasons it knows, what is looked at, and where goods go by its rules. */
import * as v from 'valibot'
import * as field from '../transactions/fields.ts'
import { DISPOSITIONS } from './disposition.ts'

export const RETURNS = 'returns'

const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'A code has small letters, digits and hyphens.'))

const eachOnce = <Named extends { code: string }>() =>
  v.check<Named[], string>(
    (list) => new Set(list.map((one) => one.code)).size === list.length,
    'Each code stands once.',
  )

const whole = (most: number) =>
  v.pipe(v.number(), v.integer('Give a whole number.'), v.minValue(0, 'Give at least 0.'), v.maxValue(most))

/** Channels are named by code or by kind; an empty list means all. */
const channels = v.optional(v.pipe(v.array(field.name), v.maxLength(100)), [])

const reason = v.strictObject({
  code,
  label: field.name,
  channels,
  /** It speaks against the goods: such returns count when a lot's rate is judged. */
  quality: v.optional(v.boolean(), false),
  /** `quality`: before it is sold again, the whole checklist is answered and the goods are photographed. */
  inspection: v.optional(v.picklist(['plain', 'quality']), 'plain'),
})

const REASONS: v.InferInput<typeof reason>[] = [
  { code: 'unwanted', label: 'Not wanted any more' },
  { code: 'wrong-size', label: 'Wrong size or kind ordered', channels: ['dtc', 'marketplace'] },
  { code: 'not-as-described', label: 'Not as described', channels: ['dtc', 'marketplace'] },
  { code: 'undeliverable', label: 'Could not be delivered', channels: ['dtc', 'marketplace'] },
  {
    code: 'customer-damage',
    label: 'Damaged by the customer',
    channels: ['dtc', 'marketplace'],
    inspection: 'quality',
  },
  { code: 'wrong-item', label: 'Wrong item sent' },
  { code: 'damaged', label: 'Arrived damaged', quality: true },
  { code: 'defective', label: 'Defective or spoiled', quality: true },
  { code: 'short-dated', label: 'Too little shelf life left', quality: true },
  { code: 'refused', label: 'Refused at the dock', channels: ['retail', 'wholesale'] },
  { code: 'overage', label: 'More than was ordered', channels: ['retail', 'wholesale'] },
  { code: 'seasonal', label: 'End of season, as agreed', channels: ['retail', 'wholesale'] },
  { code: 'recall', label: 'Recalled', quality: true },
  { code: 'other', label: 'Something else' },
]

const condition = v.strictObject({ code, label: field.name })

const CONDITIONS: v.InferInput<typeof condition>[] = [
  { code: 'new', label: 'As new, unopened' },
  { code: 'opened', label: 'Opened, complete' },
  { code: 'packaging', label: 'Only the packaging is damaged' },
  { code: 'incomplete', label: 'Something is missing' },
  { code: 'damaged', label: 'Damaged' },
  { code: 'defective', label: 'Defective or spoiled' },
]

const checklist = v.strictObject({
  /** Group of items; null: all of them. */
  group: v.optional(v.nullable(field.name), null),
  /** Code or kind of a channel; null: all of them. */
  channel: v.optional(v.nullable(field.name), null),
  questions: v.pipe(
    v.array(v.strictObject({ code, text: field.name })),
    v.minLength(1, 'A checklist asks something.'),
    v.maxLength(30),
    eachOnce(),
  ),
})

const CHECKLISTS: v.InferInput<typeof checklist>[] = [
  {
    questions: [
      { code: 'seal', text: 'The seal is whole' },
      { code: 'label', text: 'The label can be read' },
    ],
  },
  { channel: 'retail', questions: [{ code: 'case-count', text: 'The case holds what it says' }] },
]

const rule = v.strictObject({
  channel: v.optional(v.nullable(field.name), null),
  reason: v.optional(v.nullable(code), null),
  condition: v.optional(v.nullable(code), null),
  fewerDaysThan: v.optional(v.nullable(whole(3_650)), null),
  worthLessThanRework: v.optional(v.boolean(), false),
  disposition: v.picklist(DISPOSITIONS, `The disposition is ${DISPOSITIONS.join(', ')}.`),
})

const RULES: v.InferInput<typeof rule>[] = [
  { reason: 'recall', disposition: 'keep' },
  { condition: 'defective', disposition: 'scrap' },
  { fewerDaysThan: 1, disposition: 'scrap' },
  { condition: 'damaged', worthLessThanRework: true, disposition: 'scrap' },
  { condition: 'damaged', disposition: 'rework' },
  { condition: 'incomplete', worthLessThanRework: true, disposition: 'scrap' },
  { condition: 'incomplete', disposition: 'rework' },
  { condition: 'opened', disposition: 'secondary' },
  { condition: 'opened', worthLessThanRework: true, disposition: 'scrap' },
  { condition: 'opened', disposition: 'rework' },
  { condition: 'packaging', worthLessThanRework: true, disposition: 'scrap' },
  { condition: 'packaging', disposition: 'rework' },
  { fewerDaysThan: 30, disposition: 'secondary' },
]

export const returnSettings = v.strictObject({
  reasons: v.optional(
    v.pipe(v.array(reason), v.minLength(1, 'Keep at least one reason.'), v.maxLength(100), eachOnce()),
    REASONS,
  ),
  conditions: v.optional(
    v.pipe(v.array(condition), v.minLength(1, 'Keep at least one condition.'), v.maxLength(30), eachOnce()),
    CONDITIONS,
  ),
  checklists: v.optional(v.pipe(v.array(checklist), v.maxLength(100)), CHECKLISTS),
  /** Asked in this order; the first that applies and can be followed is proposed. */
  rules: v.optional(v.pipe(v.array(rule), v.maxLength(200)), RULES),
  /** Of one unit, in minor units of the warehouse's currency; groups of items may have their own. */
  reworkCost: v.optional(whole(100_000_000), 200),
  reworkCosts: v.optional(
    v.pipe(v.array(v.strictObject({ group: field.name, cost: whole(100_000_000) })), v.maxLength(200)),
    [],
  ),
  /** A scrap worth more than this, in minor units, wants a second person. */
  scrapLimit: v.optional(whole(100_000_000_000), 50_000),
  /** When the return rate of one lot stands out. */
  quality: v.optional(
    v.strictObject({
      /** Fewer returns than this prove nothing. */
      leastReturns: v.optional(v.pipe(whole(1_000), v.minValue(1)), 3),
      /** Where the item's other lots say nothing: of a hundred units, how many come back for a fault of theirs. */
      expectedPercent: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100)), 2),
      /** So many times the expected rate is tolerated. */
      times: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(100)), 2),
    }),
    {},
  ),
  /** So many days before the last day on which a chargeback can be disputed, somebody is told. */
  disputeDays: v.optional(whole(365), 5),
})
export type ReturnSettings = v.InferOutput<typeof returnSettings>
export type ReturnReason = ReturnSettings['reasons'][number]
export type Question = ReturnSettings['checklists'][number]['questions'][number]

export const standardReturnSettings = (): ReturnSettings => v.parse(returnSettings, {})

export { questionsFor, reasonsOf, reworkCostOf, speaksAgainstGoods, wantsQuality } from './return-terms.ts'
