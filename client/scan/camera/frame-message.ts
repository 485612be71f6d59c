import type { Reading } from './reading.ts'

/** What the page sends the worker: one frame, and where the wasm is. */
export interface FrameMessage {
  readonly image: ImageData
  readonly wasmUrl: string
  /** Whether zxing-wasm may be asked too, should the first reader fail or not know. */
  readonly thorough: boolean
}

/** What the worker answers, once for each frame and in order. */
export interface FrameAnswer {
  readonly reading: Reading | null
}
