/** A duration as people say it: "0.4 s", "2 min 5 s". */
import { t } from '../../language/t.ts'
export function tookText(ms: number): string {
  if (ms < 59_950) return `${Math.max(0.1, Math.round(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return t('{minutes} min {seconds} s', { minutes, seconds: seconds % 60 })
  return t('{floor} h {minutes} min', { floor: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** An inspector may give no more than a day (21 CFR 1.1455(c)). */
const TARGET_HOURS = 24

export const foundText = (ms: number): string =>
  ms <= TARGET_HOURS * 3_600_000
    ? t('Found in {time}. The target is {hours} hours.', { time: tookText(ms), hours: TARGET_HOURS })
    : t('Found in {time}. The target is {hours} hours: it was missed.', { time: tookText(ms), hours: TARGET_HOURS })
