/** The gauges that follow from the database: read when somebody asks, and not more often than they change. */
import type { ConnectorHealth } from '../channels/connectors.ts'
import { readConnectors } from '../channels/connectors.ts'
import type { Work } from '../db/work.ts'
import type { Contacts } from './contacts.ts'
import type { Metrics } from './metrics.ts'
import { type OpenExceptions, openExceptions, parkedIn, type WatchedDevice, watchedDevices } from './trouble-now.ts'

/** Whoever asks more often gets the same figures. */
const FRESH_MS = 5_000

export interface GaugeDeps {
  work: Work
  contacts: Contacts
  metrics: Metrics
  now(): number
  report(error: unknown, about: string): void
}

/** What it returns brings the gauges up to date; a database that cannot be read is told by a gauge, for the rest is still true. */
export function readGauges(deps: GaugeDeps): () => Promise<void> {
  const { metrics, now } = deps
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null

  async function read(): Promise<void> {
    readAt = now()
    try {
      tell(metrics, await readAll(deps), now())
      metrics.read.readable.set(1)
    } catch (error) {
      deps.report(error, 'GET /metrics')
      forget(metrics)
      metrics.read.readable.set(0)
    }
  }

  return () => {
    if (reading) return reading
    if (Math.abs(now() - readAt) < FRESH_MS) return Promise.resolve()
    reading = read().finally(() => {
      reading = null
    })
    return reading
  }
}

interface Known {
  position: number
  parked: number
  exceptions: OpenExceptions[]
  devices: WatchedDevice[]
  connectors: ConnectorHealth[]
}

async function readAll({ work, contacts }: GaugeDeps): Promise<Known> {
  const { position } = await work.head()
  return work.read(async (reader) => {
    const parked = await parkedIn(reader)
    const warehouses = await reader.db.select({ code: reader.t.warehouses.code }).from(reader.t.warehouses)
    const connectors: ConnectorHealth[] = []
    for (const { code } of warehouses) connectors.push(...(await readConnectors(reader, code)))
    return {
      position,
      parked: [...parked.values()].reduce((sum, count) => sum + count, 0),
      exceptions: await openExceptions(reader),
      devices: await watchedDevices(reader, contacts),
      connectors,
    }
  })
}

/** What is gone must not go on being told. */
function forget({ read }: Metrics): void {
  for (const gauge of Object.values(read)) gauge.reset()
  // A gauge without labels says 0 once it is reset, and nothing is known.
  for (const gauge of [read.feedPosition, read.parked, read.backupAge, read.certificateLeft]) gauge.remove()
}

function tell(metrics: Metrics, { position, parked, exceptions, devices, connectors }: Known, now: number): void {
  const { read, backupAt, certificateEndsAt } = metrics
  const age = (since: number) => Math.max(0, (now - since) / 1_000)
  forget(metrics)
  read.feedPosition.set(position)
  read.parked.set(parked)
  if (backupAt !== null) read.backupAge.set(age(backupAt))
  if (certificateEndsAt !== null) read.certificateLeft.set((certificateEndsAt - now) / 1_000)
  for (const { type, severity, count, oldestAt } of bySeverity(exceptions)) {
    read.exceptions.set({ type, severity }, count)
    read.oldestException.set({ type, severity }, age(oldestAt))
  }
  for (const { id: device, contactAt, unsent, oldestUnsentAt } of devices) {
    if (contactAt !== null) read.contactAge.set({ device }, age(contactAt))
    if (unsent === null) continue
    read.unsent.set({ device }, unsent)
    read.unsentAge.set({ device }, oldestUnsentAt === null ? 0 : age(oldestUnsentAt))
  }
  for (const one of connectors) tellConnector(metrics, one, age)
}

function tellConnector({ read }: Metrics, health: ConnectorHealth, age: (since: number) => number): void {
  const connector = { connector: health.id }
  read.waiting.set(connector, health.waiting)
  read.waitingAge.set(connector, health.waitingSince === null ? 0 : age(health.waitingSince))
  read.failures.set(connector, health.failures)
  read.ordersDue.set(connector, health.ordersDue)
  read.paused.set(connector, health.paused ? 1 : 0)
  if (health.lag !== null) read.lag.set(connector, health.lag.p99 / 1_000)
  if (health.lastOrderAt !== null) read.orderAge.set(connector, age(health.lastOrderAt))
}

/** Of all warehouses together. */
function bySeverity(rows: readonly OpenExceptions[]): OpenExceptions[] {
  const found = new Map<string, OpenExceptions>()
  for (const row of rows) {
    const key = `${row.type} ${row.severity}`
    const before = found.get(key)
    if (!before) found.set(key, { ...row })
    else
      found.set(key, { ...before, count: before.count + row.count, oldestAt: Math.min(before.oldestAt, row.oldestAt) })
  }
  return [...found.values()]
}
