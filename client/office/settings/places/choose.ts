/** Which places get a label: of some kinds, in some zones, from one code to another, or just those that are named. */
import type { Location } from './queries.ts'

export interface Chosen {
  kinds: readonly Location['kind'][]
  /** Empty: all of them. */
  zone: string
  from: string
  to: string
  /** Codes with blanks or commas between them; where there are any, nothing else counts. */
  named: string
}

/** Codes that were named, as the floor reads them. */
export const namedIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .filter((code) => code !== '')
      .map((code) => code.toUpperCase()),
  ),
]

export function chosenOf(all: readonly Location[], { kinds, zone, from, to, named }: Chosen): string[] {
  const codes = namedIn(named)
  if (codes.length > 0) return codes
  const [first, last] = [from.trim().toUpperCase(), to.trim().toUpperCase()]
  return all
    .filter((place) => kinds.includes(place.kind) && (zone === '' || place.zone === zone))
    .filter(({ code }) => (first === '' || byParts(code, first) >= 0) && (last === '' || byParts(code, last) <= 0))
    .map(({ code }) => code)
}

/** As people count: A-2 comes before A-10. */
const order = new Intl.Collator('en', { numeric: true })
const byParts = (a: string, b: string): number => order.compare(a, b)

/** Named codes that there are not. */
export function unknownOf(all: readonly Location[], named: string): string[] {
  const known = new Set(all.map(({ code }) => code))
  return namedIn(named).filter((code) => !known.has(code))
}

export const zonesOf = (all: readonly Location[]): string[] =>
  [...new Set(all.flatMap(({ zone }) => (zone === null ? [] : [zone])))].sort((a, b) => byParts(a, b))
