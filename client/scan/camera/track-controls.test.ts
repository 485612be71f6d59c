import { describe, expect, it } from 'vitest'
import { canFocus, focusAt, focusContinuously, hasTorch, setTorch } from './track-controls.ts'

function fakeTrack(capabilities: object | null, refuse = false) {
  const asked: unknown[] = []
  const track = {
    ...(capabilities && { getCapabilities: () => capabilities }),
    async applyConstraints({ advanced }: MediaTrackConstraints) {
      asked.push(advanced?.[0])
      if (refuse) throw new DOMException('no', 'OverconstrainedError')
    },
  }
  return { track: track as unknown as MediaStreamTrack, asked }
}

describe('a track', () => {
  it('without abilities, or in a browser that does not tell them, has neither torch nor focus', async () => {
    for (const capabilities of [{}, null]) {
      const { track, asked } = fakeTrack(capabilities)
      expect([hasTorch(track), canFocus(track)]).toEqual([false, false])
      expect(await setTorch(track, true)).toBe(false)
      expect(await focusAt(track, 0.5, 0.5)).toBe(false)
      expect(await focusContinuously(track)).toBe(false)
      expect(asked).toEqual([])
    }
  })

  it('switches its torch', async () => {
    const { track, asked } = fakeTrack({ torch: true })
    expect(await setTorch(track, true)).toBe(true)
    expect(asked).toEqual([{ torch: true }])
  })

  it('focuses once where it was touched, or where it can', async () => {
    const full = fakeTrack({ focusMode: ['continuous', 'single-shot'], pointsOfInterest: [] })
    expect(await focusAt(full.track, 0.2, 0.8)).toBe(true)
    expect(full.asked).toEqual([{ pointsOfInterest: [{ x: 0.2, y: 0.8 }], focusMode: 'single-shot' }])
    const simple = fakeTrack({ focusMode: ['continuous'] })
    expect(await focusAt(simple.track, 0.2, 0.8)).toBe(true)
    expect(simple.asked).toEqual([{ focusMode: 'continuous' }])
  })

  it('may refuse', async () => {
    expect(await setTorch(fakeTrack({ torch: true }, true).track, true)).toBe(false)
  })
})
