// The readers are imported one by one: the package's index brings every format, and @zxing/browser
// drives a video element of its own, which a worker does not have.
import BarcodeFormat from '@zxing/library/es2015/core/BarcodeFormat'
import BinaryBitmap from '@zxing/library/es2015/core/BinaryBitmap'
import HybridBinarizer from '@zxing/library/es2015/core/common/HybridBinarizer'
import DecodeHintType from '@zxing/library/es2015/core/DecodeHintType'
import DataMatrixReader from '@zxing/library/es2015/core/datamatrix/DataMatrixReader'
import Code128Reader from '@zxing/library/es2015/core/oned/Code128Reader'
import ITFReader from '@zxing/library/es2015/core/oned/ITFReader'
import MultiFormatUPCEANReader from '@zxing/library/es2015/core/oned/MultiFormatUPCEANReader'
import QRCodeReader from '@zxing/library/es2015/core/qrcode/QRCodeReader'
import type Reader from '@zxing/library/es2015/core/Reader'
import RGBLuminanceSource from '@zxing/library/es2015/core/RGBLuminanceSource'
import { type Format, type Reading, zxingReading } from './reading.ts'

const FORMAT_NAMES = new Map<BarcodeFormat, Format>([
  [BarcodeFormat.CODE_128, 'code_128'],
  [BarcodeFormat.DATA_MATRIX, 'data_matrix'],
  [BarcodeFormat.QR_CODE, 'qr_code'],
  [BarcodeFormat.EAN_13, 'ean_13'],
  [BarcodeFormat.EAN_8, 'ean_8'],
  [BarcodeFormat.UPC_A, 'upc_a'],
  [BarcodeFormat.UPC_E, 'upc_e'],
  [BarcodeFormat.ITF, 'itf'],
])

/** Without ASSUME_GS1, FNC1 of a Code 128 is dropped, and a lot runs into the expiry date behind it. */
const HINTS = new Map<DecodeHintType, unknown>([
  [DecodeHintType.ASSUME_GS1, true],
  [DecodeHintType.POSSIBLE_FORMATS, [...FORMAT_NAMES.keys()]],
  [DecodeHintType.ALLOWED_LENGTHS, Int32Array.of(14)],
])

/** Reads one frame with @zxing/library, or null: quick on clean frames, blind to noise. */
export type ZxingReader = (image: ImageData) => Reading | null

export function createZxingReader(): ZxingReader {
  const readers = [
    new Code128Reader(),
    new MultiFormatUPCEANReader(HINTS),
    new DataMatrixReader(),
    new QRCodeReader(),
    new ITFReader(),
  ]
  return (image) => {
    const bitmap = binaryBitmap(image)
    for (const reader of readers) {
      const reading = readWith(reader, bitmap)
      if (reading) return reading
    }
    return null
  }
}

function binaryBitmap(image: ImageData): BinaryBitmap {
  return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(luminances(image), image.width, image.height)))
}

/** The library says "nothing found" by throwing; whatever else it throws is about a broken symbol. */
function readWith(reader: Reader, bitmap: BinaryBitmap): Reading | null {
  try {
    const result = reader.decode(bitmap, HINTS)
    const format = FORMAT_NAMES.get(result.getBarcodeFormat())
    return format ? zxingReading(format, result.getText()) : null
  } catch {
    return null
  }
}

/** Brightness of each pixel, green counting double as the eye has it. */
function luminances({ data, width, height }: ImageData): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel += 1, at += 4) {
    grey[pixel] = ((data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 4
  }
  return grey
}
