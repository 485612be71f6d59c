/** A duration as people say it: "0.4 s", "2 min 5 s". */
export function tookText(ms: number): string {
  if (ms < 59_950) return `${Math.max(0.1, Math.round(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** An inspector may give no more than a day (21 CFR 1.1455(c)). */
const TARGET_HOURS = 24

export const foundText = (ms: number): string =>
  `Found in ${tookText(ms)}. The target is ${TARGET_HOURS} hours${ms <= TARGET_HOURS * 3_600_000 ? '' : ': it was missed'}.`
