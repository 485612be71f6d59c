import { describe, expect, it } from 'vitest'
import { CameraProblem } from './camera-problem.ts'
import { createDecoder } from './decoder.ts'
import type { FrameSource } from './frame-source.ts'
import { type DetectorClass, nativeDecoder } from './native-decoder.ts'
import { FORMATS, type Reading } from './reading.ts'

const certain: Reading = { format: 'ean_13', text: ']E09521234543213', certain: true }
const unsure: Reading = { format: 'qr_code', text: '10A', certain: false }
const better: Reading = { format: 'qr_code', text: ']Q310A', certain: true }

const video = { videoWidth: 100, videoHeight: 100 } as HTMLVideoElement
const frames = { grab: () => ({}) as ImageData } as FrameSource

const noPageDecoder = () => Promise.reject(new Error('not loaded'))

/** A worker that answers with the reading, or fails to load. */
function worker(answer: Reading | null | 'missing') {
  const state = { starts: 0, decodes: 0, stops: 0 }
  const start = () => {
    state.starts += 1
    return {
      async decode() {
        state.decodes += 1
        if (answer === 'missing') throw new CameraProblem('reader')
        return answer
      },
      stop() {
        state.stops += 1
      },
    }
  }
  return { state, start }
}

describe('the decoder', () => {
  it('is the worker where there is no native one', async () => {
    const { state, start } = worker(certain)
    const decoder = createDecoder(video, frames, null, start, noPageDecoder)
    expect(await decoder.read(0)).toBe(certain)
    decoder.stop()
    expect(state).toEqual({ starts: 1, decodes: 1, stops: 1 })
  })

  it('never starts the worker where the native one is certain', async () => {
    const { state, start } = worker(null)
    const decoder = createDecoder(video, frames, async () => certain, start, noPageDecoder)
    await decoder.read(0)
    decoder.stop()
    expect(state.starts).toBe(0)
  })

  it('asks the worker about every reading that does not tell GS1 from plain', async () => {
    const { start } = worker(better)
    const decoder = createDecoder(video, frames, async () => unsure, start, noPageDecoder)
    expect(await decoder.read(0)).toBe(better)
    expect(await decoder.read(10)).toBe(better)
  })

  it('gives the worker frames that the native one failed on, at a limited rate', async () => {
    const { state, start } = worker(null)
    const decoder = createDecoder(video, frames, async () => null, start, noPageDecoder)
    for (const at of [0, 60, 120, 180, 240, 300, 360]) await decoder.read(at)
    expect(state.decodes).toBe(2)
  })

  it('is as good as the native one where the worker does not load', async () => {
    const { start } = worker('missing')
    const decoder = createDecoder(video, frames, async () => unsure, start, noPageDecoder)
    expect(await decoder.read(0)).toBe(unsure)
  })

  it('decodes in the page where there is neither a native one nor a worker, and asks the worker no more', async () => {
    const { state, start } = worker('missing')
    const decoder = createDecoder(video, frames, null, start, async () => () => certain)
    expect(await decoder.read(0)).toBe(certain)
    expect(await decoder.read(60)).toBe(certain)
    expect(state.decodes).toBe(1)
  })

  it('says so where nothing loads', async () => {
    const { start } = worker('missing')
    await expect(createDecoder(video, frames, null, start, noPageDecoder).read(0)).rejects.toMatchObject({
      reason: 'reader',
    })
  })
})

describe('BarcodeDetector', () => {
  const detector = (supported: () => Promise<readonly string[]>, found: object[] = []): DetectorClass =>
    Object.assign(
      class {
        detect = async () => found as never
      },
      { getSupportedFormats: supported },
    )

  it('is not used where it is absent, lacks a format or fails to say', async () => {
    expect(await nativeDecoder({})).toBeNull()
    expect(await nativeDecoder({ BarcodeDetector: detector(async () => []) })).toBeNull()
    expect(await nativeDecoder({ BarcodeDetector: detector(async () => FORMATS.slice(1)) })).toBeNull()
    expect(await nativeDecoder({ BarcodeDetector: detector(() => Promise.reject(new Error('no service'))) })).toBeNull()
  })

  it('reads the code nearest to the middle', async () => {
    const box = (x: number, y: number) => ({ x, y, width: 10, height: 10 })
    const found = [
      { format: 'ean_13', rawValue: '9521234543213', boundingBox: box(0, 0) },
      { format: 'ean_8', rawValue: '95200002', boundingBox: box(45, 50) },
    ]
    const native = await nativeDecoder({ BarcodeDetector: detector(async () => FORMATS, found) })
    expect((await native?.(video))?.text).toBe(']E495200002')
  })
})
