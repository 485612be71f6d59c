/**
 * The label of a lot, 4 × 2 inch: on cases, bins and ingredients. One row of bars says item, lot and date; where they do not
 * fit at two dots a module, two rows do. Beside the texts a GS1 DataMatrix always says all of it in one scan, with modules
 * that a phone's camera sees too. An item without GTIN gets its own code in one row, and lot and date in the other.
 */
import type { AiList } from '../../shared/barcode/gs1-result.ts'
import { lotElements, type Printing } from './elements.ts'
import { centred, type Label, moduleFor, type PlacedSymbol, type PlacedText, SIZES } from './label.ts'
import type { LotFacts } from './lot-facts.ts'
import { type BarcodeSymbol, fitsBars, gs1Bars, gs1Cells, moduleWidth, plainBars, plainCells } from './symbol.ts'
import { printUnder, shrunk } from './text.ts'

const { width: WIDTH, height: HEIGHT } = SIZES.lot
const MARGIN = 28
/** 0.5 mm: wider bars are not read from further away, only from a longer row. */
const WIDEST_BAR = 4
/** Of one row, and of each of two: 13 and 10 mm. */
const BAR_HEIGHTS = [0, 104, 80]
const PRINT_SIZES = [24, 22, 20, 18, 16, 14]
const BELOW_BARS = 4
const BETWEEN_ROWS = 8

export function lotLabel(facts: LotFacts, printing: Printing): Label {
  const { rows, cells } = symbolsOf(facts, printing)
  const bars = placeRows(rows)
  const room = Math.min(...bars.map(({ y }) => y)) - BETWEEN_ROWS
  const matrix = cells && placeCells(cells, room)
  const prints = bars.map((placed) => printUnder(placed, PRINT_SIZES, BELOW_BARS, WIDTH))
  const right = matrix ? matrix.x - matrix.symbol.quiet * matrix.module : WIDTH - MARGIN
  return {
    title: `Lot ${facts.lot} of ${facts.sku}`,
    width: WIDTH,
    height: HEIGHT,
    symbols: [...bars, ...(matrix ? [matrix] : [])],
    texts: [...textsOf(facts, printing, right - MARGIN, rows.length === 1 ? 1.5 : 1), ...prints].filter(
      ({ text }) => text !== '',
    ),
    lines: [],
  }
}

function symbolsOf(facts: LotFacts, printing: Printing): { rows: BarcodeSymbol[]; cells: BarcodeSymbol | null } {
  const about = (key: AiList) => lotElements(key, facts, printing)
  if (facts.packing) {
    const key: AiList = [['01', facts.packing.gtin]]
    const one = gs1Bars(about(key))
    return { rows: fits(one) ? [one] : [gs1Bars(key), gs1Bars(about([]))], cells: gs1Cells(about(key)) }
  }
  const own = fitsBars(facts.ownCode) ? plainBars(facts.ownCode) : null
  const lot = gs1Bars(about([]))
  return own && fits(own) ? { rows: [own, lot], cells: null } : { rows: [lot], cells: plainCells(facts.ownCode) }
}

const fits = (symbol: BarcodeSymbol): boolean => moduleFor(symbol, WIDTH, WIDEST_BAR) !== undefined

/** From the bottom up, the last row lowest. */
function placeRows(rows: readonly BarcodeSymbol[]): PlacedSymbol[] {
  const height = BAR_HEIGHTS[rows.length] ?? 0
  const step = height + BELOW_BARS + (PRINT_SIZES[0] ?? 0) + BETWEEN_ROWS
  return rows.map((symbol, index) => {
    const module = moduleFor(symbol, WIDTH, WIDEST_BAR) ?? 0
    const x = centred(moduleWidth(symbol) * module, WIDTH)
    return { symbol, module, height, x, y: HEIGHT - (rows.length - index) * step }
  })
}

/** In the upper right corner, as large as the texts beside it are high. */
function placeCells(symbol: BarcodeSymbol, room: number): PlacedSymbol {
  const cells = moduleWidth(symbol)
  const module = Math.min(6, Math.floor(room / (cells + 2 * symbol.quiet)))
  const quiet = symbol.quiet * module
  const side = cells * module
  return { symbol, module, height: side, x: WIDTH - MARGIN - side, y: Math.max(quiet, Math.floor((room - side) / 2)) }
}

/** What it is, which lot, until when, how many: largest what people look for on a shelf. Above a single row of bars there is more room. */
function textsOf(facts: LotFacts, { dates }: Printing, room: number, scale: number): PlacedText[] {
  const date = facts.expiresOn && `${dates === 'expiry' ? 'USE BY' : 'BEST BEFORE'} ${facts.expiresOn}`
  const quantity = facts.quantity === undefined ? '' : `${facts.quantity} ${facts.unit}`
  const line = (text: string, y: number, size: number, smaller: readonly number[]): PlacedText => ({
    ...shrunk(text, [Math.round(size * scale), size, ...smaller], room),
    x: MARGIN,
    y: Math.round(y * scale),
  })
  return [
    line(facts.name, 14, 30, [26, 22]),
    line(`LOT ${facts.lot}`, 50, 44, [36, 30, 24]),
    line([date, quantity].filter(Boolean).join(' · '), 100, 26, [22, 18]),
    line(`SKU ${facts.sku}`, 132, 22, [18, 16]),
  ]
}
