/** How long to wait before something is tried again. */

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/** Doubles with each attempt up to five minutes; between half of it and all of it, so that not all come back at once. */
export function waitMs(attempt: number, random: () => number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20))
  return Math.round(most * (0.5 + random() / 2))
}
