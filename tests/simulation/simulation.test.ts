/** 200 seeds with every change; `npm run simulate -- FIRST COUNT` runs others, `npm run simulate -- SEED` one alone. */
import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

const SEEDS = 200
const GROUPS = 8

describe('devices, network and server from one seed', () => {
  it.each(
    Array.from({ length: GROUPS }, (_, group) => group),
  )('group %i keeps every scan exactly once', async (group) => {
    for (let seed = group + 1; seed <= SEEDS; seed += GROUPS) {
      const world = await simulate(seed)
      expect(world.kept.size, `seed ${seed} did nothing`).toBeGreaterThan(0)
    }
  })
})
