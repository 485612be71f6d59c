/** Pictures of labels, read by the decoders that the handheld's camera uses. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createWasmReader } from '../../../client/scan/camera/wasm-reader.ts'
import { createZxingReader } from '../../../client/scan/camera/zxing-reader.ts'

/** Brightness of each pixel, 0 is black. */
export interface Picture {
  width: number
  height: number
  grey: Uint8Array
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
const first = createZxingReader()
const thorough = createWasmReader(`data:application/wasm;base64,${wasm.toString('base64')}`)

/** As the camera's worker does it: the quick reader, and the thorough one where that finds nothing or is not certain. */
export async function readPicture(picture: Picture): Promise<string | undefined> {
  const image = imageOf(picture)
  const quick = first(image)
  return (quick?.certain ? quick : ((await thorough(image)) ?? quick))?.text
}

/** By the thorough reader alone. */
export const readThoroughly = async (picture: Picture): Promise<string | undefined> =>
  (await thorough(imageOf(picture)))?.text

function imageOf({ width, height, grey }: Picture): ImageData {
  const pixels = Uint32Array.from(grey, (value) => 0xff_00_00_00 + value * 0x01_01_01)
  return { data: new Uint8ClampedArray(pixels.buffer), width, height, colorSpace: 'srgb' } as ImageData
}

/** A part of it, as a camera sees it that is held to one symbol; what is beyond the edge is white. */
export function cropped(picture: Picture, box: { x: number; y: number; width: number; height: number }): Picture {
  const { x, y, width, height } = box
  const grey = new Uint8Array(width * height).fill(255)
  const [left, right] = [Math.max(x, 0), Math.min(x + width, picture.width)]
  for (let row = Math.max(y, 0); row < Math.min(y + height, picture.height); row++) {
    const line = picture.grey.subarray(row * picture.width + left, row * picture.width + Math.max(left, right))
    grey.set(line, (row - y) * width + (left - x))
  }
  return { width, height, grey }
}
