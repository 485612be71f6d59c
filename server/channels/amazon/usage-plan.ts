/**
 * Amazon's usage plans, kept on our side too, so that it seldom has to turn a call away: a bucket of calls for each
 * operation, full at first, refilled at a rate, never above its burst.
 */

/** Published defaults of amzn/selling-partner-api-models: calls in a second, and calls at once. */
const PLANS = {
  patchListingsItem: { rate: 5, burst: 5 },
  getListingsItem: { rate: 5, burst: 10 },
  searchListingsItems: { rate: 5, burst: 5 },
  createFeedDocument: { rate: 0.5, burst: 15 },
  createFeed: { rate: 0.0083, burst: 15 },
  getFeed: { rate: 2, burst: 15 },
  getFeeds: { rate: 0.0222, burst: 10 },
  getFeedDocument: { rate: 0.0222, burst: 10 },
  searchOrders: { rate: 0.0056, burst: 20 },
  getOrder: { rate: 0.5, burst: 30 },
  confirmShipment: { rate: 2, burst: 10 },
  getInventorySummaries: { rate: 2, burst: 2 },
} as const

export type Operation = keyof typeof PLANS

export interface UsagePlan {
  /** Takes one call: 0, or where there is none, milliseconds until there is. */
  take(operation: Operation): number
  /** Amazon said that there is none: milliseconds until there is. */
  empty(operation: Operation): number
  /** Amazon said how many calls a second this seller has. */
  learn(operation: Operation, rate: number): void
}

interface Bucket {
  rate: number
  calls: number
  at: number
}

export function createUsagePlan(now: () => number): UsagePlan {
  const buckets = new Map<Operation, Bucket>()
  function bucketOf(operation: Operation): Bucket {
    const { rate, burst } = PLANS[operation]
    const at = now()
    const before = buckets.get(operation) ?? { rate, calls: burst, at }
    const refill = (Math.max(0, at - before.at) / 1_000) * before.rate
    const bucket = { rate: before.rate, calls: Math.min(burst, before.calls + refill), at }
    buckets.set(operation, bucket)
    return bucket
  }
  const waitMs = ({ calls, rate }: Bucket) => Math.ceil(((1 - calls) / rate) * 1_000)
  return {
    take(operation) {
      const bucket = bucketOf(operation)
      // A sum of many small refills may end a hair below the whole call.
      if (bucket.calls + 1e-9 < 1) return waitMs(bucket)
      bucket.calls = Math.max(0, bucket.calls - 1)
      return 0
    },
    empty(operation) {
      const bucket = bucketOf(operation)
      bucket.calls = 0
      return waitMs(bucket)
    },
    learn(operation, rate) {
      if (Number.isFinite(rate) && rate > 0) bucketOf(operation).rate = rate
    },
  }
}
