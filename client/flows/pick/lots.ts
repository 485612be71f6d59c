/** Whether the lot in the hand may be taken: what a scan of it is answered with. */

import { isExpired, rotationKey } from '../../../shared/rules/rotation.ts'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import type { NamedItem } from '../../replica/name.ts'
import type { Stop } from '../flow.ts'
import type { OtherLot, PickLine } from './machine.ts'

/** A stop that can be passed: by going where the directed lot is, or by taking the other one after all. */
export interface PickStop extends Stop {
  other?: OtherLot
}

const instead = (line: PickLine): string => t('Lot {lot} is to be picked.', { lot: line.lot })

/** Held and expired lots never pass, directed or not, with or without a supervisor. `lot` as scanned. */
export function unfit(line: PickLine, lot: string, today: string, label?: Pick<NamedItem, 'expiresOn'>): Stop | null {
  const known = line.lots.find((row) => row.lot === lot)
  const own = lot === line.lot
  const expected = own ? t('It must not leave.') : instead(line)
  const todo = own ? t('Leave it where it is, and press Problem.') : t('Leave it where it is.')
  if (known?.held) return { scanned: t('Lot {lot} is on hold.', { lot }), expected, todo }
  const expiresOn = known?.expiresOn ?? label?.expiresOn ?? null
  if (expiresOn !== null && isExpired(expiresOn, today))
    return { scanned: t('Lot {lot} expired on {date}.', { lot, date: dayText(expiresOn) }), expected, todo }
  return null
}

/** Another lot than the directed one, good in itself: which goes first, and what may be done about it. */
export function otherThanDirected(line: PickLine, lot: string, location: string): PickStop {
  const younger = isYounger(line, lot)
  return {
    scanned: t('That is lot {lot}.', { lot }),
    expected: younger
      ? t('Lot {lot} at {location} goes first.', { lot: line.lot, location: line.location })
      : instead(line),
    todo: younger
      ? t('It is older. Take {remaining} from {location}.', { remaining: line.remaining, location: line.location })
      : t('Take {remaining} from {location}.', { remaining: line.remaining, location: line.location }),
    other: { lot, location, override: null },
  }
}

export function isYounger(line: PickLine, lot: string): boolean {
  const known = line.lots.find((row) => row.lot === lot)
  if (!known || !line.lotRow) return false
  return rotationKey(line.item.rotation, known) > rotationKey(line.item.rotation, line.lotRow)
}
