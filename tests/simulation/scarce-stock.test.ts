import { describe, expect, it } from 'vitest'
import { compare, MARKETS, SCARCITIES } from './scarce-stock.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const PERIODS = 25

const CASES = MARKETS.flatMap((market) => SCARCITIES.map((scarcity) => ({ market, scarcity, name: market.name })))

describe(`protecting scarce stock as proposed (seed ${SEED})`, () => {
  it.each(CASES)('brings no less than any other way: $name, $scarcity of demand', ({ market, scarcity }) => {
    const { firstCome, proportional, proposed } = compare(market, scarcity, PERIODS, SEED)
    expect(proposed).toBeGreaterThanOrEqual(firstCome)
    expect(proposed).toBeGreaterThanOrEqual(proportional)
  })
})
