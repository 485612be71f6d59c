/**
 * Places of a warehouse from a pattern: zones of aisles, aisles of bays, bays of levels, each place with its code and its turn on
 * the way through. What is asked for is text, as it is typed; what is wrong with it is said field by field.
 */
import { t } from '../../../language/t.ts'

export interface Pattern {
  /** `A, B, C` or `A-C`. */
  zones: string
  /** In each zone. */
  aisles: string
  bays: string
  levels: string
  /** Levels from the floor up that pickers take from; those above are storage. */
  pickLevels: string
  /** With the names of the parts in braces. */
  code: string
  /** Every second aisle is walked from its far end. */
  serpentine: boolean
  docks: string
  lanes: string
  /** A cage for returns. */
  returns: string
}

export const FIRST_PATTERN: Pattern = {
  zones: 'A-C',
  aisles: '1',
  bays: '10',
  levels: '4',
  pickLevels: '2',
  code: '{zone}-{bay}-{level}',
  serpentine: true,
  docks: '2',
  lanes: '2',
  returns: '1',
}

export interface Place {
  code: string
  kind: 'pick' | 'storage' | 'dock' | 'staging' | 'returns'
  /** Null: beside the shelves. */
  zone: string | null
  pickSequence: number
}

export type PatternFaults = Partial<Record<keyof Pattern, string>>

/** More was surely typed wrong. */
export const MOST_PLACES = 20_000
const LONGEST_CODE = 40
/** Room for places that come between two others later. */
const STEP = 10

interface Read {
  zones: string[]
  aisles: number
  bays: number
  levels: number
  pickLevels: number
  docks: number
  lanes: number
  returns: number
}

export function placesOf(pattern: Pattern): { places: Place[]; faults: PatternFaults } {
  const { read, faults } = readPattern(pattern)
  if (Object.keys(faults).length > 0) return { places: [], faults }
  const bins = binsOf(read, pattern)
  const last = bins.at(-1)?.pickSequence ?? 0
  const beside = (count: number, name: string, kind: Place['kind'], from: number): Place[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ code: `${name}-${index + 1}`, kind, zone: null },
      pickSequence: last + (from + index + 1) * STEP,
    }))
  const { docks, lanes, returns } = read
  const places = [
    ...bins,
    ...beside(docks, 'DOCK', 'dock', 0),
    ...beside(lanes, 'STAGE', 'staging', docks),
    ...beside(returns, 'CAGE', 'returns', docks + lanes),
  ]
  const wrong = faultOfCodes(places)
  return wrong === null ? { places, faults } : { places: [], faults: { code: wrong } }
}

function readPattern(pattern: Pattern): { read: Read; faults: PatternFaults } {
  const faults: PatternFaults = {}
  const count = (name: keyof Pattern, least: number, most: number): number => {
    const text = String(pattern[name]).trim()
    const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    faults[name] = t('Give a whole number from {least} to {most}.', { least, most })
    return least
  }
  const zones = zonesIn(pattern.zones)
  if (zones === null) faults.zones = t('Name zones as A, B, C or as A-C.')
  const read: Read = {
    zones: zones ?? [],
    aisles: count('aisles', 1, 99),
    bays: count('bays', 1, 999),
    levels: count('levels', 1, 99),
    pickLevels: count('pickLevels', 0, 99),
    docks: count('docks', 0, 99),
    lanes: count('lanes', 0, 99),
    returns: count('returns', 0, 9),
  }
  if (read.pickLevels > read.levels && !faults.levels)
    faults.pickLevels ??= t('There are only {levels} levels.', { levels: read.levels })
  const bins = read.zones.length * read.aisles * read.bays * read.levels
  if (bins > MOST_PLACES)
    faults.bays ??= t('That would be {bins} bins: make at most {most} at once.', { bins, most: MOST_PLACES })
  const missing = missingPart(pattern.code, read)
  if (missing !== null) faults.code ??= missing
  return { read, faults }
}

/** Names of up to four letters and digits, or a row of single letters. Null where it is neither. */
export function zonesIn(text: string): string[] | null {
  const row = /^\s*([A-Z])\s*-\s*([A-Z])\s*$/i.exec(text)
  if (row) {
    const [first, last] = [row[1] ?? '', row[2] ?? ''].map((letter) => letter.toUpperCase().charCodeAt(0))
    if (first === undefined || last === undefined || last < first) return null
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index))
  }
  const names = text
    .split(/[,;\s]+/)
    .filter((name) => name !== '')
    .map((name) => name.toUpperCase())
  const sound = names.every((name) => /^[A-Z0-9]{1,4}$/.test(name)) && new Set(names).size === names.length
  return names.length > 0 && sound ? names : null
}

const PARTS = ['zone', 'aisle', 'bay', 'level'] as const
type Part = (typeof PARTS)[number]

/** A part of which there are several must stand in the code, or two places would be called alike. */
function missingPart(code: string, { zones, aisles, bays, levels }: Read): string | null {
  const counts: Record<Part, number> = { zone: zones.length, aisle: aisles, bay: bays, level: levels }
  const missing = PARTS.find((part) => counts[part] > 1 && !code.includes(`{${part}}`))
  if (missing !== undefined) return t('Put {part} into the code: there are several.', { part: `{${missing}}` })
  const rest = code.replace(/\{(zone|aisle|bay|level)\}/g, '')
  if (code.trim() === '' || /[\s{}@]/.test(rest))
    return t('A code has no blanks, no @, and no braces but those of its parts.')
  return null
}

/** In the order in which somebody walks past them. */
function binsOf({ zones, aisles, bays, levels, pickLevels }: Read, { code, serpentine }: Pattern): Place[] {
  const width = (count: number, least: number) => Math.max(least, String(count).length)
  const padded = (value: number, digits: number) => String(value).padStart(digits, '0')
  const places: Place[] = []
  let walked = 0
  for (const zone of zones)
    for (let aisle = 1; aisle <= aisles; aisle++) {
      const back = serpentine && walked % 2 === 1
      walked += 1
      for (let step = 1; step <= bays; step++) {
        const bay = back ? bays - step + 1 : step
        for (let level = 1; level <= levels; level++)
          places.push({
            code: named(code, {
              zone,
              aisle: padded(aisle, width(aisles, 1)),
              bay: padded(bay, width(bays, 2)),
              level: padded(level, width(levels, 1)),
            }),
            kind: level <= pickLevels ? 'pick' : 'storage',
            zone,
            pickSequence: (places.length + 1) * STEP,
          })
      }
    }
  return places
}

/** In capitals: a scanned code is read in capitals. */
const named = (code: string, parts: Record<Part, string>): string =>
  PARTS.reduce((text, part) => text.replaceAll(`{${part}}`, parts[part]), code).toUpperCase()

function faultOfCodes(places: readonly Place[]): string | null {
  const seen = new Set<string>()
  for (const { code } of places) {
    if (code.length > LONGEST_CODE) return t('{code} is longer than {most} characters.', { code, most: LONGEST_CODE })
    if (seen.has(code)) return t('{code} would be there twice.', { code })
    seen.add(code)
  }
  return null
}
