/** What every platform's connector is: the one interface between our figures and theirs. */
import type * as v from 'valibot'
import type { ConnectorKind } from '../db/tables/channels.ts'
import type { Tx } from '../db/work.ts'
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

/** An order that came and is not understood: a person has to look, and it keeps no other from being read. */
export interface Odd extends Said {
  externalId: string
  /** As it came. */
  source: unknown
}

export interface Changes {
  kind: 'changes'
  /** Whole, where the platform gives them so. */
  orders: PlatformOrder[]
  odd?: Odd[]
  /** To be read one by one. */
  stamps: Stamp[]
  /** Where to go on from. */
  place: string
  /** It has more to say now. */
  more: boolean
}

export interface OrdersRead {
  kind: 'orders'
  orders: PlatformOrder[]
  odd?: Odd[]
  /** Of those asked for, what could not be asked, and why; what was read counts all the same. */
  rest?: { externalIds: readonly string[]; failed: Failed }
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
  read(externalIds: readonly string[]): Promise<OrdersRead | Failed>
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
  /** What the platform calls other parcels of the order. */
  others: readonly string[]
}

/** `done`: with the platform's own name of it. */
export type ParcelOutcome = { kind: 'done'; confirmedAs: string | null } | Failed

/** What listings show. One that the platform does not know is in neither. */
export interface Levels {
  shown: Map<string, number>
  /** Not asked yet: the platform takes no more calls for now. */
  rest: readonly string[]
  /** After that long it takes some again; 0 where nothing is left. */
  waitMs: number
}

/** Units of a listing that the platform itself holds and sends: a pool of its own, and none of ours to promise. */
export interface Pool {
  listing: string
  title: string | null
  sellable: number
  reserved: number
  unsellable: number
  /** Sent to the platform, and not taken in yet. */
  onTheWay: number
  /** UTC milliseconds. */
  changedAt: number | null
}

/** `running`: it may still act. `ended`: it never will; outcomes other than `done` by listing, null: nobody knows them. */
export type BulkState =
  | { kind: 'running'; waitMs: number }
  | { kind: 'ended'; outcomes: ReadonlyMap<string, UpdateOutcome> | null }

/**
 * Many numbers in one submission, which acts when it ends, minutes later: until it has ended, no listing in it may be told
 * anything else.
 */
export interface Bulk {
  /** It is worth while from so many listings on that wait longer than it takes. */
  least: number
  /** As many as would be told one by one before it has ended: these do not go with it. */
  sooner: number
  most: number
  /** Which of them may go with it. */
  prepare(listings: readonly string[]): Promise<{ kind: 'ready'; listings: readonly string[] } | Failed>
  /** `unsure`: it may have begun. Otherwise a failure means that it has not. */
  submit(updates: readonly Update[]): Promise<{ kind: 'begun'; name: string } | Failed>
  /** `listings`: what it was given, in that order. `name` null: it may have begun at `since`, and its name was never heard. */
  look(name: string | null, since: number, listings: readonly string[]): Promise<BulkState | Failed>
}

/** An event of a connector's log, as it goes out. */
export interface Letter {
  position: number
  topic: string
  /** The same at each attempt, and when it is told again. */
  id: string
  /** The bytes that are signed. */
  text: string
}

export type LetterOutcome = { kind: 'done' } | Failed

/** One platform, reached with one set of credentials. Nothing in it touches the database. */
export interface Session {
  /** At most `batch` updates; one outcome for each, in their order. Never throws. */
  publish(updates: readonly Update[]): Promise<UpdateOutcome[]>
  /** What the platform shows now, of as many as it takes calls for. Throws where it cannot be asked. */
  read(listings: readonly string[]): Promise<Levels>
  bulk?: Bulk
  orders?: OrderSource
  /** Never throws. */
  confirm?(parcel: Parcel): Promise<ParcelOutcome>
  /** All that the platform holds itself. Where it asks for time, what was read so far is gone on from. Never throws. */
  pools?(): Promise<{ kind: 'pools'; pools: Pool[] } | Failed>
  /** Of a platform that is told by a log; left out where it reads the log by itself. Never throws. */
  tell?(letter: Letter): Promise<LetterOutcome>
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

/** How gently a platform is asked what it shows: its other calls come first. */
export interface DriftTerms {
  /** A check of all listings begins that long after the last one began. */
  everyMs: number
  /** Listings in one call of `read`, and the pause after it. */
  part: number
  restMs: number
}

export interface ConnectorKindOf {
  kind: ConnectorKind
  /** Reached at a baseUrl. */
  overHttp: boolean
  /** Its sessions have `orders`. */
  sells: boolean
  /** Its sessions `confirm` what has left. */
  confirms: boolean
  settings: v.GenericSchema
  credentials: v.GenericSchema
  /** Updates in one call. */
  batch: number
  /** Comparing what it shows with what it was told; left out: it cannot be asked. */
  drift?: DriftTerms
  /** All that it is told stands in a log first, and goes out from there: see rest/lane.ts. Nothing is published to it. */
  byLog?: true
  /** What is missing for these settings to work; null: nothing. */
  lacks?(reached: Reached): { field: string; detail: string } | null
  /** When it is connected for the first time, in the same unit. */
  begin?(tx: Tx, connectorId: string): Promise<void>
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
