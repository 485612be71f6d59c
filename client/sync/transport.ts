/** What sync needs of the network; the app gives it fetch, the simulator a network that fails on purpose. */
import type { PullAnswer } from '../../shared/wire/pull.ts'
import type { PushAnswer, PushRequest } from '../../shared/wire/push.ts'

export interface Transport {
  push(request: PushRequest): Promise<PushAnswer>
  pull(cursor: string | null): Promise<PullAnswer>
  /** Takes a pick list for this device. */
  lease(pickListId: string): Promise<void>
  /** Gives one back, so that others can take it. */
  giveBack(pickListId: string): Promise<void>
  /** Takes the next counts of the way for this device, up to `most` with those that it has. Returns how many it has now. */
  leaseCounts(most: number, userId: string | null): Promise<number>
  /** Gives counts back, so that others can take them. */
  returnCounts(tasks: string[]): Promise<void>
  /** Numbers for carton labels that nobody else gets. */
  ssccs(count: number): Promise<string[]>
  /** How much of a photo the server has. */
  photoState(sha256: string): Promise<PhotoState>
  /** A piece of it, `from` its first byte in the whole of `total` bytes. */
  sendPhoto(sha256: string, piece: Uint8Array<ArrayBuffer>, from: number, total: number): Promise<PhotoState>
}

export interface PhotoState {
  complete: boolean
  /** Bytes that the server has, from the first on. */
  offset: number
}

/** No answer came: it may or may not have arrived. */
export class Unreachable extends Error {}

/** The credential is not accepted: sending pauses, nothing is deleted. */
export class Unauthorised extends Error {}

/** The cursor is of another history of the server's database. */
export class SnapshotNeeded extends Error {}

/** The server answered and said no. */
export class Declined extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail)
  }
}
