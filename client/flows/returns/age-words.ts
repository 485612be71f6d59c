const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** "today", "3 days": how long goods have waited. */
export function ageWords(ms: number): string {
  if (ms < HOUR_MS) return 'just came in'
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  return `${Math.floor(ms / DAY_MS)} days`
}
