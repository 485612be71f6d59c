/**
 * The logistic label of a carton or pallet, 4 × 6 inch (GS1 General Specifications, 6.6, and the GS1 Logistic Label
 * Guideline): whom it comes from and goes to on top, then the order and the content in words, the barcodes below, and the
 * SSCC lowest (6.6.4.1.1).
 */
import type { AiList } from '../../shared/barcode/gs1-result.ts'
import { contentKey, contentPacking, lotElements, type Printing } from './elements.ts'
import { centred, type Label, moduleFor, type PlacedSymbol, SIZES } from './label.ts'
import { type BarcodeSymbol, fitsBars, gs1Bars, moduleWidth, plainBars, plainCells } from './symbol.ts'
import { printUnder } from './text.ts'
import type { UnitFacts } from './unit-facts.ts'
import { contentTexts, headOf } from './unit-texts.ts'

const { width: WIDTH, height: HEIGHT } = SIZES.unit
/**
 * 0.5 mm and 31.75 mm: symbol specification table 5 (5.9.3.5, logistic units in general distribution) wants bars of 0.495 mm
 * or more, that high. A lot of more than six letters with its date is printed narrower: four inches hold no more.
 */
const WIDEST_BAR = 4
const BAR_HEIGHT = 254
const BELOW_BARS = 6
const PRINT_SIZES = [28, 26, 24, 22, 20, 18]
const BETWEEN_ROWS = 18
const ROW = BAR_HEIGHT + BELOW_BARS + 28 + BETWEEN_ROWS

/** How the site's own codes begin that name a unit: see `shared/barcode/site-codes.ts`. */
const UNIT_PREFIX = 'LPN:'

export function unitLabel(facts: UnitFacts, printing: Printing): Label {
  const symbols = [...contentElements(facts, printing).map(gs1Bars), unitSymbol(facts)]
  const placed = symbols.map((symbol, index) => place(symbol, HEIGHT - (symbols.length - index) * ROW))
  const floor = HEIGHT - symbols.length * ROW - BETWEEN_ROWS
  // Three rows of bars leave the words just enough; with fewer they are printed larger.
  const head = headOf(facts, symbols.length > 2 ? 1 : 1.5)
  return {
    title: `Unit ${facts.sscc ?? facts.unit}`,
    width: WIDTH,
    height: HEIGHT,
    symbols: placed,
    texts: [
      ...head.texts,
      ...contentTexts(facts.contents, printing, { from: head.end, to: floor }),
      ...placed.map((one) => printUnder(one, PRINT_SIZES, BELOW_BARS, WIDTH)),
    ].filter(({ text }) => text !== ''),
    lines: head.lines,
  }
}

/** Its SSCC; a unit that has none is known by its own code. */
function unitSymbol({ sscc, unit }: UnitFacts): BarcodeSymbol {
  if (sscc !== null) return gs1Bars([['00', sscc]])
  const code = `${UNIT_PREFIX}${unit}`
  const bars = fitsBars(code) ? plainBars(code) : undefined
  return bars && moduleFor(bars, WIDTH, WIDEST_BAR) !== undefined ? bars : plainCells(code)
}

function place(symbol: BarcodeSymbol, y: number): PlacedSymbol {
  if (symbol.rows.length === 1) {
    const module = moduleFor(symbol, WIDTH, WIDEST_BAR) ?? 0
    return { symbol, module, x: centred(moduleWidth(symbol) * module, WIDTH), y, height: BAR_HEIGHT }
  }
  const module = Math.floor(BAR_HEIGHT / (moduleWidth(symbol) + 2 * symbol.quiet))
  const side = moduleWidth(symbol) * module
  return { symbol, module, x: centred(side, WIDTH), y: y + symbol.quiet * module, height: side }
}

/** Of a unit with one item only: what and how many; and, of one lot only, which. */
function contentElements({ sscc, contents }: UnitFacts, printing: Printing): AiList[] {
  const [first] = contents
  if (sscc === null || !first || contents.some(({ sku }) => sku !== first.sku)) return []
  const quantity = contents.reduce((sum, one) => sum + one.quantity, 0)
  const packing = contentPacking(first.packings, quantity)
  const key = packing && contentKey(packing, quantity)
  if (!key) return []
  return contents.length > 1 || first.lot === '' ? [key] : [key, lotElements([], first, printing)]
}
