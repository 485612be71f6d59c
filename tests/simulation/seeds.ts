/** Runs a range of seeds as one test each ten, so that a failing one is named soon. */
import { describe, expect, inject, it } from 'vitest'
import { onPostgresToo } from './share.ts'
import { simulate } from './simulate.ts'

const TOGETHER = 10

export function describeSeeds(first: number, count: number): void {
  describe('devices, network and server from one seed', () => {
    const starts = Array.from({ length: Math.ceil(count / TOGETHER) }, (_, index) => first + index * TOGETHER)
    it.each(starts)('seeds from %i keep every scan exactly once', async (start) => {
      for (let seed = start; seed < Math.min(start + TOGETHER, first + count); seed++) {
        const world = await simulate(seed, onPostgresToo(seed, inject('postgresUrl')))
        expect(world.kept.size, `seed ${seed} did nothing`).toBeGreaterThan(0)
      }
    })
  })
}
