/** How much may be asked for, beyond what is expected: from how wrong the same forecast was before. */

export interface Expectation {
  expected: number
  /** What came less what was expected, at moments of the past. */
  errors: readonly number[]
}

/**
 * Units that will not be exceeded with these likelihoods, 0 to 1. Between errors it is interpolated (type 7 of Hyndman and Fan);
 * without any, it is what is expected.
 */
export function quantilesOf({ expected, errors }: Expectation, likelihoods: readonly number[]): number[] {
  const sorted = Float64Array.from(errors).sort()
  return likelihoods.map((likelihood) => {
    if (sorted.length === 0) return expected
    const place = (sorted.length - 1) * Math.min(1, Math.max(0, likelihood))
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? below
    return Math.max(0, expected + below + (above - below) * (place - Math.floor(place)))
  })
}

export const quantileOf = (expectation: Expectation, likelihood: number): number =>
  quantilesOf(expectation, [likelihood])[0] ?? expectation.expected

/** What a forecast of a quantile cost, given what came: too little weighs `likelihood`, too much the rest. */
export const pinballLoss = (quantile: number, actual: number, likelihood: number): number =>
  actual >= quantile ? (actual - quantile) * likelihood : (quantile - actual) * (1 - likelihood)
