/** How long stock must last: a reorder point is passed between two looks at the stock, and what is ordered then comes a lead time later. */

export interface Protection {
  /** Days from an order to its receipt, as they were observed, each as likely as the others. None: 0. */
  leadTimes: readonly number[]
  /** Days from one look at the stock to the next. Demand is told by the day: less than one day is one. */
  reviewDays: number
}

export interface Times {
  /** Whole days, at least one of them, the shortest first. */
  leadTimes: readonly number[]
  /** Whole days, at least 1. */
  review: number
  /** The mean: of the lead times, and half a review. Never 0. */
  days: number
}

/** What cannot be read as days is none. */
export function timesOf({ leadTimes, reviewDays }: Protection): Times {
  const whole = (days: number): number => (Number.isFinite(days) ? Math.max(0, Math.round(days)) : 0)
  const known = leadTimes.length === 0 ? [0] : leadTimes.map(whole).sort((a, b) => a - b)
  const review = Math.max(1, whole(reviewDays))
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  return { leadTimes: known, review, days: mean + review / 2 }
}
