/** What is counted and timed while the server runs, in a registry of its own. docs/operations.md says what is good and what is not. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Commit } from '../db/work.ts'
import { createRecent, type Recent } from './recent.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const UNITS = [1, 2, 4, 8, 16, 32, 64, 128, 256]
/** Minutes of a busy floor. */
const RECENT_COMMITS = 1_000

export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter<L>({ name: `lotline_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge<L>({ name: `lotline_${name}`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[] = []) =>
    new Histogram<L>({ name: `lotline_${name}`, help, buckets, labelNames, registers })

  const commits = {
    seconds: histogram('commit_seconds', 'From asking the database to commit until it is durable', SECONDS),
    wait: histogram('commit_wait_seconds', 'How long the first unit of a commit had waited for it to begin', SECONDS),
    units: histogram('commit_units', 'Units that shared a commit', UNITS),
    recent: createRecent(RECENT_COMMITS) as Recent,
  }

  return {
    registry,
    requests: counter('http_requests_total', 'Requests that were answered', ['method', 'route', 'status']),
    requestSeconds: histogram('http_request_seconds', 'From a request to its answer', SECONDS, ['method', 'route']),
    transactions: counter('transactions_total', 'Transactions that were recorded, by what became of them', [
      'type',
      'outcome',
    ]),
    faults: counter('faults_total', 'Faults of the server’s own, and of its database or disk', ['kind']),
    commits,
    committed({ waitedMs, commitMs, units }: Commit): void {
      commits.seconds.observe(commitMs / 1_000)
      commits.wait.observe(waitedMs / 1_000)
      commits.units.observe(units)
      commits.recent.add(commitMs)
    },
    streams: gauge('event_streams', 'Event streams that are open'),
    /** Read from the database when they are asked for. */
    read: {
      readable: gauge('database_readable', '1: what is told of the database was read from it; 0: it could not be read'),
      feedPosition: gauge('feed_position', 'The newest position of the feed'),
      parked: gauge('parked_transactions', 'Transactions that were refused and wait for somebody'),
      exceptions: gauge('exceptions_open', 'Open exceptions', ['type', 'severity']),
      oldestException: gauge('exceptions_oldest_seconds', 'How long the oldest open exception has been open', [
        'type',
        'severity',
      ]),
      contactAge: gauge('device_contact_age_seconds', 'Since an enrolled device was last heard', ['device']),
      unsent: gauge('device_unsent', 'Transactions that a device had not sent, as it told last', ['device']),
      unsentAge: gauge('device_unsent_age_seconds', 'How long the oldest of them has waited by now', ['device']),
      waiting: gauge('connector_waiting', 'Numbers that are to change on a platform', ['connector']),
      waitingAge: gauge('connector_waiting_age_seconds', 'How long the first of them has waited', ['connector']),
      lag: gauge('connector_lag_p99_seconds', 'From a change of stock to its confirmation, of the last 1,000', [
        'connector',
      ]),
      failures: gauge('connector_failures', 'What failed with a platform and is not healed', ['connector']),
      ordersDue: gauge('connector_orders_due', 'Orders of a platform that are still to be read', ['connector']),
      orderAge: gauge('connector_last_order_age_seconds', 'Since the last new order of a platform', ['connector']),
      paused: gauge('connector_paused', '1: somebody has paused this platform', ['connector']),
      certificateLeft: gauge('certificate_left_seconds', 'Until the certificate that is served ends'),
      backupAge: gauge('backup_age_seconds', 'Since the newest backup of LOTLINE_BACKUPS was taken'),
    },
    /** When the newest backup was taken, UTC milliseconds; null: there is none, or it is no business of this server. */
    backupAt: null as number | null,
    /** When the certificate that is served ends, UTC milliseconds; null: there is none. */
    certificateEndsAt: null as number | null,
    info: gauge('info', 'Always 1; its labels say what runs', ['version', 'database']),
  }
}
