import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitInto, LONGEST_EDGE_PX, NoPhoto, preparePhoto } from './photo.ts'

describe('a photo', () => {
  it('keeps its shape and is made no larger', () => {
    expect(fitInto({ width: 4_032, height: 3_024 }, LONGEST_EDGE_PX)).toEqual({ width: 1_600, height: 1_200 })
    expect(fitInto({ width: 3_024, height: 4_032 }, LONGEST_EDGE_PX)).toEqual({ width: 1_200, height: 1_600 })
    expect(fitInto({ width: 640, height: 480 }, LONGEST_EDGE_PX)).toEqual({ width: 640, height: 480 })
    expect(fitInto({ width: 20_000, height: 3 }, LONGEST_EDGE_PX)).toEqual({ width: 1_600, height: 1 })
  })
  it('is never beyond the longest edge, and never nothing', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), (width, height) => {
        const fitted = fitInto({ width, height }, LONGEST_EDGE_PX)
        expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(LONGEST_EDGE_PX)
        expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1)
      }),
    ))
  it('of more than 60 MB is refused before it is read', async () => {
    const huge = { size: 60 * 1024 * 1024 + 1 } as Blob
    await expect(preparePhoto(huge)).rejects.toThrow(
      new NoPhoto('This picture is larger than 60 MB. Take a smaller one.'),
    )
  })
})
