import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { CameraProblem } from './camera-problem.ts'
import type { FrameAnswer, FrameMessage } from './frame-message.ts'
import type { Reading } from './reading.ts'

/** Decodes frames in a worker, one at a time. */
export interface WorkerDecoder {
  /**
   * Gives the frame away: its pixels are moved to the worker.
   * @throws CameraProblem `reader` where the worker does not load.
   */
  decode(image: ImageData, at: number): Promise<Reading | null>
  stop(): void
}

/** The wasm is asked at most this often: it costs tens of milliseconds a frame, and a phone's battery. */
const WASM_INTERVAL_MS = 150

export function createWorkerDecoder(): WorkerDecoder {
  const worker = new Worker(new URL('./frame-worker.ts', import.meta.url), { type: 'module', name: 'barcode' })
  let wasmAt = Number.NEGATIVE_INFINITY
  return {
    async decode(image, at) {
      const thorough = at - wasmAt >= WASM_INTERVAL_MS
      if (thorough) wasmAt = at
      const message: FrameMessage = { image, wasmUrl: new URL(wasmUrl, document.baseURI).href, thorough }
      const { reading } = await exchange(worker, message)
      return reading
    },
    stop: () => worker.terminate(),
  }
}

function exchange(worker: Worker, message: FrameMessage): Promise<FrameAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FrameAnswer>) => resolve(data)
    worker.onerror = (event) => reject(new CameraProblem('reader', event.message))
    worker.postMessage(message, [message.image.data.buffer])
  })
}
