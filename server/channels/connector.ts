/** What every platform's connector is: the one interface between our figures and theirs. */
import type * as v from 'valibot'
import type { ConnectorKind } from '../db/tables/channels.ts'

/** A number that a listing is to show, in units of the listing. */
export interface Update {
  listing: string
  quantity: number
  /** What the platform shows as far as is known; null: it is not known. */
  shown: number | null
  /** Nothing was ever sent for it, so nothing can arrive late: whatever it shows may be replaced unread. */
  first: boolean
  /** The same for each attempt at the same number: the platform acts once. */
  key: string
  version: number
}

/** What is to be told to people: what happened, and what to do. */
export interface Said {
  code: string
  detail: string
  advice: string
}

export type UpdateOutcome =
  | { kind: 'done' }
  /** It showed another number than was thought, so nothing was changed. */
  | { kind: 'stale'; shown: number | null }
  /** It will say no again until somebody acts. */
  | ({ kind: 'refused' } & Said)
  /** It did not act. `counts`: something is wrong; otherwise it only asks for time. `waitMs`: as long as it says. */
  | ({ kind: 'later'; waitMs?: number; counts: boolean } & Said)
  /** It may have acted: what it shows is not known any more. */
  | ({ kind: 'unsure'; waitMs?: number } & Said)

/** One platform, reached with one set of credentials. Nothing in it touches the database. */
export interface Session {
  /** At most `batch` updates; one outcome for each, in their order. Never throws. */
  publish(updates: readonly Update[]): Promise<UpdateOutcome[]>
  /** What the platform shows now; a listing that it does not know is missing. Throws where it cannot be asked. */
  read(listings: readonly string[]): Promise<Map<string, number>>
}

export interface Reached {
  baseUrl: string | null
  settings: unknown
  credentials: unknown
}

/** What a session is given from outside. */
export interface Outside {
  fetch: typeof fetch
  now(): number
}

export interface ConnectorKindOf {
  kind: ConnectorKind
  settings: v.GenericSchema
  credentials: v.GenericSchema
  /** Updates in one call. */
  batch: number
  open(reached: Reached, outside: Outside): Session
}
