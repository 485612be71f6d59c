import { describe, expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

describe('one at a time', () => {
  it('runs once more for all that asked meanwhile, and tells them when that is done', async () => {
    let open: () => void = () => undefined
    let runs = 0
    let atOnce = 0
    const ask = oneAtATime(async () => {
      runs += 1
      atOnce += 1
      expect(atOnce).toBe(1)
      if (runs === 1)
        await new Promise<void>((resolve) => {
          open = resolve
        })
      atOnce -= 1
    })
    const asked = [ask(), ask(), ask()]
    open()
    await Promise.all(asked)
    expect(runs).toBe(2)
    await ask()
    expect(runs).toBe(3)
  })

  it('goes on after a failure', async () => {
    let runs = 0
    const ask = oneAtATime(async () => {
      runs += 1
      if (runs === 1) throw new Error('once')
    })
    await expect(ask()).rejects.toThrow('once')
    await ask()
    expect(runs).toBe(2)
  })
})
