import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paced } from './pace.ts'

const clock = { now: () => Date.now(), wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a paced run', () => {
  it('runs at once, and at most twice a second however often it is asked', async () => {
    const run = vi.fn(async () => {})
    const ask = paced(run, 500, clock)
    for (let at = 0; at < 2_000; at += 20) {
      ask()
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(4)
    expect(run.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('runs once more for what was asked while it ran, and never two at a time', async () => {
    let running = 0
    let most = 0
    const run = vi.fn(async () => {
      most = Math.max(most, ++running)
      await clock.wait(2_000)
      running--
    })
    const ask = paced(run, 500, clock)
    ask()
    await vi.advanceTimersByTimeAsync(100)
    ask()
    ask()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(run).toHaveBeenCalledTimes(2)
    expect(most).toBe(1)
  })

  it('goes on after a run that failed', async () => {
    const run = vi.fn(async () => Promise.reject(new Error('lost')))
    const ask = paced(run, 500, clock)
    ask()
    await vi.advanceTimersByTimeAsync(600)
    ask()
    await vi.advanceTimersByTimeAsync(600)
    expect(run).toHaveBeenCalledTimes(2)
  })
})
