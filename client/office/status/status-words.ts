/** What is well and what is not, in sentences; the bounds are those of docs/operations.md. */
import { UNSENT_BAD_MS, UNSENT_WARN_MS } from '../../../shared/rules/unsent.ts'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { ageText } from '../exceptions/exceptions-view.ts'
import type { Status, StatusConnector, StatusDevice } from './contract.ts'

export type Tone = 'ok' | 'warn' | 'bad'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const COMMIT_WARN_MS = 250
const COMMIT_BAD_MS = 1_000
const BACKUP_WARN_MS = 26 * HOUR_MS
const BACKUP_BAD_MS = 50 * HOUR_MS

export type DeviceState = 'never' | 'unsent-long' | 'unsent' | 'told-nothing' | 'well'

export const msSince = (iso: string, now: string): number => Math.max(0, Date.parse(now) - Date.parse(iso))
export const forText = (ms: number): string => (ms < MINUTE_MS ? t('less than a minute') : ageText(ms / 1_000))
export const agoOf = (iso: string | null, now: string): string => {
  if (iso === null) return t('Never')
  const ms = msSince(iso, now)
  return ms < MINUTE_MS ? t('Just now') : t('{age} ago', { age: ageText(ms / 1_000) })
}

/** How long its oldest unsent transaction has waited by now; null: none waits, or it does not tell. */
export const unsentMs = ({ unsent, oldestUnsentAt }: StatusDevice, now: string): number | null =>
  unsent === null || unsent === 0 || oldestUnsentAt === null ? null : msSince(oldestUnsentAt, now)

export function deviceState(device: StatusDevice, now: string): DeviceState {
  if (device.contactAt === null) return 'never'
  if (device.unsent === null) return 'told-nothing'
  const waited = unsentMs(device, now)
  if (waited === null) return 'well'
  return waited >= UNSENT_BAD_MS ? 'unsent-long' : waited >= UNSENT_WARN_MS ? 'unsent' : 'well'
}

const RANK: Record<DeviceState, number> = { 'unsent-long': 0, unsent: 1, well: 2, 'told-nothing': 3, never: 4 }

/** What has waited longest to be sent stands first, then who was longest not heard. */
export const worstFirst = (devices: readonly StatusDevice[], now: string): StatusDevice[] =>
  [...devices].sort(
    (a, b) =>
      RANK[deviceState(a, now)] - RANK[deviceState(b, now)] ||
      (unsentMs(b, now) ?? 0) - (unsentMs(a, now) ?? 0) ||
      (a.contactAt ?? '').localeCompare(b.contactAt ?? '') ||
      a.id.localeCompare(b.id),
  )

/** Something that somebody should look after, and where. */
export interface Trouble {
  tone: 'warn' | 'bad'
  says: string
  href?: string
}

export function troubles(status: Status): Trouble[] {
  const found = [
    ...serverTroubles(status),
    ...deviceTroubles(status),
    ...waitingTroubles(status),
    ...status.connectors.flatMap(connectorTroubles),
  ]
  return [...found.filter(({ tone }) => tone === 'bad'), ...found.filter(({ tone }) => tone === 'warn')]
}

function serverTroubles({ server, commits: { p99Ms }, backupAt }: Status): Trouble[] {
  const found: Trouble[] = []
  if (!server.ready) found.push({ tone: 'bad', says: heard(server.why ?? '') || t('The server is not ready to work.') })
  if (p99Ms !== null && p99Ms >= COMMIT_WARN_MS)
    found.push({
      tone: p99Ms >= COMMIT_BAD_MS ? 'bad' : 'warn',
      says: t('One commit in a hundred takes {p99Ms} ms or more: the disk of the server is slow.', {
        p99Ms: Math.round(p99Ms),
      }),
    })
  const age = backupAt === null ? null : msSince(backupAt, server.now)
  if (age !== null && age >= BACKUP_WARN_MS)
    found.push({
      tone: age >= BACKUP_BAD_MS ? 'bad' : 'warn',
      says: t('The newest backup is {age} old. See why none was taken since, in the log of the server.', {
        age: forText(age),
      }),
    })
  return found
}

const deviceTroubles = ({ devices, server: { now } }: Status): Trouble[] =>
  worstFirst(devices, now).flatMap((device): Trouble[] => {
    const state = deviceState(device, now)
    const waited = unsentMs(device, now)
    if (waited === null || (state !== 'unsent' && state !== 'unsent-long')) return []
    return [
      {
        tone: state === 'unsent-long' ? 'bad' : 'warn',
        says: t(
          '{id} holds {count} transactions that it has not sent, the oldest for {waited}. Bring it to where it has a network.',
          { count: device.unsent ?? 0, id: device.id, waited: forText(waited) },
        ),
      },
    ]
  })

function waitingTroubles({ parked, exceptions }: Status): Trouble[] {
  const found: Trouble[] = []
  const severe = exceptions.filter(({ severity }) => severity === 'severe').reduce((sum, { count }) => sum + count, 0)
  if (severe > 0)
    found.push({
      tone: 'bad',
      says: t('{count} severe exceptions are open.', { count: severe }),
      href: '/office/exceptions?severity=severe',
    })
  if (parked > 0)
    found.push({
      tone: 'warn',
      says: t('{count} refused transactions wait for somebody to mend or dismiss.', { count: parked }),
      href: '/office/exceptions?view=refused',
    })
  return found
}

const platformHref = (id: string): string => `/office/platforms?connector=${encodeURIComponent(id)}`

function connectorTroubles({ id, state, failures }: StatusConnector): Trouble[] {
  const href = platformHref(id)
  if (state === 'resting')
    return [{ tone: 'bad', says: t('{id} has not answered several times in a row.', { id }), href }]
  if (state === 'failing')
    return [{ tone: 'warn', says: t('The last call to {id} did not get through.', { id }), href }]
  if (failures > 0)
    return [
      { tone: 'warn', says: t('{count} things failed with {id} and need somebody.', { count: failures, id }), href },
    ]
  return []
}

export const connectorSentence = (
  { state, failures, waiting, waitingSince, lastOrderAt }: StatusConnector,
  now: string,
): string => {
  const numbers =
    waiting === 0 || waitingSince === null
      ? t('no number waits')
      : t('{count} numbers wait, the first for {time}', { count: waiting, time: forText(msSince(waitingSince, now)) })
  const orders =
    lastOrderAt === null
      ? t('no order came yet')
      : t('the last order came {lastOrderAt}', { lastOrderAt: agoOf(lastOrderAt, now).toLowerCase() })
  const first = state === 'on' && failures > 0 ? `${t('{count} failures', { count: failures })}, ` : ''
  const sentence = `${first}${numbers}, ${orders}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
