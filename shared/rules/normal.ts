/** The standard normal distribution, and what to take in its place where its spread is known from few observations. */

/** Up to which place on the number line so likely (0 to 1) a draw falls: Acklam's approximation, right to nine digits. */
export function normalQuantile(likelihood: number): number {
  if (!(likelihood > 0)) return Number.NEGATIVE_INFINITY
  if (likelihood >= 1) return Number.POSITIVE_INFINITY
  if (likelihood > 0.5) return -normalQuantile(1 - likelihood)
  if (likelihood < 0.024_25) {
    const q = Math.sqrt(-2 * Math.log(likelihood))
    return polynomial(TAIL, q) / (polynomial(TAIL_BELOW, q) * q + 1)
  }
  const q = likelihood - 0.5
  return (polynomial(MIDDLE, q * q) * q) / (polynomial(MIDDLE_BELOW, q * q) * q * q + 1)
}

const TAIL = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]
const MIDDLE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const MIDDLE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
]

/** The highest power first. */
const polynomial = (coefficients: readonly number[], at: number): number =>
  coefficients.reduce((sum, one) => sum * at + one, 0)

/**
 * By how much a spread that is known from so many observations must be widened, for what is to be covered so likely: the quantile of
 * Student's distribution by that of the normal one (Cornish and Fisher, two terms), for one more draw than were observed.
 */
export function wideningOf(likelihood: number, observations: number): number {
  const known = Math.max(LEAST, observations - 1)
  const z = Math.min(MOST, Math.abs(normalQuantile(likelihood)))
  const student = 1 + (z ** 2 + 1) / (4 * known) + (5 * z ** 4 + 16 * z ** 2 + 3) / (96 * known ** 2)
  return student * Math.sqrt(1 + 1 / (known + 1))
}

/** Fewer say nothing; what is guessed takes their place. */
const LEAST = 3
/** A promise to cover everything has no end in a distribution. */
const MOST = 3
