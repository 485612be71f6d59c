/** Counts in words and figures. */
import { t } from '../../language/t.ts'
import type { StateName } from '../ui/state.tsx'
import { figure, moneyText } from '../words.ts'
import type { Count, CountLine, CountOrigin, CountSubject, LineState } from './contract.ts'

export const ORIGIN_WORDS: Record<CountOrigin, string> = {
  plan: t('Planned'),
  hand: t('Asked for'),
  'short-pick': t('Short pick'),
  'negative-stock': t('Negative stock'),
  drift: t('Drift'),
  disturbed: t('Moved while counted'),
  variance: t('Recount'),
  floor: t('Not asked for'),
}

/** Why the floor is asked, as a sentence. */
export const ORIGIN_SAYS: Record<CountOrigin, string> = {
  plan: t('The plan of the day asks for it: its time is over.'),
  hand: t('Somebody at a desk asked for it.'),
  'short-pick': t('A picker did not find what the ledger has. What was not found is not sold until it is counted.'),
  'negative-stock': t('More was taken than the ledger had.'),
  drift: t('What a channel has and what the ledger has drifted apart.'),
  disturbed: t('Goods were moved while somebody counted, and nobody can say which came first.'),
  variance: t('A count was off beyond tolerance. Somebody else is to say which is right.'),
  floor: t('Nobody asked: somebody counted because it looked wrong.'),
}

export function subjectText(
  { scope, sku, lot }: Omit<CountSubject, 'location'>,
  name: (sku: string) => string,
): string {
  if (scope === 'location' || sku === null) return t('Whole place')
  return lot === null ? name(sku) : t('Lot {lot} of {sku}', { lot, sku: name(sku) })
}

const LINE_STATES: Record<LineState, StateName> = {
  posted: 'posted',
  recount: 'recount',
  pending: 'to-decide',
  approved: 'approved',
  kept: 'ledger-kept',
  disturbed: 'disturbed',
  superseded: 'counted-again',
}

export const lineState = ({ state, variance }: Pick<CountLine, 'state' | 'variance'>): StateName =>
  state === 'posted' && variance === 0 ? 'right' : LINE_STATES[state]

/** Of which one line is enough to name the count: what somebody still has to do comes first. */
const FOREMOST: readonly StateName[] = [
  'to-decide',
  'recount',
  'disturbed',
  'approved',
  'ledger-kept',
  'posted',
  'counted-again',
]

export function countState({ reversed, lines }: Pick<Count, 'reversed' | 'lines'>): StateName {
  if (reversed) return 'undone'
  const states = lines.map(lineState)
  return FOREMOST.find((state) => states.includes(state)) ?? 'right'
}

export const isOpen = (line: Pick<CountLine, 'state'>): boolean =>
  line.state === 'recount' || line.state === 'pending' || line.state === 'disturbed'

/** Units found beyond the ledger's figure and units not found. What was disturbed says nothing. */
export function offUnits(lines: readonly Pick<CountLine, 'variance' | 'state'>[]): { found: number; gone: number } {
  const judged = lines.filter(({ state }) => state !== 'disturbed').map(({ variance }) => variance)
  return {
    found: judged.reduce((sum, units) => sum + Math.max(0, units), 0),
    gone: judged.reduce((sum, units) => sum + Math.max(0, -units), 0),
  }
}

export const signed = (value: number): string => `${value > 0 ? '+' : ''}${figure(value)}`

/** Nothing can be said of a count of which everything was moved meanwhile. */
export const saysNothing = (lines: readonly Pick<CountLine, 'state'>[]): boolean =>
  lines.length > 0 && lines.every(({ state }) => state === 'disturbed')

export function offText(lines: readonly Pick<CountLine, 'variance' | 'state'>[]): string {
  if (saysNothing(lines)) return '–'
  const { found, gone } = offUnits(lines)
  return [found > 0 && signed(found), gone > 0 && signed(-gone)].filter(Boolean).join(' ') || '0'
}

export const lineWorth = ({ variance, unitCost }: Pick<CountLine, 'variance' | 'unitCost'>): number | null =>
  unitCost === null ? null : variance * unitCost

/** What was found less what was not, in minor units; null where no cost of anything that differs is known. */
export function worthOff(lines: readonly Pick<CountLine, 'variance' | 'unitCost' | 'state'>[]): number | null {
  const off = lines.filter(({ variance, state }) => variance !== 0 && state !== 'disturbed')
  const known = off.map(lineWorth).filter((worth) => worth !== null)
  return off.length > 0 && known.length === 0 ? null : known.reduce((sum, worth) => sum + worth, 0)
}

/** What is right has no worth worth reading. */
export function worthText(
  lines: readonly Pick<CountLine, 'variance' | 'unitCost' | 'state'>[],
  currency: string,
): string {
  if (saysNothing(lines)) return '–'
  const { found, gone } = offUnits(lines)
  if (found === 0 && gone === 0) return ''
  const worth = worthOff(lines)
  return worth === null ? t('not known') : signedMoney(worth, currency)
}

export const signedMoney = (amount: number, currency: string): string =>
  `${amount > 0 ? '+' : ''}${moneyText({ amount, currency }).replace('-', '−')}`

/** 1 is 100 %, and nothing less is rounded up to it. */
export function percent(share: number | null): string {
  if (share === null) return '–'
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1000)) : 1000
  return `${(tenths / 10).toFixed(tenths % 10 === 0 ? 0 : 1)} %`
}

const HOUR_MS = 3_600_000
/** A handheld that is silent for so long has lost its work: any other may take it. */
export const SILENT_HOURS = 8

export const hoursSince = (iso: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(iso)) / HOUR_MS))
