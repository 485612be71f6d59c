/** A slice of the matrix: every eighteenth screen once, in the next language, width and theme each time. */
import { describe, expect, it } from 'vitest'
import { findChromium } from './chromium.ts'
import { walkMatrix } from './matrix/matrix.ts'

describe.runIf(findChromium())('screens', () => {
  it('break no rule of WCAG 2.2 A and AA, and fit', async () => {
    const { looks, found } = await walkMatrix({
      languages: ['en', 'es'],
      widths: [320, 360, 768, 1440],
      themes: ['light', 'dark', 'contrast'],
      stops: [],
      shots: null,
      sparse: true,
    })
    expect(found).toEqual([])
    expect(looks).toBeGreaterThan(5)
  }, 300_000)
})
