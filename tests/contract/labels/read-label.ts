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
  const data = new Uint8ClampedArray(width * height * 4)
  for (const [pixel, value] of grey.entries()) data.set([value, value, value, 255], pixel * 4)
  return { data, width, height, colorSpace: 'srgb' } as ImageData
}

/** A part of it, as a camera sees it that is held to one symbol; what is beyond the edge is white. */
export function cropped(picture: Picture, box: { x: number; y: number; width: number; height: number }): Picture {
  const { x, y, width, height } = box
  const grey = new Uint8Array(width * height).fill(255)
  for (let down = 0; down < height; down++)
    for (let across = 0; across < width; across++) {
      const [column, row] = [x + across, y + down]
      if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue
      grey[down * width + across] = picture.grey[row * picture.width + column] ?? 255
    }
  return { width, height, grey }
}
