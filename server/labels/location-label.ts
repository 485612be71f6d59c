/**
 * The label of a place: its code as large as it goes, to be read from an aisle away, and below it as bars. A code that is too long
 * for bars, or has letters that not every reader gives back, is printed as cells beside the text.
 */
import { centred, type Label, moduleFor, type PlacedText } from './label.ts'
import type { Size } from './papers.ts'
import { type BarcodeSymbol, fitsBars, moduleWidth, plainBars, plainCells } from './symbol.ts'
import { shrunk, textWidth } from './text.ts'

export interface LocationFacts {
  code: string
  /** A tote that stands in a place: its code begins as those of units do. */
  isUnit: boolean
  zone: string | null
}

/** How the site's own codes begin that name a place, or a unit: see `shared/barcode/site-codes.ts`. */
const PREFIX = { place: 'LOC:', unit: 'LPN:' }

const MARGIN = 12
const GAP = 6
/** 0.75 mm: read from a truck, and no wider than a label of four inches holds. */
const WIDEST_BAR = 6
/** 10 mm, and more of what a larger label has. */
const LEAST_BARS = 80
const PART_OF_BARS = 0.36
const PART_OF_ZONE = 0.11
const SMALLEST = 14

export function locationLabel({ code, isUnit, zone }: LocationFacts, size: Size): Label {
  const text = (isUnit ? PREFIX.unit : PREFIX.place) + code
  const bars = fitsBars(text) ? plainBars(text) : undefined
  const module = bars && moduleFor(bars, size.width, WIDEST_BAR)
  const said = { code, zone }
  const drawn = bars && module !== undefined ? overBars(bars, module, said, size) : besideCells(text, said, size)
  return { title: `Location ${code}`, ...size, lines: [], ...drawn }
}

type Drawn = Pick<Label, 'symbols' | 'texts'>
type Said = Pick<LocationFacts, 'code' | 'zone'>

function overBars(bars: BarcodeSymbol, module: number, facts: Said, { width, height }: Size): Drawn {
  const barHeight = Math.max(LEAST_BARS, Math.round(height * PART_OF_BARS))
  const y = height - MARGIN - barHeight
  const box = { x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: y - GAP - MARGIN }
  const x = centred(moduleWidth(bars) * module, width)
  return { symbols: [{ symbol: bars, module, height: barHeight, x, y }], texts: words(facts, box) }
}

/** As high as the label, at most half as wide. */
function besideCells(text: string, facts: Said, { width, height }: Size): Drawn {
  const symbol = plainCells(text)
  const cells = moduleWidth(symbol) + 2 * symbol.quiet
  const module = Math.floor(Math.min(height, width / 2) / cells)
  const quiet = symbol.quiet * module
  const side = moduleWidth(symbol) * module
  const left = side + 2 * quiet
  const box = { x: left, y: MARGIN, width: width - left - MARGIN, height: height - 2 * MARGIN }
  return {
    symbols: [{ symbol, module, height: side, x: quiet, y: Math.max(quiet, centred(side, height)) }],
    texts: words(facts, box),
  }
}

interface Room {
  x: number
  y: number
  width: number
  height: number
}

/** The zone small on top, the code in what is left, each in the middle. */
function words({ code, zone }: Said, room: Room): PlacedText[] {
  const small = Math.max(SMALLEST, Math.round(room.height * PART_OF_ZONE * 2))
  const above = zone === null ? 0 : small + GAP
  const left = room.height - above
  const large = shrunk(code, sizesFrom(left), room.width)
  const inTheMiddle = (text: Pick<PlacedText, 'text' | 'size'>, y: number): PlacedText => ({
    ...text,
    x: room.x + centred(textWidth(text.text, text.size), room.width),
    y,
  })
  return [
    ...(zone === null ? [] : [inTheMiddle(shrunk(zone, sizesFrom(small), room.width), room.y)]),
    inTheMiddle(large, room.y + above + centred(large.size, left)),
  ].filter(({ text }) => text !== '')
}

/** From the largest down, by a tenth each. */
function sizesFrom(largest: number): number[] {
  const sizes: number[] = []
  for (let size = largest; size > SMALLEST; size *= 0.9) sizes.push(Math.floor(size))
  return [...sizes, SMALLEST]
}
