import { t } from '../../language/t.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** "today", "3 days": how long goods have waited. */
export function ageWords(ms: number): string {
  if (ms < HOUR_MS) return t('just came in')
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  return t('{floor} days', { floor: Math.floor(ms / DAY_MS) })
}
