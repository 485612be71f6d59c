/**
 * A label as it will be printed: where each symbol, text and line stands. Positions and sizes are dots of 1/8 mm, which is
 * what a label printer of 203 dpi prints: a bar of whole dots is printed as wide as it was meant, and no two bars of one
 * symbol come out differently wide. PDF and ZPL are two ways to write down the same label.
 */
import { type BarcodeSymbol, moduleWidth } from './symbol.ts'

export const DOTS_PER_MM = 8

/** At 8 dots a millimetre. */
export const SIZES = {
  /** 4 × 6 inch: about A6, which GS1's guideline on logistic labels names as the usual one. */
  unit: { width: 812, height: 1218 },
  /** 4 × 2 inch. */
  lot: { width: 812, height: 406 },
} as const

export interface PlacedSymbol {
  symbol: BarcodeSymbol
  /** Of the first dark module's upper left corner. */
  x: number
  y: number
  /** Dots that a module is wide: the X-dimension. */
  module: number
  height: number
}

export interface PlacedText {
  text: string
  x: number
  y: number
  /** Of its line, from the top of the highest letter to the bottom of the lowest. */
  size: number
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Label {
  /** For whoever sees it among other documents. */
  title: string
  width: number
  height: number
  symbols: PlacedSymbol[]
  texts: PlacedText[]
  lines: Box[]
}

export const symbolBox = ({ symbol, x, y, module, height }: PlacedSymbol): Box => ({
  x,
  y,
  width: moduleWidth(symbol) * module,
  height,
})

/** With the light space that its readers need. Bars need it left and right only. */
export function quietBox(placed: PlacedSymbol): Box {
  const { x, y, width, height } = symbolBox(placed)
  const quiet = placed.symbol.quiet * placed.module
  const above = placed.symbol.rows.length > 1 ? quiet : 0
  return { x: x - quiet, y: y - above, width: width + 2 * quiet, height: height + 2 * above }
}

/**
 * The widest module, in whole dots up to `most`, with which a symbol and its quiet zones fit into so many dots. Undefined
 * where two dots are too wide already: bars of one dot come out of no thermal printer reliably.
 */
export function moduleFor(symbol: BarcodeSymbol, room: number, most: number): number | undefined {
  const module = Math.min(most, Math.floor(room / (moduleWidth(symbol) + 2 * symbol.quiet)))
  return module >= NARROWEST ? module : undefined
}

/** 0.25 mm. */
export const NARROWEST = 2

/** So placed that it stands in the middle of `width`. */
export const centred = (own: number, width: number): number => Math.max(0, Math.floor((width - own) / 2))
