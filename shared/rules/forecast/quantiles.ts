/** How much may be asked for, beyond what is expected: from how wrong the same forecast was before. */

export interface Expectation {
  expected: number
  /** What came less what was expected, at moments of the past. */
  errors: readonly number[]
}

/**
 * Units that will not be exceeded with this likelihood, 0 to 1. Between errors it is interpolated (type 7 of Hyndman and Fan);
 * without any, it is what is expected.
 */
export function quantileOf({ expected, errors }: Expectation, likelihood: number): number {
  if (errors.length === 0) return expected
  const sorted = [...errors].sort((a, b) => a - b)
  const place = (sorted.length - 1) * Math.min(1, Math.max(0, likelihood))
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return Math.max(0, expected + below + (above - below) * (place - Math.floor(place)))
}

/** What a forecast of a quantile cost, given what came: too little weighs `likelihood`, too much the rest. */
export const pinballLoss = (quantile: number, actual: number, likelihood: number): number =>
  actual >= quantile ? (actual - quantile) * likelihood : (quantile - actual) * (1 - likelihood)
