/** Shares of one as people write them, in percent; a figure and its sign stay together. */
import { t } from '../../language/t.ts'
import { parseDecimal } from '../settings/costing/typed.ts'

/** "82 %"; a part that is there is never told as none. */
export function shareText(share: number): string {
  const whole = Math.round(share * 100)
  if (whole === 0 && share > 0) return t('under 1\u00a0%')
  return `${whole}\u00a0%`
}

/** A service level is told as it was given: "97.5". */
export const typedPercent = (level: number): string => String(Math.round(level * 1_000_000) / 10_000)

export const levelText = (level: number): string => `${typedPercent(level)}\u00a0%`

export const LEVEL_FAULT = t('Give a percentage from 50 to 99.9, such as 95 or 97.5.')

/** A service level as a part of 1, as the server takes it. Null where it cannot be read; without any risk no stock would be enough. */
export function parseLevel(text: string): number | null {
  const percent = parseDecimal(text.replace('%', ''), 4)
  // Divided as whole numbers, which binary fractions cannot bend: 99.9 is 0.999.
  return percent === null || percent < 50 || percent > 99.9 ? null : Math.round(percent * 10_000) / 1_000_000
}
