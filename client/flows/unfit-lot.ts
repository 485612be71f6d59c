/** Lots that must not leave, be packed or be used: the scan says so, and nobody can pass it. */

import { isExpired } from '../../shared/rules/rotation.ts'
import type { LotRow } from '../../shared/wire/pull.ts'
import { dayText } from '../language/dates.ts'
import { t } from '../language/t.ts'

/** "Lot L1 is on hold."; undefined where it may leave. `expiresOn`: from the label, for a lot that this device does not know. */
export function whyUnfit(
  lot: string,
  known: Pick<LotRow, 'held' | 'expiresOn'> | undefined,
  today: string,
  expiresOn?: string,
): string | undefined {
  if (lot === '') return undefined
  if (known?.held) return t('Lot {lot} is on hold.', { lot })
  const date = known?.expiresOn ?? expiresOn ?? null
  if (date === null || !isExpired(date, today)) return undefined
  return t('Lot {lot} expired on {date}.', { lot, date: dayText(date) })
}
