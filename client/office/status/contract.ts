/** `GET /status`, as /api/docs describes it. Instants are ISO; null where nothing is known. */
import type { OpenException } from '../contract.ts'
import type { Connector } from '../platforms/contract.ts'

export interface StatusDevice {
  id: string
  contactAt: string | null
  /** Transactions that it had not sent when it was last heard; null: it does not tell. */
  unsent: number | null
  oldestUnsentAt: string | null
  appVersion: string | null
  /** Who is signed in on it; null: nobody, as far as the server was told. */
  user: { id: string; name: string } | null
  /** What it shows, such as `pick`; `sign-in`: nobody is signed in. Null: it does not tell. */
  screen: string | null
  /** With it, and not done yet. */
  leased: { pickLists: number; counts: number }
  /** Null: it does not tell. */
  battery: { percent: number; charging: boolean } | null
}

export interface StatusExceptions {
  type: string
  severity: OpenException['severity']
  count: number
  oldestAt: string
}

export interface StatusConnector {
  id: string
  kind: Connector['kind']
  channel: string
  state: Connector['state']
  waiting: number
  waitingSince: string | null
  failures: number
  lagP99Ms: number | null
  lastOrderAt: string | null
}

export interface Status {
  server: {
    version: string | null
    upSince: string
    /** The server's clock: ages are counted from it, for this one may be wrong. */
    now: string
    database: 'sqlite' | 'postgres'
    epoch: string
    ready: boolean
    why: string | null
  }
  commits: { p50Ms: number | null; p99Ms: number | null }
  backupAt: string | null
  devices: StatusDevice[]
  parked: number
  exceptions: StatusExceptions[]
  connectors: StatusConnector[]
}
