/** Which backups are kept: each of the last week, one of each week of a month, one of each month of a year. */

export interface Kept {
  /** UTC milliseconds. */
  takenAt: number
}

const DAY_MS = 86_400_000
const EVERY_FOR_DAYS = 7
const WEEKLY_FOR_DAYS = 31
const MONTHLY_FOR_DAYS = 366

/** The newest is always kept, however old it is. */
export function keptOf<Backup extends Kept>(backups: readonly Backup[], now: number): Backup[] {
  const newestFirst = [...backups].sort((a, b) => b.takenAt - a.takenAt)
  const kept = new Set(newestFirst.slice(0, 1))
  const within = (days: number) => newestFirst.filter(({ takenAt }) => now - takenAt < days * DAY_MS)
  for (const backup of within(EVERY_FOR_DAYS)) kept.add(backup)
  for (const backup of lastOfEach(within(WEEKLY_FOR_DAYS), weekOf)) kept.add(backup)
  for (const backup of lastOfEach(within(MONTHLY_FOR_DAYS), monthOf)) kept.add(backup)
  return newestFirst.filter((backup) => kept.has(backup))
}

function lastOfEach<Backup extends Kept>(newestFirst: readonly Backup[], spanOf: (at: number) => string): Backup[] {
  const found = new Map<string, Backup>()
  for (const backup of newestFirst) if (!found.has(spanOf(backup.takenAt))) found.set(spanOf(backup.takenAt), backup)
  return [...found.values()]
}

/** Weeks begin on Mondays, and 5 January 1970 was one. */
const weekOf = (at: number): string => String(Math.floor((at - 4 * DAY_MS) / (7 * DAY_MS)))
const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)
