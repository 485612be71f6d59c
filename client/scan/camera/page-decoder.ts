/**
 * Decodes in the page itself, by @zxing/browser: for WebViews that load no module worker. It holds up the page for some
 * milliseconds a frame, which a worker does not, so it is the last choice; and it comes in a chunk of its own.
 */
import { BarcodeFormat, BrowserMultiFormatReader } from '@zxing/browser'
import { DecodeHintType } from '@zxing/library'
import { FORMATS, type Format, type Reading, zxingReading } from './reading.ts'

const FORMAT_OF: Record<Format, BarcodeFormat> = {
  code_128: BarcodeFormat.CODE_128,
  data_matrix: BarcodeFormat.DATA_MATRIX,
  qr_code: BarcodeFormat.QR_CODE,
  ean_13: BarcodeFormat.EAN_13,
  ean_8: BarcodeFormat.EAN_8,
  upc_a: BarcodeFormat.UPC_A,
  upc_e: BarcodeFormat.UPC_E,
  itf: BarcodeFormat.ITF,
}

export type PageDecoder = (image: ImageData) => Reading | null

export function createPageDecoder(): PageDecoder {
  // Without ASSUME_GS1, FNC1 of a Code 128 is dropped, and a lot runs into the expiry date behind it.
  const reader = new BrowserMultiFormatReader(
    new Map<DecodeHintType, unknown>([
      [DecodeHintType.ASSUME_GS1, true],
      [DecodeHintType.POSSIBLE_FORMATS, Object.values(FORMAT_OF)],
      [DecodeHintType.ALLOWED_LENGTHS, Int32Array.of(14)],
    ]),
  )
  const canvas = document.createElement('canvas')
  return (image) => {
    Object.assign(canvas, { width: image.width, height: image.height })
    canvas.getContext('2d')?.putImageData(image, 0, 0)
    try {
      const result = reader.decodeFromCanvas(canvas)
      const format = FORMATS.find((name) => FORMAT_OF[name] === result.getBarcodeFormat())
      return format ? zxingReading(format, result.getText()) : null
    } catch {
      // The library says "nothing found" by throwing.
      return null
    }
  }
}
