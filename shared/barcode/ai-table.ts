import type { Charset } from './charset.ts'
import { CONTENT_CHECKS, type ContentCheck, type ContentCheckName } from './content-checks.ts'

/** One part of an AI's value. Only the last part of a value varies in length. */
export interface Component {
  charset: Charset
  minLength: number
  maxLength: number
  optional: boolean
  checks: readonly ContentCheck[]
}

/** What an Application Identifier is and which rules its value keeps. Lengths are in characters, without the AI. */
export interface AiEntry {
  ai: string
  /** Plain words, to stand inside a sentence: "expiry date". */
  title: string
  components: readonly Component[]
  minLength: number
  maxLength: number
  /** The lengths allowed between minimum and maximum where not all are. */
  lengths?: readonly number[]
  /** Its length is known to every reader by its first two digits, so no separator follows it. */
  predefined: boolean
  /** May stand in the query of a Digital Link. */
  attribute: boolean
  /** Set for primary keys of Digital Links: the qualifier AIs in path order, one list per alternative; [] for none. */
  qualifiers?: readonly (readonly string[])[]
  /** Alternatives, each a list of AIs that have to be on the same physical thing; `n` stands for any digit. */
  needs: readonly (readonly string[])[]
  /** AIs that contradict this one; `n` stands for any digit. */
  excludes: readonly string[]
}

interface Rules {
  /** Alternatives by spaces, conjunctions by `+`. */
  needs?: string
  excludes?: string
  /** Qualifiers by spaces, alternatives by `|`. */
  key?: string
}

/**
 * AIs (`310[0-5]` is a range), format, plain words, marks (`F` predefined length, `A` Digital Link attribute), rules.
 * A format lists components by spaces: set, length (`..` up to), `?` if optional, then checks by `/`.
 */
type Row = readonly [ais: string, format: string, title: string, marks?: string, rules?: Rules]

const GTIN = 'N14/checkDigit'
const GLN = 'N13/checkDigit'
const TRADE = '01 02 03 8006 8026'
const OWN_ITEM = '01 03 8006'
const CONTENT_OR_ITEM = '01 02'
const GTINS = '01 02 03'
const UNIT = '00'
const MEASURED = '30 31nn 32nn 35nn 36nn'
const SERVICE = '8017 8018'
const ORIGIN_LIST = 'N3/country N3?/country N3?/country N3?/country N3?/country'

// The facts are those of the GS1 Barcode Syntax Dictionary (Apache-2.0) and the GS1 General Specifications.
const ROWS: readonly Row[] = [
  ['00', 'N18/checkDigit', 'SSCC', 'FA', { key: '' }],
  ['01', GTIN, 'product number', 'FA', { excludes: '255 37', key: '22 10 21|235' }],
  ['02', GTIN, 'product number of the contents', 'FA', { excludes: '01 03', needs: '37' }],
  ['03', GTIN, 'made-to-order product number', 'F', { excludes: '01 02 37 235' }],
  ['10', 'X..20', 'lot', 'A', { needs: TRADE }],
  ['11', 'N6/date', 'production date', 'FA', { needs: TRADE }],
  ['12', 'N6/date', 'due date', 'FA', { needs: '8020' }],
  ['13', 'N6/date', 'packaging date', 'FA', { needs: TRADE }],
  ['15', 'N6/date', 'best-before date', 'FA', { needs: TRADE }],
  ['16', 'N6/date', 'sell-by date', 'FA', { needs: TRADE }],
  ['17', 'N6/date', 'expiry date', 'FA', { needs: `${TRADE} 255` }],
  ['20', 'N2', 'variant', 'FA', { needs: TRADE }],
  ['21', 'X..20', 'serial number', '', { needs: OWN_ITEM, excludes: '235' }],
  ['22', 'X..20', 'consumer product variant', '', { needs: '01' }],
  ['235', 'X..28', 'third-party serial number', '', { needs: '01' }],
  ['240', 'X..30', 'additional item number', 'A', { needs: TRADE }],
  ['241', 'X..30', 'customer part number', 'A', { needs: TRADE }],
  ['242', 'N..6', 'made-to-order variation', 'A', { needs: '01 02 8006 8026' }],
  ['243', 'X..20', 'packaging component number', 'A', { needs: '01 03' }],
  ['250', 'X..30', 'secondary serial number', 'A', { needs: '01+21 03+21 8006+21' }],
  ['251', 'X..30', 'source reference', 'A', { needs: OWN_ITEM }],
  ['253', `${GLN} X..17?`, 'document number', 'A', { key: '' }],
  ['254', 'X..20', 'location extension', '', { needs: '414' }],
  ['255', `${GLN} N..12?`, 'coupon number', 'A', { key: '', excludes: '01 02 415 8006 8020 8026' }],
  ['30', 'N..8', 'count', 'A', { needs: CONTENT_OR_ITEM }],
  ['37', 'N..8', 'count of the contents', 'A', { needs: '00+02 00+8026' }],
  ['390[0-9]', 'N..15', 'amount', 'A', { needs: '255 8020', excludes: '390n 391n 394n 8111' }],
  ['391[0-9]', 'N3/currency N..15', 'amount with currency', 'A', { needs: '8020', excludes: '391n' }],
  ['392[0-9]', 'N..15', 'price', 'A', { needs: '01+30 01+31nn 01+32nn 01+35nn 01+36nn', excludes: '392n 393n' }],
  ['393[0-9]', 'N3/currency N..15', 'price with currency', 'A', { needs: MEASURED, excludes: '393n' }],
  ['394[0-3]', 'N4', 'discount', 'A', { needs: '255', excludes: '394n 8111' }],
  ['395[0-5]', 'N6', 'price per unit of measure', 'A', { needs: MEASURED, excludes: '392n 393n 395n 8005' }],
  ['400', 'X..30', 'order number', 'A'],
  ['401', 'X..30', 'consignment number', 'A', { key: '' }],
  ['402', 'N17/checkDigit', 'shipment number', 'A', { key: '' }],
  ['403', 'X..30', 'routing code', 'A', { needs: UNIT }],
  ['410', GLN, 'ship-to location', 'FA'],
  ['411', GLN, 'bill-to location', 'FA'],
  ['412', GLN, 'purchased-from location', 'FA'],
  ['413', GLN, 'ship-for location', 'FA'],
  ['414', GLN, 'location', 'FA', { key: '254|7040' }],
  ['415', GLN, 'pay-to location', 'FA', { key: '8020', needs: '8020' }],
  ['416', GLN, 'production location', 'FA'],
  ['417', GLN, 'party', 'FA', { key: '7040' }],
  ['420', 'X..20', 'ship-to postal code', 'A', { excludes: '421' }],
  ['421', 'N3/country X..9', 'ship-to country and postal code', 'A', { excludes: '4307' }],
  ['422', 'N3/country', 'country of origin', 'A', { needs: TRADE, excludes: '426' }],
  ['423', ORIGIN_LIST, 'countries of first processing', 'A', { needs: GTINS, excludes: '426' }],
  ['424', 'N3/country', 'country of processing', 'A', { needs: GTINS, excludes: '426' }],
  ['425', ORIGIN_LIST, 'countries of disassembly', 'A', { needs: GTINS, excludes: '426' }],
  ['426', 'N3/country', 'country of all processing', 'A', { needs: GTINS }],
  ['427', 'X..3', 'subdivision of origin', 'A', { needs: '01+422 02+422 03+422' }],
  ['430[0-1]', 'X..35/percentEncoded', 'ship-to name', 'A', { needs: UNIT }],
  ['4302', 'X..70/percentEncoded', 'ship-to address', 'A', { needs: UNIT }],
  ['4303', 'X..70/percentEncoded', 'ship-to address, second line', 'A', { needs: '4302' }],
  ['430[4-6]', 'X..70/percentEncoded', 'ship-to place', 'A', { needs: UNIT }],
  ['4307', 'X2/countryLetters', 'ship-to country', 'A', { needs: UNIT }],
  ['4308', 'X..30', 'ship-to telephone', 'A', { needs: UNIT }],
  ['4309', 'N10/latitude N10/longitude', 'ship-to coordinates', 'A', { needs: UNIT }],
  ['431[0-1]', 'X..35/percentEncoded', 'return-to name', 'A', { needs: UNIT }],
  ['4312', 'X..70/percentEncoded', 'return-to address', 'A', { needs: UNIT }],
  ['4313', 'X..70/percentEncoded', 'return-to address, second line', 'A', { needs: '4312' }],
  ['431[4-6]', 'X..70/percentEncoded', 'return-to place', 'A', { needs: UNIT }],
  ['4317', 'X2/countryLetters', 'return-to country', 'A', { needs: UNIT }],
  ['4318', 'X..20', 'return-to postal code', 'A', { needs: UNIT }],
  ['4319', 'X..30', 'return-to telephone', 'A', { needs: UNIT }],
  ['4320', 'X..35/percentEncoded', 'service description', 'A', { needs: UNIT }],
  ['4321', 'N1/yesNo', 'dangerous-goods mark', 'A', { needs: UNIT }],
  ['4322', 'N1/yesNo', 'authority to leave', 'A', { needs: UNIT }],
  ['4323', 'N1/yesNo', 'signature mark', 'A', { needs: UNIT }],
  ['4324', 'N6/date N4/hourMinute', 'earliest delivery', 'A', { needs: UNIT }],
  ['4325', 'N6/date N4/hourMinute', 'latest delivery', 'A', { needs: UNIT }],
  ['4326', 'N6/exactDate', 'release date', 'A', { needs: UNIT }],
  ['4330', 'N6 X1?/minus', 'highest temperature (°F)', 'A', { needs: UNIT, excludes: '4331' }],
  ['4331', 'N6 X1?/minus', 'highest temperature (°C)', 'A', { needs: UNIT, excludes: '4330' }],
  ['4332', 'N6 X1?/minus', 'lowest temperature (°F)', 'A', { needs: UNIT, excludes: '4333' }],
  ['4333', 'N6 X1?/minus', 'lowest temperature (°C)', 'A', { needs: UNIT, excludes: '4332' }],
  ['7001', 'N13', 'NATO stock number', 'A', { needs: '01 02 8006 8026' }],
  ['7002', 'X..30', 'meat cut', 'A', { needs: CONTENT_OR_ITEM }],
  ['7003', 'N6/exactDate N4/hourMinute', 'expiry date and time', 'A', { needs: GTINS }],
  ['7004', 'N..4', 'active potency', 'A', { needs: '01+10 03+10' }],
  ['7005', 'X..12', 'catch area', 'A', { needs: CONTENT_OR_ITEM }],
  ['7006', 'N6/exactDate', 'first freezing date', 'A', { needs: CONTENT_OR_ITEM }],
  ['7007', 'N6/exactDate N6?/exactDate', 'harvest date', 'A', { needs: CONTENT_OR_ITEM }],
  ['7008', 'X..3', 'fish species', 'A', { needs: CONTENT_OR_ITEM }],
  ['7009', 'X..10', 'fishing gear', 'A', { needs: CONTENT_OR_ITEM }],
  ['7010', 'X..2', 'production method', 'A', { needs: GTINS }],
  ['7011', 'N6/exactDate N4?/hourMinute', 'test-by date', 'A', { needs: GTINS }],
  ['7020', 'X..20', 'refurbishment lot', 'A', { needs: '01+416 03+416 8006+416' }],
  ['7021', 'X..20', 'functional status', 'A', { needs: OWN_ITEM }],
  ['7022', 'X..20', 'revision status', 'A', { needs: '01+7021 03+7021 8006+7021' }],
  ['7023', 'X..30', 'asset number of the assembly', 'A'],
  ['703[0-9]', 'N3/countryOr999 X..27', 'processor', 'A', { needs: CONTENT_OR_ITEM }],
  ['7040', 'N1 X1 X1 X1/importer', 'unique identification code', ''],
  ['7041', 'X..4/packageType', 'package type', '', { needs: UNIT }],
  ['71[0-7]', 'X..20', 'national healthcare number', 'A', { needs: '01' }],
  ['723[0-9]', 'X2 X..28', 'certification', 'A', { needs: '01 8004' }],
  ['7240', 'X..20', 'protocol', 'A', { needs: '01 8006', excludes: '03' }],
  ['7241', 'N2/mediaType', 'media type', 'A', { needs: SERVICE }],
  ['7242', 'X..25', 'version control number', 'A', { needs: SERVICE }],
  ['7250', 'N8/longDate', 'date of birth', 'A', { needs: '8018', excludes: '7251' }],
  ['7251', 'N8/longDate N4/hourMinute', 'date and time of birth', 'A', { needs: '8018', excludes: '7250' }],
  ['7252', 'N1/sex', 'sex', 'A', { needs: '8018' }],
  ['725[3-4]', 'X..40/percentEncoded', 'name of a person', 'A', { needs: SERVICE, excludes: '7256 7259' }],
  ['7255', 'X..10', 'name suffix', 'A', { needs: SERVICE, excludes: '7256 7259' }],
  ['7256', 'X..90/percentEncoded', 'full name', 'A', { needs: SERVICE }],
  ['7257', 'X..70/percentEncoded', 'address of a person', 'A', { needs: '8018' }],
  ['7258', 'X3/positionInSequence', 'birth sequence', 'A', { needs: '8018+7259' }],
  ['7259', 'X..40/percentEncoded', 'family name of a baby', 'A', { needs: '8018', excludes: '7256' }],
  ['8001', 'N4/notZero N5/notZero N3/notZero N1/winding N1', 'roll dimensions', 'A', { needs: '01' }],
  ['8002', 'X..20', 'mobile telephone number', 'A'],
  ['8003', `N1/allZero ${GLN} X..16?`, 'returnable asset number', 'A', { key: '' }],
  ['8004', 'X..30', 'asset number', 'A', { key: '7040' }],
  ['8005', 'N6', 'price per unit', 'A', { needs: CONTENT_OR_ITEM }],
  ['8006', `${GTIN} N4/pieceOfTotal`, 'piece of a product', 'A', { key: '22 10 21', excludes: '01 03 37' }],
  ['8007', 'X..34/iban', 'IBAN', 'A', { needs: '415' }],
  ['8008', 'N6/exactDate N2/hour N2?/minute N2?/second', 'production date and time', 'A', { needs: GTINS }],
  ['8009', 'X..50', 'sensor indicator', 'A', { needs: '00 01 03' }],
  ['8010', 'Y..30', 'component number', 'A', { key: '8011' }],
  ['8011', 'N..12/noLeadingZero', 'component serial number', '', { needs: '8010' }],
  ['8012', 'X..20', 'software version', 'A', { needs: OWN_ITEM }],
  ['8013', 'X..25/checkPair', 'model number', 'A', { key: '' }],
  ['8014', 'X..25/checkPair/someNonDigit', 'device registration number', '', { needs: '01' }],
  ['8017', 'N18/checkDigit', 'service relation of a provider', 'A', { key: '8019', excludes: '8018' }],
  ['8018', 'N18/checkDigit', 'service relation of a recipient', 'A', { key: '8019', excludes: '8017' }],
  ['8019', 'N..10', 'service instance', '', { needs: SERVICE }],
  ['8020', 'X..25', 'payment slip reference', '', { needs: '415' }],
  ['8026', `${GTIN} N4/pieceOfTotal`, 'piece of the contents', 'A', { needs: '37', excludes: '02 03 8006' }],
  [
    '8030',
    'Z..90/padding',
    'digital signature',
    'A',
    { needs: '00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018' },
  ],
  ['8040', 'N15', 'IMEI', '', { needs: '01+21' }],
  ['8041', 'N15', 'second IMEI', '', { needs: '01+21+8040' }],
  ['8042', 'N32', 'eSIM number', '', { needs: '01+21+8040' }],
  ['8043', 'N18 N..2?', 'SIM number', '', { needs: '01+21+8040' }],
  ['8110', 'X..70/coupon', 'coupon', 'A'],
  ['8111', 'N4', 'loyalty points', 'A', { needs: '255' }],
  ['8112', 'X..70/positiveOffer', 'positive-offer coupon', 'A'],
  ['8200', 'X..70', 'product web address', '', { needs: '01' }],
  ['90', 'X..30', 'information between trading partners', 'A'],
  ['9[1-9]', 'X..90', 'company-internal information', 'A'],
]

/** Measures have six digits; the AI's fourth digit says how many of them are decimals, 0 to 5. */
const MEASURES: readonly (readonly [from: number, to: number, title: string, needs: string])[] = [
  [310, 310, 'net weight (kg)', CONTENT_OR_ITEM],
  [311, 316, 'trade measure (metric)', CONTENT_OR_ITEM],
  [320, 320, 'net weight (lb)', CONTENT_OR_ITEM],
  [321, 329, 'trade measure (inch, foot, yard)', CONTENT_OR_ITEM],
  [330, 330, 'gross weight (kg)', '00 01'],
  [331, 336, 'logistic measure (metric)', '00 01'],
  [337, 337, 'kilograms per square metre', '01'],
  [340, 340, 'gross weight (lb)', '00 01'],
  [341, 349, 'logistic measure (inch, foot, yard)', '00 01'],
  [350, 352, 'trade area', CONTENT_OR_ITEM],
  [353, 355, 'logistic area', '00 01'],
  [356, 357, 'net weight or volume (ounce)', CONTENT_OR_ITEM],
  [360, 361, 'net volume (quart, gallon)', CONTENT_OR_ITEM],
  [362, 363, 'logistic volume (quart, gallon)', '00 01'],
  [364, 366, 'net volume (cubic)', CONTENT_OR_ITEM],
  [367, 369, 'logistic volume (cubic)', '00 01'],
]

function measureRows(): Row[] {
  const rows: Row[] = []
  for (const [from, to, title, needs] of MEASURES) {
    for (let family = from; family <= to; family++) {
      rows.push([`${family}[0-5]`, 'N6', title, 'FA', { needs, excludes: `${family}n` }])
    }
  }
  return rows
}

const words = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(' '))

function entriesOf([ais, format, title, marks = '', rules = {}]: Row): AiEntry[] {
  const components = words(format).map(component)
  const shape = lengthsOf(components)
  const facts = {
    title,
    components,
    ...shape,
    predefined: marks.includes('F'),
    attribute: marks.includes('A'),
    ...(rules.key === undefined ? {} : { qualifiers: rules.key === '' ? [] : rules.key.split('|').map(words) }),
    needs: words(rules.needs).map((group) => group.split('+')),
    excludes: words(rules.excludes),
  }
  return numbersOf(ais).map((ai) => ({ ai, ...facts }))
}

/** `310[0-5]` → 3100 … 3105. */
function numbersOf(ais: string): string[] {
  const range = /^(\d+)\[(\d)-(\d)\]$/.exec(ais)
  if (range === null) return [ais]
  const numbers: string[] = []
  for (let last = Number(range[2]); last <= Number(range[3]); last++) numbers.push(`${range[1]}${last}`)
  return numbers
}

function component(text: string): Component {
  const [shape = '', ...checks] = text.split('/')
  const parts = /^([NXYZ])(\.\.)?(\d+)(\?)?$/.exec(shape)
  if (parts === null) throw new Error(`The table of AIs has a malformed component: ${text}`)
  const length = Number(parts[3])
  return {
    charset: parts[1] as Charset,
    minLength: parts[2] === undefined ? length : 1,
    maxLength: length,
    optional: parts[4] === '?',
    checks: checks.map((name) => CONTENT_CHECKS[name as ContentCheckName]),
  }
}

function lengthsOf(components: readonly Component[]): Pick<AiEntry, 'minLength' | 'maxLength' | 'lengths'> {
  let minLength = 0
  let maxLength = 0
  const lengths: number[] = []
  for (const { minLength: least, maxLength: most, optional } of components) {
    if (optional) lengths.push(maxLength)
    else minLength += least
    maxLength += most
  }
  const last = components.at(-1)
  const varies = last !== undefined && last.minLength !== last.maxLength
  return varies || lengths.length === 0
    ? { minLength, maxLength }
    : { minLength, maxLength, lengths: [...lengths, maxLength] }
}

/** All GS1 Application Identifiers by their digits. */
export const AI_TABLE: ReadonlyMap<string, AiEntry> = new Map(
  [...ROWS, ...measureRows()].flatMap(entriesOf).map((entry) => [entry.ai, entry]),
)

// The first two digits of an AI say how long it is, so a lookup needs no trial of lengths.
const AI_LENGTHS = new Uint8Array(100)
for (const ai of AI_TABLE.keys()) AI_LENGTHS[Number(ai.slice(0, 2))] = ai.length

/** The AI that begins at `at` in `text`, or `undefined` where no known AI does. */
export function aiAt(text: string, at: number): AiEntry | undefined {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return undefined
  const length = AI_LENGTHS[tens * 10 + ones] ?? 0
  return length === 0 ? undefined : AI_TABLE.get(text.slice(at, at + length))
}
