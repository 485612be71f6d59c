import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBackground } from './background.ts'

describe('work beside the requests', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is begun by the clock and by hand, and tells what fails', async () => {
    const faults: string[] = []
    const background = createBackground(
      (error, about) => faults.push(`${about}: ${error}`),
      async () => true,
    )
    let steps = 0
    const begin = background.every(100, 'counting', async () => {
      steps += 1
      if (steps === 2) throw new Error('two')
    })
    begin()
    await vi.advanceTimersByTimeAsync(250)
    expect(steps).toBe(3)
    expect(faults).toEqual(['counting: Error: two'])
    await background.stop(1_000)
    begin()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(steps).toBe(3)
  })

  it('is left to the process whose duty it is', async () => {
    let ours = false
    const background = createBackground(
      () => expect.fail('No fault.'),
      async (duty) => ours && duty === 'days',
    )
    const done: string[] = []
    background.duty('days', 100, 'the day', async () => done.push('day'))
    background.duty('costing', 100, 'costing', async () => done.push('costs'))
    await vi.advanceTimersByTimeAsync(100)
    expect(done).toEqual([])
    ours = true
    await vi.advanceTimersByTimeAsync(100)
    expect(done).toEqual(['day'])
    await background.stop(1_000)
  })

  it('is let finish, and told of as unfinished where it takes longer than there is time', async () => {
    const background = createBackground(
      () => expect.fail('No fault.'),
      async () => true,
    )
    let finish = () => {}
    const step = new Promise<void>((resolve) => {
      finish = resolve
    })
    let closed = false
    background.every(10, 'waiting', () => step)
    background.onStop(() => {
      closed = true
    })
    await vi.advanceTimersByTimeAsync(10)
    let stopped: boolean | undefined
    void background.stop(1_000).then((all) => {
      stopped = all
    })
    await vi.advanceTimersByTimeAsync(500)
    expect([stopped, closed]).toEqual([undefined, true])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(stopped).toBe(true)

    const other = createBackground(
      () => expect.fail('Cut off is no fault.'),
      async () => true,
    )
    let fail = (_: Error) => {}
    other.every(10, 'waiting', () => new Promise((_, reject) => (fail = reject)))
    await vi.advanceTimersByTimeAsync(10)
    const late = other.stop(1_000)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await late).toBe(false)
    fail(new Error('The database is closed.'))
    await vi.advanceTimersByTimeAsync(0)
  })
})
