/** From the text that a scanner delivers to the symbol that is printed for it. */
import { type RenderOptions, toSVG } from 'bwip-js/node'
import { GS } from '../../shared/barcode/separators.ts'

export interface BarcodeSymbol {
  svg: string
  /** Its width in widths of the narrowest bar: what its printed size is reckoned from. */
  modules: number
}

/** Bars are drawn two units wide, cells of a QR code four. */
const BAR_UNITS = 2
const CELL_UNITS = 4
/** A cell is seen by a camera, and printed three bars wide it is read at arm's length. */
const BARS_PER_CELL = 3
const BAR_HEIGHT_MM = 12

export function drawSymbol(text: string): BarcodeSymbol {
  const options = symbolOf(text)
  const svg = toSVG(options)
  const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  return { svg, modules: options.bcid === 'qrcode' ? (width / CELL_UNITS) * BARS_PER_CELL : width / BAR_UNITS }
}

export function symbolOf(text: string): RenderOptions {
  const height = BAR_HEIGHT_MM
  // Code 128 with FNC1 first is GS1-128; written out, any lot number can be printed, brackets in it too.
  if (text.startsWith(']C1'))
    return { bcid: 'code128', text: `^FNC1${text.slice(3).replaceAll(GS, '^FNC1')}`, parsefnc: true, height }
  // A badge's 26 characters would make a line of bars wider than a badge.
  if (text.startsWith('BDG:')) return { bcid: 'qrcode', text }
  if (/^\d{13}$/.test(text)) return { bcid: 'ean13', text, height }
  if (/^\d{14}$/.test(text)) return { bcid: 'itf14', text, height }
  return { bcid: 'code128', text, height }
}
