import type { FrameSource } from './frame-source.ts'
import type { NativeDecoder } from './native-decoder.ts'
import type { PageDecoder } from './page-decoder.ts'
import type { Reading } from './reading.ts'
import type { WorkerDecoder } from './worker-decoder.ts'

/** Reads the picture that a video now shows; `at` is its time. */
export interface Decoder {
  /** @throws CameraProblem `reader` where no decoder loads. */
  read(at: number): Promise<Reading | null>
  stop(): void
}

/** Beside a native detector, the worker looks at a frame this often when that finds nothing. */
const SECOND_LOOK_MS = 300

/**
 * The browser's detector where it has one, backed by the worker wherever it fails or cannot tell a GS1
 * symbol from a plain one; else the worker alone; and where no worker loads, a decoder in the page.
 */
export function createDecoder(
  video: HTMLVideoElement,
  frames: FrameSource,
  native: NativeDecoder | null,
  startWorker: () => WorkerDecoder,
  loadPageDecoder: () => Promise<PageDecoder>,
): Decoder {
  let worker: WorkerDecoder | null = null
  let inPage: PageDecoder | null = null
  let lookedAt = Number.NEGATIVE_INFINITY

  const readInWorker = async (at: number) => {
    lookedAt = at
    worker ??= startWorker()
    const image = frames.grab()
    return image && worker.decode(image, at)
  }

  const readWithoutNative = async (at: number) => {
    try {
      if (!inPage) return await readInWorker(at)
    } catch (error) {
      inPage = await loadPageDecoder().catch(() => {
        throw error
      })
    }
    const image = frames.grab()
    return image && (inPage?.(image) ?? null)
  }

  return {
    async read(at) {
      if (!native) return readWithoutNative(at)
      const seen = await native(video)
      if (seen?.certain || (!seen && at - lookedAt < SECOND_LOOK_MS)) return seen
      // A worker that does not load leaves the native detector as good as it is.
      return (await readInWorker(at).catch(() => null)) ?? seen
    },
    stop: () => worker?.stop(),
  }
}
