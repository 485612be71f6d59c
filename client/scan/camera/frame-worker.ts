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
  // Whatever a broken symbol makes the readers throw, the page waits for an answer.
  const answer: FrameAnswer = { reading: await read(data).catch(() => null) }
  self.postMessage(answer)
}

async function read(message: FrameMessage): Promise<Reading | null> {
  const first = zxing(message.image)
  if (first?.certain || !message.thorough || wasmMissing) return first
  return (await readThoroughly(message)) ?? first
}

/** The wasm reads noise and low contrast that the first reader does not, and knows a GS1 QR code from a plain one. */
async function readThoroughly({ image, wasmUrl }: FrameMessage): Promise<Reading | null> {
  try {
    wasm ??= createWasmReader(wasmUrl)
    return await wasm(image)
  } catch (error) {
    wasmMissing = true
    console.warn(
      'zxing-wasm is missing: not stored for offline use, or forbidden by the content security policy.',
      error,
    )
    return null
  }
}
