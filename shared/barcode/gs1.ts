import { AI_TABLE, type AiEntry, aiAt } from './ai-table.ts'
import { associationWarnings } from './associations.ts'
import { valueError } from './element-value.ts'
import { type AiList, type Gs1Error, type Gs1Result, refusal } from './gs1-result.ts'
import { GS, restoreSeparators } from './separators.ts'

export interface Gs1Options {
  /** Texts that the site's scanners send in the place of GS, such as `|`. */
  gsReplacements?: readonly string[]
  /** Four digits; places two-digit years (only 29 February of year 00 depends on it). Default 2000. */
  currentYear?: number
}

const DEFAULT_YEAR = 2000

/**
 * Element strings as they stand in a GS1 symbol (`0110614141000736` `10LOT` GS `17271231`) → their AIs and values.
 *
 * The text begins with the first AI; an FNC1 that the scanner sent as a leading GS is skipped. GS may come in disguise
 * (see separators.ts). A needless GS after a value of predefined length or at the end is tolerated. The same AI twice
 * is taken once if the values agree and refused if not.
 */
export function parseElementString(text: string, options: Gs1Options = {}): Gs1Result {
  return readElements(restoreSeparators(text, options.gsReplacements), options.currentYear ?? DEFAULT_YEAR)
}

/** As `parseElementString`, for a text whose separators are GS already. */
export function readElements(data: string, currentYear: number): Gs1Result {
  const ais: AiList = []
  let at = pastSeparators(data, 0)
  if (at === data.length) return refusal('empty', 'There is no data')
  while (at < data.length) {
    const entry = aiAt(data, at)
    if (entry === undefined) return unknownAi(data.slice(at, at + 4))
    const start = at + entry.ai.length
    const end = endOfValue(data, start, entry)
    const error = addElement(ais, entry, data.slice(start, end), currentYear)
    if (error !== undefined) return { ok: false, error }
    at = pastSeparators(data, end)
  }
  return { ok: true, ais, warnings: associationWarnings(ais) }
}

/** The first place from `at` on that holds no GS. */
export function pastSeparators(data: string, at: number): number {
  let next = at
  while (data.charCodeAt(next) === 0x1d) next++
  return next
}

function endOfValue(data: string, start: number, entry: AiEntry): number {
  const separator = data.indexOf(GS, start)
  const stop = separator < 0 ? data.length : separator
  return entry.predefined ? Math.min(start + entry.maxLength, stop) : stop
}

function unknownAi(text: string): Gs1Result {
  return refusal('unknown-ai', `No known element begins with ${text}`)
}

/** Checks the value and appends it; returns what is wrong, or `undefined`. */
export function addElement(ais: AiList, entry: AiEntry, value: string, currentYear: number): Gs1Error | undefined {
  const error = valueError(entry, value, currentYear)
  if (error !== undefined) return error
  for (const [ai, earlier] of ais) {
    if (ai !== entry.ai) continue
    if (earlier === value) return undefined
    return refusal('repeated', `The ${entry.title} (${ai}) is on the label twice with two values`, ai).error
  }
  ais.push([entry.ai, value])
  return undefined
}

/**
 * The human-readable form, as printed under a barcode and typed in: `(01)10614141000736(10)LOT(17)271231`. Spaces
 * around values are ignored. A bracket that belongs to a value is written `\(`; `(10)` always begins an element.
 */
export function parseBracketed(text: string, options: Gs1Options = {}): Gs1Result {
  const marks = [...text.matchAll(/(?<!\\)\((\d{2,4})\)/g)]
  if (marks[0] === undefined || text.slice(0, marks[0].index).trim() !== '') {
    return refusal('brackets', 'The text does not begin with a number in brackets such as (01)')
  }
  const ais: AiList = []
  for (const [index, mark] of marks.entries()) {
    const entry = AI_TABLE.get(mark[1] ?? '')
    if (entry === undefined) return unknownAi(mark[1] ?? '')
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim()
    const error = addElement(ais, entry, value.replaceAll('\\(', '('), options.currentYear ?? DEFAULT_YEAR)
    if (error !== undefined) return { ok: false, error }
  }
  return { ok: true, ais, warnings: associationWarnings(ais) }
}

/**
 * The element string of valid AIs, without the first FNC1: `separator` follows each value that is not of predefined
 * length, except the last.
 */
export function toElementString(ais: AiList, separator: string = GS): string {
  let text = ''
  for (const [index, [ai, value]] of ais.entries()) {
    text += ai + value
    if (index < ais.length - 1 && AI_TABLE.get(ai)?.predefined !== true) text += separator
  }
  return text
}

/** The human-readable form of valid AIs, which `parseBracketed` reads back. */
export function toBracketed(ais: AiList): string {
  return ais.map(([ai, value]) => `(${ai})${value.replaceAll('(', '\\(')}`).join('')
}
