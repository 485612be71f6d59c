/** What the server answers about sales platforms. Instants are UTC milliseconds. */
export interface Connector {
  id: string
  kind: string
  channel: string
  paused: boolean
  baseUrl: string | null
  settings: Readonly<Record<string, unknown>>
  /** `resting`: it did not answer, and is left alone for a while. */
  state: 'on' | 'paused' | 'resting' | 'failing'
  listings: number
  /** Listings that are to show another number, and since when the first of them waits. */
  waiting: number
  waitingSince: number | null
  failures: number
  lastUpdateAt: number | null
  heardAt: number | null
  /** Milliseconds from a change to its confirmation, of the last confirmations. */
  lag: { p50: number; p99: number; of: number } | null
  /** Of the last comparison that ended. */
  drift: { at: number; compared: number; drifted: number } | null
  lagAware: boolean
  /** Orders changed since then are taken in, once they are asked for the first time. */
  ordersSince: number
  lastOrderAt: number | null
  polledAt: number | null
  ordersDue: number
  notices: { taken: number; repeated: number; refused: number; lastRefusedAt: number | null }
}

export interface Mapping {
  listing: string
  sku: string
  packQuantity: number
  mode: 'on' | 'paused'
  cap: number | null
  percent: number
  buffer: number
}

export interface Listing extends Mapping {
  /** In units of the listing. */
  wanted: number
  shown: number | null
  shownAt: number | null
  waiting: boolean
  stopped: boolean
}

export type FailureAbout =
  | 'publish'
  | 'connector'
  | 'silence'
  | 'orders'
  | 'order'
  | 'notices'
  | 'shipment'
  | 'document'
  | 'event'

export interface PlatformFailure {
  id: string
  about: FailureAbout
  /** The listing, the platform's own id of an order or shipment, or the connector. */
  subject: string
  state: 'retrying' | 'open' | 'ignored' | 'healed'
  code: string
  detail: string
  advice: string
  attempts: number
  firstAt: number
  lastAt: number
  endedAt: number | null
}

export interface DriftCheck {
  startedAt: number
  endedAt: number | null
  compared: number
  drifted: number
  units: number
}

export interface Drift {
  id: string
  listing: string
  sku: string
  foundAt: number
  shown: number
  told: number | null
  wanted: number
  between: string[]
  explanation: string
  repairedAt: number | null
}

export interface DriftAnswer {
  checks: DriftCheck[]
  drifts: Drift[]
}

/** How long numbers took on one day, in milliseconds. */
export interface LagOfDay {
  day: string
  p50: number
  p99: number
  of: number
}

/** Units of a listing that the platform holds and sends by itself. */
export interface Pool {
  listing: string
  title: string | null
  sellable: number
  reserved: number
  unsellable: number
  onTheWay: number
  changedAt: number | null
}

export interface PoolsAnswer {
  items: Pool[]
  next: string | null
  readAt: number | null
  /** Why they could not be read last. */
  failed: { detail: string; advice: string } | null
}
