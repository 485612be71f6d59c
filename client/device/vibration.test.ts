import { describe, expect, it } from 'vitest'
import { vibrate } from './vibration.ts'

describe('vibration', () => {
  const device = (hasBeenActive?: boolean) => {
    const patterns: number[][] = []
    const vibrate = (pattern: number[]) => patterns.push(pattern) > 0
    return { patterns, vibrate, ...(hasBeenActive === undefined ? {} : { userActivation: { hasBeenActive } }) }
  }

  it('needs a prior touch', () => {
    const untouched = device(false)
    expect(vibrate('wrong', untouched)).toBe(false)
    expect(untouched.patterns).toEqual([])
    expect(vibrate('wrong', device(true))).toBe(true)
  })

  it('tries where the browser does not tell of touches', () => {
    expect(vibrate('right', device())).toBe(true)
  })

  it('is nothing where the device cannot', () => {
    expect(vibrate('right', {})).toBe(false)
  })
})
