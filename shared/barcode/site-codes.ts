/** What a site's own printed codes can name. */
export type SiteCodeKind = 'location' | 'badge' | 'order' | 'unit'

/**
 * The site's own codes, as plain data that can be stored and edited: no regular expressions.
 *
 * `prefixes`: texts that begin a code of that kind, letter case ignored; what is not given keeps its default
 * (`LOC:`, `BDG:`, `ORD:`, `LPN:`); an empty list switches the kind off.
 *
 * `barePatterns`: shapes of location codes printed without a prefix. `@` stands for one letter, `#` for one digit, `+`
 * after either for one or more, and everything else for itself, letter case ignored: `@-##-#` is A-03-2, `DOCK-#+` is
 * DOCK-1 and DOCK-12. Default: `DEFAULT_LOCATION_PATTERNS`.
 */
export interface SiteCodes {
  prefixes?: Partial<Record<SiteCodeKind, readonly string[]>>
  barePatterns?: readonly string[]
}

const DEFAULT_PREFIXES: Record<SiteCodeKind, readonly string[]> = {
  location: ['LOC:'],
  badge: ['BDG:'],
  order: ['ORD:'],
  unit: ['LPN:'],
}

/** Aisle-bay-level such as A-03-2 or AB-12-04, and numbered docks, lanes and cages. */
export const DEFAULT_LOCATION_PATTERNS: readonly string[] = [
  '@-#+-#+',
  '@@-#+-#+',
  'DOCK-#+',
  'STAGE-#+',
  'STAGING-#+',
  'CAGE-#+',
  'RETURNS-#+',
]

export interface SiteCode {
  kind: SiteCodeKind
  /** Without the prefix, trimmed. Locations and badges in upper case, orders and units as received. */
  code: string
}

/** The site's own prefixed code that `text` is, or `undefined`. */
export function prefixedCode(text: string, site: SiteCodes): SiteCode | undefined {
  for (const kind of ['location', 'badge', 'order', 'unit'] as const) {
    for (const prefix of site.prefixes?.[kind] ?? DEFAULT_PREFIXES[kind]) {
      if (prefix === '' || !startsWithIgnoringCase(text, prefix)) continue
      const code = text.slice(prefix.length).trim()
      return { kind, code: kind === 'location' || kind === 'badge' ? code.toUpperCase() : code }
    }
  }
  return undefined
}

function startsWithIgnoringCase(text: string, prefix: string): boolean {
  return text.slice(0, prefix.length).toUpperCase() === prefix.toUpperCase()
}

/** Whether `text` has the shape of a location code printed without a prefix. */
export function isBareLocation(text: string, site: SiteCodes): boolean {
  const upper = text.toUpperCase()
  return (site.barePatterns ?? DEFAULT_LOCATION_PATTERNS).some((pattern) => fits(upper, pattern.toUpperCase()))
}

function fits(text: string, pattern: string): boolean {
  let at = 0
  for (let index = 0; index < pattern.length; index++) {
    const symbol = pattern.charAt(index)
    const length = symbol === '@' || symbol === '#' ? runLength(text, at, symbol) : Number(text.charAt(at) === symbol)
    if (length === 0) return false
    const repeats = symbol !== '+' && pattern.charAt(index + 1) === '+' && (symbol === '@' || symbol === '#')
    at += repeats ? length : 1
    if (repeats) index++
  }
  return at === text.length
}

function runLength(text: string, from: number, symbol: '@' | '#'): number {
  const [low, high] = symbol === '@' ? ['A', 'Z'] : ['0', '9']
  let at = from
  while (at < text.length && text.charAt(at) >= (low ?? '') && text.charAt(at) <= (high ?? '')) at++
  return at - from
}

/**
 * Whether a badge carries a secret of 96 bits or more: 24 hexadecimal digits or 20 base-32 characters. A shorter one
 * could be guessed, or is a name typed by hand.
 */
export function isStrongBadge(code: string): boolean {
  if (/^[0-9A-F]+$/.test(code)) return code.length >= 24
  return /^[0-9A-Z]{20,}$/.test(code)
}
