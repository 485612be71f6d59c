import { describe, expect, it } from 'vitest'
import { watchBattery } from './battery.ts'

const answered = () => new Promise((resolve) => setTimeout(resolve))

describe('the battery', () => {
  it('is read as it is at each moment, once the browser has answered', async () => {
    const manager = { level: 0.824, charging: false }
    const read = watchBattery({ getBattery: async () => manager })
    expect(read()).toBeNull()
    await answered()
    expect(read()).toEqual({ percent: 82, charging: false })
    Object.assign(manager, { level: 1, charging: true })
    expect(read()).toEqual({ percent: 100, charging: true })
  })

  it.each([
    ['does not know it', {}],
    ['refuses', { getBattery: () => Promise.reject(new Error('NotAllowedError')) }],
    ['never answers', { getBattery: () => new Promise<never>(() => {}) }],
    ['answers nonsense', { getBattery: async () => ({ level: Number.NaN, charging: false }) }],
    [
      'throws at once',
      {
        getBattery: () => {
          throw new Error('SecurityError')
        },
      },
    ],
  ])('is unknown where the browser %s', async (_, device) => {
    const read = watchBattery(device)
    await answered()
    expect(read()).toBeNull()
  })
})
