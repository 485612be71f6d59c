/**
 * What channels would have asked for at each of many times, by the errors of their forecasts. Few errors say too little of what may
 * come: they are spread wider, and where there are hardly any, a guess takes their place.
 */
import type { Uncertainty } from './forecast/look-ahead.ts'
import { normalQuantile, wideningOf } from './normal.ts'
import type { ServiceTarget } from './safety-stock.ts'

/** The guess of a deviation weighs as much as that many protection times. */
const GUESS_WEIGHS = 3
/** Below that many protection times errors have no shape of their own. */
const SHAPED = 4

/** Units asked for at each of so many times. `nth`: of the channel. */
export function askedOf(one: Uncertainty & { target: ServiceTarget }, nth: number, times: number): Float64Array {
  const { expected, errors, windows, deviation, target } = one
  const { mean, variance } = momentsOf(errors)
  const known = (variance * windows + deviation ** 2 * GUESS_WEIGHS) / (windows + GUESS_WEIGHS)
  const spread = Math.sqrt(known) * wideningOf(target.level, windows + GUESS_WEIGHS)
  const isShaped = windows >= SHAPED && variance > 0
  const scale = isShaped ? spread / Math.sqrt(variance) : 0
  return Float64Array.from({ length: times }, (_, time) =>
    isShaped
      ? Math.max(0, expected + mean + (again(errors, time, times) - mean) * scale)
      : gamma(expected, spread, place(time, nth)),
  )
}

/** Aligned at the last time; of fewer than there are times, the last ones come again before the first. */
const again = (all: readonly number[], time: number, times: number): number =>
  all.length === 0 ? 0 : (all[all.length - 1 - ((times - 1 - time) % all.length)] as number)

/** Evenly spread between 0 and 1, and for each channel in another order, so that they are independent of one another. */
const place = (time: number, nth: number): number => (0.5 + time * (STEPS[nth % STEPS.length] as number)) % 1

/** The quantile of a gamma distribution, by Wilson and Hilferty: skewed, and never below nothing. */
function gamma(mean: number, deviation: number, likelihood: number): number {
  if (deviation === 0 || mean === 0) return mean
  const nineShapes = 9 * (mean / deviation) ** 2
  const z = normalQuantile(Math.min(0.999, Math.max(0.001, likelihood)))
  return mean * Math.max(0, 1 - 1 / nineShapes + z / Math.sqrt(nineShapes)) ** 3
}

/** Parts behind the point of roots of primes: no whole number of steps of one is one of another. */
const STEPS = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => Math.sqrt(prime) % 1)

function momentsOf(errors: readonly number[]): { mean: number; variance: number } {
  let [sum, squares] = [0, 0]
  for (const error of errors) sum += error
  const mean = sum / Math.max(1, errors.length)
  for (const error of errors) squares += (error - mean) ** 2
  return { mean, variance: squares / Math.max(1, errors.length) }
}

/** How likely the reorder point is passed at each time: by what all together ask for between two looks. They sum to 1. */
export function weightsOf(channels: readonly Uncertainty[], times: number): Float64Array {
  const weights = new Float64Array(times)
  for (const { begun } of channels)
    for (let time = 0; time < times; time++) weights[time] = (weights[time] as number) + again(begun, time, times)
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map((one) => (sum > 0 ? one / sum : 1 / times))
}
