/** What every platform's connector is: the one interface between our figures and theirs. */
import type * as v from 'valibot'
import type { ConnectorKind } from '../db/tables/channels.ts'
import type { PlatformOrder } from './intake/platform-order.ts'

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

/** A call that did not bring what it was made for. */
export type Failed = Exclude<UpdateOutcome, { kind: 'done' | 'stale' }>

/** An order of which only is known when it changed last. */
export interface Stamp {
  externalId: string
  changedAt: number
}

export interface Changes {
  kind: 'changes'
  /** Whole, where the platform gives them so. */
  orders: PlatformOrder[]
  /** To be read one by one. */
  stamps: Stamp[]
  /** Where to go on from. */
  place: string
  /** It has more to say now. */
  more: boolean
}

/** Where orders come from. None of it throws. */
export interface OrderSource {
  /** Orders in one call of `read`. */
  batch: number
  /** How often it is asked what has changed; whatever it says by itself comes sooner. */
  pollMs: number
  /** What changed since `place`; null: since `since`, UTC milliseconds. */
  changed(place: string | null, since: number): Promise<Changes | Failed>
  /** Orders as they are now; one that the platform does not know is missing. */
  read(externalIds: readonly string[]): Promise<{ kind: 'orders'; orders: PlatformOrder[] } | Failed>
}

/** A parcel that has left, as its platform is told of it. */
export interface Parcel {
  externalId: string
  /** From 1 for each order: its name at the platform, however often it is told. */
  parcel: number
  /** Units of the listing by the platform's lines. */
  lines: { lineId: string; quantity: number }[]
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  /** UTC milliseconds. */
  shippedAt: number
  /** It may have been told before: that is asked first. */
  unsure: boolean
}

/** `done`: with the platform's own name of it. */
export type ParcelOutcome = { kind: 'done'; confirmedAs: string | null } | Failed

/** One platform, reached with one set of credentials. Nothing in it touches the database. */
export interface Session {
  /** At most `batch` updates; one outcome for each, in their order. Never throws. */
  publish(updates: readonly Update[]): Promise<UpdateOutcome[]>
  /** What the platform shows now; a listing that it does not know is missing. Throws where it cannot be asked. */
  read(listings: readonly string[]): Promise<Map<string, number>>
  orders?: OrderSource
  /** Never throws. */
  confirm?(parcel: Parcel): Promise<ParcelOutcome>
}

/** What a platform sends by itself, before anybody has looked into it. */
export interface Word {
  body: Uint8Array<ArrayBuffer>
  header(name: string): string | undefined
}

/**
 * `refused`: not signed as it must be. `name`: the platform's own name of it, the same where it comes again. `externalId`:
 * the order that has changed; null: it is not about one order.
 */
export type Heard = { kind: 'refused' } | { kind: 'heard'; name: string; topic: string; externalId: string | null }

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
  /** Reached at a baseUrl. */
  overHttp: boolean
  settings: v.GenericSchema
  credentials: v.GenericSchema
  /** Updates in one call. */
  batch: number
  open(reached: Reached, outside: Outside): Session
  /** What can only be found out by trying, before it is connected: folders, say. Throws a Problem. */
  check?(settings: unknown): Promise<void>
  /** Throws a Problem where it cannot stand beside others of its kind; their settings by their names. */
  refuseBeside?(settings: unknown, others: ReadonlyMap<string, unknown>): void
  /** Whether a word is truly the platform's, and what it is about. Verifies before it reads. */
  hear?(word: Word, credentials: unknown): Heard
}

/** Nobody is called: what is exchanged by files has a loop of its own. */
export type FileKindOf = Omit<ConnectorKindOf, 'open'> & { open?: undefined }
