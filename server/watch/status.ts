/** How the server and the floor behind it are doing, for whoever looks after them. */
import { readConnectors } from '../channels/connectors.ts'
import type { Reader } from '../db/work.ts'
import type { Contacts } from './contacts.ts'
import type { Metrics } from './metrics.ts'
import { presenceIn } from './presence.ts'
import { openExceptions, parkedIn, watchedDevices } from './trouble-now.ts'

export interface StatusWanted {
  warehouse: string
  contacts: Contacts
  metrics: Metrics
  now: number
}

/** What the server knows of itself beside its database. */
export const commitFigures = ({ commits: { recent } }: Metrics) => ({
  p50Ms: recent.percentile(50),
  p99Ms: recent.percentile(99),
})

export async function readStatus(reader: Reader, { warehouse, contacts, metrics, now }: StatusWanted) {
  const { backupAt } = metrics
  const exceptions = (await openExceptions(reader)).filter((one) => one.warehouse === warehouse)
  return {
    backupAt: backupAt === null ? null : instant(backupAt),
    commits: commitFigures(metrics),
    devices: await presentDevices(reader, { warehouse, contacts, now }),
    parked: (await parkedIn(reader)).get(warehouse) ?? 0,
    exceptions: exceptions.map(({ type, severity, count, oldestAt }) => ({
      type,
      severity,
      count,
      oldestAt: instant(oldestAt),
    })),
    connectors: (await readConnectors(reader, warehouse)).map(
      ({ id, kind, channel, state, waiting, waitingSince, failures, lag, lastOrderAt }) => ({
        ...{ id, kind, channel, state, waiting, failures },
        waitingSince: instant(waitingSince),
        lagP99Ms: lag?.p99 ?? null,
        lastOrderAt: instant(lastOrderAt),
      }),
    ),
  }
}

async function presentDevices(reader: Reader, { warehouse, contacts, now }: Omit<StatusWanted, 'metrics'>) {
  const presence = await presenceIn(reader, warehouse, now)
  return (await watchedDevices(reader, contacts, warehouse)).map(
    ({ id, contactAt, unsent, oldestUnsentAt, appVersion, screen, battery, charging }) => {
      const { user = null, pickLists = 0, counts = 0 } = presence.get(id) ?? {}
      return {
        ...{ id, contactAt: instant(contactAt), unsent, oldestUnsentAt: instant(oldestUnsentAt), appVersion },
        // The device knows it first: somebody may have signed out without a network.
        user: screen === 'sign-in' ? null : user,
        screen,
        leased: { pickLists, counts },
        battery: battery === null ? null : { percent: battery, charging: charging ?? false },
      }
    },
  )
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
