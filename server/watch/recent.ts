/** The last so many measurements, for figures of now: a histogram since the start hides a disk that has become slow. */

export interface Recent {
  add(value: number): void
  /** Nearest rank; null: nothing was measured yet. */
  percentile(percent: number): number | null
}

export function createRecent(most: number): Recent {
  const values = new Float64Array(most)
  let count = 0
  return {
    add(value) {
      values[count % most] = value
      count += 1
    },
    percentile(percent) {
      const held = values.slice(0, Math.min(count, most)).sort()
      return held[Math.max(0, Math.ceil((percent / 100) * held.length) - 1)] ?? null
    },
  }
}
