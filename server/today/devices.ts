/** Devices that hold what they recorded for so long that somebody should bring them to a network. */
import { UNSENT_BAD_MS, UNSENT_WARN_MS } from '../../shared/rules/unsent.ts'
import type { Reader } from '../db/work.ts'
import type { Contacts } from '../watch/contacts.ts'
import { watchedDevices } from '../watch/trouble-now.ts'
import type { Day } from './day.ts'
import { type Need, needOf } from './need.ts'

export async function deviceNeeds(reader: Reader, contacts: Contacts, { warehouse, now }: Day): Promise<Need[]> {
  const waiting = (await watchedDevices(reader, contacts, warehouse))
    .flatMap(({ id, unsent, oldestUnsentAt }) =>
      unsent !== null && unsent > 0 && oldestUnsentAt !== null ? { id, since: oldestUnsentAt } : [],
    )
    .filter(({ since }) => now - since >= UNSENT_WARN_MS)
    .sort((a, b) => a.since - b.since)
  const [longest] = waiting
  if (!longest) return []
  const severity = now - longest.since >= UNSENT_BAD_MS ? 'high' : 'medium'
  return [
    needOf('unsent-devices', severity, {
      count: waiting.length,
      since: longest.since,
      names: waiting.map(({ id }) => id),
    }),
  ]
}
