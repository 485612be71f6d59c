/** Who is where, and what the device is good for: its battery, and how old its app is. */
import { t } from '../../language/t.ts'
import type { StatusDevice } from './contract.ts'

/** As the floor calls its screens. One that is not among them is of a newer app, and is told by its name. */
const SCREENS: Readonly<Record<string, string>> = {
  home: t('Between two jobs'),
  receive: t('Receive'),
  'transfers-in': t('In transit'),
  'put-away': t('Put away'),
  pick: t('Pick'),
  pack: t('Pack'),
  ship: t('Ship'),
  'put-back': t('Put back'),
  count: t('Count'),
  returns: t('Returns'),
  inspect: t('Inspect'),
  'send-back': t('Send back'),
  rework: t('Rework'),
  make: t('Make'),
  'look-up': t('Look up'),
  outbox: t('Sent'),
  scanner: t('Check the scanner'),
  device: t('This device'),
  exceptions: t('Exceptions'),
  office: t('Office'),
}

/** Without a network for longer than this nobody knows whether it is still so. */
const FRESH_MS = 10 * 60_000

type Present = Pick<StatusDevice, 'user' | 'screen' | 'leased' | 'contactAt'>

export const whoText = ({ user, screen }: Present): string => {
  if (user) return user.name
  return screen === null || screen === 'sign-in' ? t('Nobody') : t('Not known')
}

/** What it shows, and what of the work is with it; what it showed long ago is not said. */
export function workText({ user, screen, leased, contactAt }: Present, now: string): string {
  const isFresh = contactAt !== null && Date.parse(now) - Date.parse(contactAt) < FRESH_MS
  const shown = user && isFresh && screen !== null ? (SCREENS[screen] ?? screen) : ''
  const lists = leased.pickLists > 0 ? t('{count} pick lists', { count: leased.pickLists }) : ''
  const counts = leased.counts > 0 ? t('{count} counts', { count: leased.counts }) : ''
  return [shown, lists, counts].filter(Boolean).join(' · ')
}

export type BatteryState = 'charging' | 'low' | 'good'

/** Below it a handheld may not last to the next break. */
const LOW_PERCENT = 20

export const batteryState = ({ percent, charging }: NonNullable<StatusDevice['battery']>): BatteryState =>
  charging ? 'charging' : percent <= LOW_PERCENT ? 'low' : 'good'

/** Whether the app of a device is older than the server: it takes the new one when somebody allows it between two tasks. */
export function isOld(appVersion: string | null, server: string | null): boolean {
  if (appVersion === null || server === null) return false
  const [own, its] = [partsOf(server), partsOf(appVersion)]
  const nth = own.findIndex((part, index) => part !== (its[index] ?? 0))
  return nth >= 0 && (its[nth] ?? 0) < (own[nth] ?? 0)
}

/** Numbers of a version; what stands behind them, such as `-beta`, is not compared. */
const partsOf = (version: string): number[] => (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number)
