import { AI_TABLE, type AiEntry } from './ai-table.ts'
import { associationWarnings } from './associations.ts'
import { isDigits } from './charset.ts'
import { addElement } from './gs1.ts'
import { type AiList, type Gs1Error, type Gs1Result, refusal } from './gs1-result.ts'

export interface DigitalLinkOptions {
  /** Four digits; places two-digit years. Default 2000. */
  currentYear?: number
  /** Accept the withdrawn words for AIs in the path (`/gtin/…/lot/…`). */
  permitConvenienceAlphas?: boolean
  /** Accept a GTIN of 8, 12 or 13 digits for AI 01, and fill it to 14. */
  permitZeroSuppressedGTIN?: boolean
}

const ALPHAS: ReadonlyMap<string, string> = new Map([
  ['gtin', '01'],
  ['itip', '8006'],
  ['gmn', '8013'],
  ['cpid', '8010'],
  ['gln', '414'],
  ['party', '417'],
  ['gsrnp', '8017'],
  ['gsrn', '8018'],
  ['gcn', '255'],
  ['sscc', '00'],
  ['gdti', '253'],
  ['ginc', '401'],
  ['gsin', '402'],
  ['grai', '8003'],
  ['giai', '8004'],
  ['cpv', '22'],
  ['lot', '10'],
  ['ser', '21'],
  ['cpsn', '8011'],
  ['glnx', '254'],
  ['refno', '8020'],
  ['srin', '8019'],
])

/** Whether the text begins as a web address does. Schemes in mixed case are not allowed in a Digital Link. */
export function hasLinkScheme(text: string): boolean {
  return schemeLength(text) > 0
}

function schemeLength(text: string): number {
  if (text.startsWith('https://') || text.startsWith('HTTPS://')) return 8
  return text.startsWith('http://') || text.startsWith('HTTP://') ? 7 : 0
}

/**
 * A GS1 Digital Link URI (GS1 Digital Link standard: URI syntax), uncompressed → its AIs and values, the key first.
 *
 * The rightmost key of the path counts and everything before it is the stem. In the path `+` is itself; in the query
 * it is a space, as in web forms, and so no valid value. Query parameters that are not all digits belong to the web
 * site and are passed over; those that are have to be attributes that we know. A closing `/` is ignored.
 *
 * Errors of kind `not-a-link`, `domain` and `no-key` mean a web address that is no product code; the others, a broken
 * Digital Link.
 */
export function parseDigitalLink(text: string, options: DigitalLinkOptions = {}): Gs1Result {
  const link = splitLink(text)
  if ('kind' in link) return { ok: false, error: link }
  const elements = keyElements(link.path, options)
  if (elements === undefined) return refusal('no-key', 'The web address holds no GS1 number')
  if (!/^[\w\-.~!$&'()*+,;=:@/?#[\]%]*$/.test(text)) {
    return refusal('bad-character', 'The web address has a character that web addresses cannot have')
  }
  const ais: AiList = []
  const error = readPath(ais, elements, options) ?? readQuery(ais, link.query, options)
  return error === undefined ? { ok: true, ais, warnings: associationWarnings(ais) } : { ok: false, error }
}

function splitLink(text: string): { path: string; query: string } | Gs1Error {
  const start = schemeLength(text)
  if (start === 0) return refusal('not-a-link', 'The text is no web address (http:// or https://)').error
  const hash = text.indexOf('#')
  const whole = text.slice(start, hash < 0 ? undefined : hash)
  const mark = whole.indexOf('?')
  const place = mark < 0 ? whole : whole.slice(0, mark)
  const slash = place.indexOf('/')
  if (slash <= 0) return refusal('domain', 'The web address has no domain or no path').error
  if (!/^[A-Za-z0-9.-]+(:\d+)?$/.test(place.slice(0, slash))) {
    return refusal('domain', 'The web address has a domain with an illegal character').error
  }
  return { path: place.slice(slash + 1), query: mark < 0 ? '' : whole.slice(mark + 1) }
}

type PathElement = readonly [entry: AiEntry | undefined, value: string]

/** The pairs of the path from its rightmost key on, or `undefined` where no pair, counted from the end, is a key. */
function keyElements(path: string, options: DigitalLinkOptions): PathElement[] | undefined {
  const segments = (path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  const elements: PathElement[] = []
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const name = segments[at] ?? ''
    const ai = options.permitConvenienceAlphas === true ? (ALPHAS.get(name) ?? name) : name
    const entry = AI_TABLE.get(ai)
    elements.unshift([entry, segments[at + 1] ?? ''])
    if (entry?.qualifiers !== undefined) return elements
  }
  return undefined
}

function readPath(ais: AiList, elements: readonly PathElement[], options: DigitalLinkOptions): Gs1Error | undefined {
  const [key, ...qualifiers] = elements.map(([entry]) => entry)
  const names = qualifiers.map((entry) => entry?.ai)
  if (key === undefined || !isQualified(key, names)) {
    return refusal('qualifiers', 'The path of the web address has elements that do not belong to its key in this order')
      .error
  }
  for (const [entry, raw] of elements) {
    const error = entry && addDecoded(ais, entry, raw, options)
    if (error !== undefined) return error
  }
  return undefined
}

function isQualified(key: AiEntry, names: readonly (string | undefined)[]): boolean {
  return names.length === 0 || (key.qualifiers ?? []).some((sequence) => isInOrder(names, sequence))
}

function isInOrder(names: readonly (string | undefined)[], sequence: readonly string[]): boolean {
  let from = 0
  for (const name of names) {
    const place = name === undefined ? -1 : sequence.indexOf(name, from)
    if (place < 0) return false
    from = place + 1
  }
  return true
}

function readQuery(ais: AiList, query: string, options: DigitalLinkOptions): Gs1Error | undefined {
  if (query === '') return undefined
  for (const parameter of query.split('&')) {
    const equals = parameter.indexOf('=')
    const name = parameter.slice(0, Math.max(equals, 0))
    if (!isDigits(name)) continue
    const entry = AI_TABLE.get(name)
    if (entry?.attribute !== true) {
      return refusal('attribute', `The web address has a parameter ${name}, which is no product attribute`, name).error
    }
    if (ais.some(([ai]) => ai === name)) {
      return refusal('repeated', `The ${entry.title} (${name}) is in the web address twice`, name).error
    }
    const error = addDecoded(ais, entry, parameter.slice(equals + 1).replaceAll('+', ' '), options)
    if (error !== undefined) return error
  }
  return undefined
}

function addDecoded(ais: AiList, entry: AiEntry, raw: string, options: DigitalLinkOptions): Gs1Error | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(raw)) {
    return refusal(
      'bad-character',
      `The ${entry.title} (${entry.ai}) has a broken % escape in the web address`,
      entry.ai,
    ).error
  }
  if (/%[01]/.test(raw)) {
    return refusal('charset', `The ${entry.title} (${entry.ai}) has a control character in the web address`, entry.ai)
      .error
  }
  // Element data is ASCII, so an escape is one character; what lies beyond is refused as such by the character set.
  const decoded = raw.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const value =
    options.permitZeroSuppressedGTIN === true && entry.ai === '01' && /^(\d{8}|\d{12,13})$/.test(decoded)
      ? decoded.padStart(14, '0')
      : decoded
  return addElement(ais, entry, value, options.currentYear ?? 2000)
}

export type LinkResult = { ok: true; link: string } | { ok: false; error: Gs1Error }

/**
 * The Digital Link URI of valid AIs: key and qualifiers in the path, the rest in the query with values of predefined
 * length first. The key is the first of the list that leaves nothing out; where none does, the error is `no-key`.
 * `stem` has no closing slash.
 */
export function toDigitalLink(ais: AiList, stem = 'https://id.gs1.org'): LinkResult {
  for (const [ai, value] of ais) {
    const sequences = AI_TABLE.get(ai)?.qualifiers
    if (sequences === undefined) continue
    for (const sequence of sequences.length === 0 ? [[]] : sequences) {
      const rest = linkTail(ais, ai, sequence)
      if (rest !== undefined) return { ok: true, link: `${stem}/${ai}/${escaped(value)}${rest}` }
    }
  }
  return refusal('no-key', 'These elements do not form a web address: none is a key that all others can join')
}

/** Qualifiers and query for one key and sequence, or `undefined` where an AI has no place. */
function linkTail(ais: AiList, key: string, sequence: readonly string[]): string | undefined {
  const values = new Map(ais)
  const qualifiers = sequence.filter((ai) => values.has(ai))
  const attributes = ais.filter(([ai]) => ai !== key && !qualifiers.includes(ai))
  if (!attributes.every(([ai]) => AI_TABLE.get(ai)?.attribute === true)) return undefined
  const isPredefined = ([ai]: readonly [string, string]) => AI_TABLE.get(ai)?.predefined === true
  const ordered = [...attributes.filter(isPredefined), ...attributes.filter((element) => !isPredefined(element))]
  const path = qualifiers.map((ai) => `/${ai}/${escaped(values.get(ai) ?? '')}`).join('')
  const query = ordered.map(([ai, value]) => `${ai}=${escaped(value)}`).join('&')
  return query === '' ? path : `${path}?${query}`
}

function escaped(value: string): string {
  return value.replace(/[^A-Za-z0-9\-._~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
