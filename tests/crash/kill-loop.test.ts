import { expect, it } from 'vitest'
import { killLoop } from './kill-loop.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)

it(`loses and doubles nothing when it is killed at any moment (seed ${SEED})`, async () => {
  const summary = await killLoop({ seed: SEED, kills: 4 })
  expect(summary).toMatchObject({ kills: 4, lost: 0, doubled: 0 })
  expect(summary.acknowledged).toBeGreaterThan(10)
}, 120_000)
