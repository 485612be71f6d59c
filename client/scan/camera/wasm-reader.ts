import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import { type Format, identifiedReading, type Reading } from './reading.ts'

const FORMAT_NAMES: Readonly<Record<string, Format>> = {
  Code128: 'code_128',
  DataMatrix: 'data_matrix',
  QRCode: 'qr_code',
  EAN13: 'ean_13',
  EAN8: 'ean_8',
  UPCA: 'upc_a',
  UPCE: 'upc_e',
  ITF: 'itf',
}

/** `Plain` text: the default rewrites GS1 data into brackets, and GS is lost. */
const OPTIONS: ReaderOptions = {
  formats: ['Code128', 'DataMatrix', 'QRCode', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'ITF'],
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: true,
  maxNumberOfSymbols: 8,
}

/** Reads one frame with zxing-wasm, or null. Rejects where the wasm does not load. */
export type WasmReader = (image: ImageData) => Promise<Reading | null>

/** `wasmUrl`: where the app serves the wasm. Left alone, the library would fetch it from a CDN. */
export function createWasmReader(wasmUrl: string): WasmReader {
  const loaded = prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
  return async (image) => {
    await loaded
    const results = await readBarcodes(image, OPTIONS)
    const central = nearestToMiddle(results, image)
    const format = central && FORMAT_NAMES[central.format]
    return format ? identifiedReading(format, central.text, central.symbologyIdentifier) : null
  }
}

/** Of several codes in view, the person means the one nearest to the middle. */
function nearestToMiddle(results: readonly ReadResult[], { width, height }: ImageData): ReadResult | undefined {
  const distance = ({ position }: ReadResult) => {
    const x = (position.topLeft.x + position.bottomRight.x) / 2
    const y = (position.topLeft.y + position.bottomRight.y) / 2
    return Math.hypot(x - width / 2, y - height / 2)
  }
  return [...results].sort((one, other) => distance(one) - distance(other))[0]
}
