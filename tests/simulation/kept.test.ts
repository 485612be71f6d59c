/** What once failed does not fail again. */
import { describe, expect, it } from 'vitest'
import { KEPT } from './kept.ts'
import { simulate } from './simulate.ts'

describe('stories that were kept', () => {
  it.each(KEPT)('$why', async ({ seed, steps, without }) => {
    const world = await simulate(seed, { steps, without })
    expect(world.kept.size).toBeGreaterThan(0)
  })
})
