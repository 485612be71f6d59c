/** The leaky bucket of points: a query needs room for its requested cost, and gets back what it did not use. */
export interface Bucket {
  /** Takes the points if they are there. */
  take(points: number): boolean
  giveBack(points: number): void
  /** `throttleStatus` of an answer. */
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

export interface Plan {
  maximumAvailable: number
  /** Points a second. */
  restoreRate: number
}

/** Basic plan: 100 points a second (published), a bucket of 2,000 (recorded from shops with that rate). */
export const BASIC_PLAN: Plan = { maximumAvailable: 2_000, restoreRate: 100 }

export function createBucket(now: () => number, { maximumAvailable, restoreRate }: Plan): Bucket {
  let points = maximumAvailable
  let seen = now()
  const refill = () => {
    const at = now()
    points = Math.min(maximumAvailable, points + (Math.max(0, at - seen) / 1_000) * restoreRate)
    seen = at
  }
  return {
    take(wanted) {
      refill()
      if (points < wanted) return false
      points -= wanted
      return true
    },
    giveBack(unused) {
      points = Math.min(maximumAvailable, points + Math.max(0, unused))
    },
    status() {
      refill()
      return { maximumAvailable, currentlyAvailable: Math.floor(points), restoreRate }
    },
  }
}
