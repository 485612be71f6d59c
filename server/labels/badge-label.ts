/** A badge: who it is, what they do, and the code that their scans of it begin with. The PIN is not on it. */
import { centred, type Label, type PlacedText } from './label.ts'
import type { Size } from './papers.ts'
import { moduleWidth, plainCells } from './symbol.ts'
import { shrunk } from './text.ts'

export interface BadgeFacts {
  name: string
  /** As people say them. */
  roles: string[]
  company: string
  /** The secret itself: see auth/users.ts. */
  badge: string
}

/** How the site's own codes begin that name a person: see `shared/barcode/site-codes.ts`. */
const BADGE_PREFIX = 'BDG:'

const MARGIN = 24
/** 0.875 mm: a camera reads it at arm's length. */
const WIDEST_CELL = 7
/** The hole of a lanyard is punched above. */
const TOP = 48

/** Bars of a whole badge would be wider than a card: it is printed as cells. */
export function badgeLabel({ name, roles, company, badge }: BadgeFacts, { width, height }: Size): Label {
  const symbol = plainCells(BADGE_PREFIX + badge)
  const module = Math.min(WIDEST_CELL, Math.floor((height - TOP - MARGIN) / (moduleWidth(symbol) + 2 * symbol.quiet)))
  const side = moduleWidth(symbol) * module
  const quiet = symbol.quiet * module
  const x = width - side - quiet
  const room = x - quiet - MARGIN
  const line = (text: string, y: number, sizes: readonly number[]): PlacedText => ({
    ...shrunk(text, sizes, room),
    x: MARGIN,
    y,
  })
  const [first, second] = halves(name)
  return {
    title: `Badge of ${name}`,
    ...{ width, height },
    symbols: [{ symbol, module, height: side, x, y: TOP + Math.max(quiet, centred(side, height - TOP)) }],
    texts: [
      line(company, TOP, [26, 22, 18, 16, 14]),
      line(first, TOP + 70, [48, 42, 36, 30, 26, 22, 18, 14]),
      line(second, TOP + 126, [48, 42, 36, 30, 26, 22, 18, 14]),
      line(roles.join(', '), height - MARGIN - 30, [26, 22, 18, 16, 14]),
    ].filter(({ text }) => text !== ''),
    lines: [],
  }
}

/** A name in two lines, so that both are large: the last word below, or nothing where there is one word. */
function halves(name: string): [string, string] {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? (words.pop() ?? '') : ''
  return [words.join(' '), last]
}
