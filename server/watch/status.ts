/** How the server and the floor behind it are doing, for whoever looks after them. */
import { readConnectors } from '../channels/connectors.ts'
import type { Reader } from '../db/work.ts'
import type { Contacts } from './contacts.ts'
import type { Metrics } from './metrics.ts'
import { openExceptions, parkedIn, watchedDevices } from './trouble-now.ts'

export interface StatusWanted {
  warehouse: string
  contacts: Contacts
  metrics: Metrics
}

/** What the server knows of itself beside its database. */
export const commitFigures = ({ commits: { recent } }: Metrics) => ({
  p50Ms: recent.percentile(50),
  p99Ms: recent.percentile(99),
})

export async function readStatus(reader: Reader, { warehouse, contacts, metrics }: StatusWanted) {
  const { backupAt } = metrics
  const exceptions = (await openExceptions(reader)).filter((one) => one.warehouse === warehouse)
  return {
    backupAt: backupAt === null ? null : instant(backupAt),
    commits: commitFigures(metrics),
    devices: (await watchedDevices(reader, contacts, warehouse)).map(
      ({ id, contactAt, unsent, oldestUnsentAt, appVersion }) => ({
        id,
        contactAt: instant(contactAt),
        unsent,
        oldestUnsentAt: instant(oldestUnsentAt),
        appVersion,
      }),
    ),
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

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
