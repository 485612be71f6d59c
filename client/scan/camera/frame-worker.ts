import type { FrameAnswer, FrameMessage } from './frame-message.ts'
import type { Reading } from './reading.ts'
import { createWasmReader, type WasmReader } from './wasm-reader.ts'
import { createZxingReader } from './zxing-reader.ts'

// Decoding runs here so that a frame in which nothing is found, the slowest case by far, never holds up
// the screen. The page sends one frame at a time and waits for the answer.

const zxing = createZxingReader()
let wasm: WasmReader | null = null
let wasmMissing = false

self.onmessage = async ({ data }: MessageEvent<FrameMessage>) => {
  const first = zxing(data.image)
  const second = first?.certain || !data.thorough ? null : await readThoroughly(data)
  const answer: FrameAnswer = { reading: second ?? first, wasmMissing }
  self.postMessage(answer)
}

/** The wasm reads noise and low contrast that the first reader does not, and knows a GS1 QR code from a plain one. */
async function readThoroughly({ image, wasmUrl }: FrameMessage): Promise<Reading | null> {
  if (wasmMissing) return null
  try {
    wasm ??= createWasmReader(wasmUrl)
    return await wasm(image)
  } catch {
    wasmMissing = true
    return null
  }
}
