/** Barcodes as dark and light modules, without a size: what is printed on paper and sent to a label printer alike. */
import bwip, { type RawOptions } from 'bwip-js/node'
import { toElementString } from '../../shared/barcode/gs1.ts'
import type { AiList } from '../../shared/barcode/gs1-result.ts'

export interface BarcodeSymbol {
  /** Dark is true. A row of bars is one row, as high as its label wants it; cells are as high as they are wide. */
  rows: boolean[][]
  /** Modules that must stay light at each side. */
  quiet: number
  /** What it says, for people. */
  print: string
}

/** GS1 General Specifications, 5.4.4.2: ten modules left and right of a GS1-128; ISO/IEC 15417 wants the same of Code 128. */
const QUIET_OF_BARS = 10
/** ISO/IEC 16022 wants one module; the second is for a printer that smears. */
const QUIET_OF_DATAMATRIX = 2
/** ISO/IEC 18004. */
const QUIET_OF_QR = 4

export const moduleWidth = ({ rows }: BarcodeSymbol): number => rows[0]?.length ?? 0

/**
 * Code 128 with FNC1 first is GS1-128 (GS1 General Specifications, 5.4.1). It is written out, not given in brackets, so that
 * a lot number with brackets in it can be printed; `^` is in no value, since GS1's 82 characters do not have it.
 */
export const gs1Bars = (ais: AiList): BarcodeSymbol =>
  bars({ bcid: 'code128', text: withFnc1(ais), parsefnc: true }, humanReadable(ais))

/** Data Matrix with FNC1 first is GS1 DataMatrix (GS1 General Specifications, 5.6). */
export const gs1Cells = (ais: AiList): BarcodeSymbol =>
  cells({ bcid: 'datamatrix', text: withFnc1(ais), parsefnc: true }, QUIET_OF_DATAMATRIX, humanReadable(ais))

/** A code of the site's own: any printable ASCII. */
export const plainBars = (text: string): BarcodeSymbol => bars({ bcid: 'code128', text }, text)

/** The same for what Code 128 cannot hold, or only in a row of bars that is too wide. */
export const plainCells = (text: string): BarcodeSymbol => cells({ bcid: 'qrcode', text }, QUIET_OF_QR, text)

/** Whether every reader gives these characters back from a Code 128: others need shifts that scanners take differently. */
export const fitsBars = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

const FNC1 = '^FNC1'
const withFnc1 = (ais: AiList): string => FNC1 + toElementString(ais, FNC1)

/** The brackets are print only (GS1 General Specifications, 4.15). */
const humanReadable = (ais: AiList): string => ais.map(([ai, value]) => `(${ai})${value}`).join('')

function bars(options: RawOptions, print: string): BarcodeSymbol {
  const [drawn] = bwip.raw(options)
  if (!drawn || !('sbs' in drawn)) throw new Error(`${options.bcid} has no bars.`)
  // Widths of bar, space, bar …
  const row = drawn.sbs.flatMap((width, index) => Array.from({ length: width }, () => index % 2 === 0))
  return { rows: [row], quiet: QUIET_OF_BARS, print }
}

function cells(options: RawOptions, quiet: number, print: string): BarcodeSymbol {
  const [drawn] = bwip.raw(options)
  if (!drawn || !('pixs' in drawn)) throw new Error(`${options.bcid} has no cells.`)
  const { pixs, pixx, pixy } = drawn
  const rows = Array.from({ length: pixy }, (_, y) => pixs.slice(y * pixx, (y + 1) * pixx).map((cell) => cell === 1))
  return { rows, quiet, print }
}
