import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { calmly, noteScan, whenCalm } from './calm.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Longer ago than any test before this one scanned.
  vi.advanceTimersByTime(60_000)
})
afterEach(() => vi.useRealTimers())

const after = (ms: number) => vi.advanceTimersByTime(ms)

it('waits until no scan came for a moment', () => {
  const run = vi.fn()
  noteScan()
  whenCalm(run)
  after(300)
  noteScan()
  after(399)
  expect(run).not.toHaveBeenCalled()
  after(1)
  expect(run).toHaveBeenCalledOnce()
})

it('is begun after a while even if scans go on', () => {
  const run = vi.fn()
  whenCalm(run)
  for (let ms = 0; ms < 4_800; ms += 300) {
    noteScan()
    after(300)
  }
  expect(run).not.toHaveBeenCalled()
  noteScan()
  after(700)
  expect(run).toHaveBeenCalledOnce()
})

it('can be called off', () => {
  const run = vi.fn()
  whenCalm(run)()
  after(60_000)
  expect(run).not.toHaveBeenCalled()
})

it('is begun at once for what comes from elsewhere while the hand rests, and once for many', () => {
  const run = vi.fn()
  const changed = calmly(run)
  after(10_000)
  changed()
  changed()
  after(0)
  expect(run).toHaveBeenCalledOnce()
  noteScan()
  changed()
  after(399)
  changed()
  expect(run).toHaveBeenCalledOnce()
  after(1)
  expect(run).toHaveBeenCalledTimes(2)
})
