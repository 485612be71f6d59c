import { beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from './demand-series.ts'
import { backtest, beaten, type Compared, lossOf } from './forecast-backtest.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)

describe(`forecasts of a generated set of 1,000 series (seed ${SEED})`, () => {
  let all: Compared[]
  beforeAll(() => {
    all = backtest(1_000, SEED)
  })

  it('are nearer than the last season again in at least four of five', () => {
    expect(beaten(all)).toBeGreaterThanOrEqual(0.8)
  })

  it.each(KINDS)('say of %s ones better what may be asked for', (kind) => {
    const some = all.filter((one) => one.kind === kind)
    if (process.env.LOTLINE_TABLE)
      console.log(kind, beaten(some).toFixed(3), lossOf(some, 'chosen').toFixed(4), lossOf(some, 'floor').toFixed(4))
    expect(lossOf(some, 'chosen')).toBeLessThan(lossOf(some, 'floor'))
  })
})
