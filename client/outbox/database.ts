/**
 * The precious database: what was recorded on this device and may not be on the server yet, and the device's credential.
 *
 * Never migrated destructively, and nothing but the retention rule deletes from it.
 */
import Dexie, { type DexieOptions, type Table } from 'dexie'
import type { Envelope, Outcome, PushProblem } from '../../shared/wire/push.ts'

export interface StreamRow {
  /** Grows with each start of the app: streams drain oldest first. */
  order?: number
  streamId: string
  previousStreamId: string | null
  /** The last of that stream when this one began: it may go on beside this one, in another tab. Not known of streams of an earlier app. */
  previousSeq?: number | null
  openedAt: number
}

/**
 * `waiting`: not known to be on the server. `done`: the server has recorded it, perhaps with an exception that is the
 * office's to settle. `attention`: the server could not post it; it is kept whole on both sides until a person has.
 */
export type OutboxState = 'waiting' | 'done' | 'attention'

export interface OutboxRow {
  id: string
  streamOrder: number
  seq: number
  state: OutboxState
  envelope: Envelope
  /** Wall clock of the device, milliseconds. */
  recordedAt: number
  outcome?: Outcome
  exceptions?: { id: string; type: string }[]
  problem?: PushProblem
  acknowledgedAt?: number
  /** 1 once the replica shows what this did: from then on it is not laid over it any more. */
  reflected: 0 | 1
}

/**
 * A photo that belongs to a transaction of this device. `draft`: taken, and what it is for is not recorded yet. `waiting`:
 * not known to be on the server. `done`: the server has it, and has checked that it is whole. `refused`: the server cannot
 * take it; it is kept here.
 */
export interface PhotoRow {
  /** Of its bytes, in hex. */
  sha256: string
  state: 'draft' | 'waiting' | 'done' | 'refused'
  type: string
  bytes: Uint8Array<ArrayBuffer>
  /** Wall clock of the device, milliseconds. */
  takenAt: number
  acknowledgedAt?: number
  problem?: string
}

export interface Credential {
  deviceId: string
  token: string
  warehouse: string
}

export interface Session {
  sessionId: string
  token: string
  expiresAt: string
  user: { id: string; name: string; roles: string[] }
  /** Signed in through the identity provider: for the office alone, whether or not this is an enrolled device. */
  desk?: boolean
}

export interface DeviceRow {
  /**
   * `epoch`: the history of the server's database that took what this outbox has sent. `sscc`: numbers for carton labels,
   * given to this device alone.
   */
  name: 'credential' | 'session' | 'epoch' | 'sscc'
  value: Credential | Session | string | string[]
}

export class OutboxDatabase extends Dexie {
  declare streams: Table<StreamRow, number>
  declare transactions: Table<OutboxRow, string>
  declare device: Table<DeviceRow, string>
  declare photos: Table<PhotoRow, string>

  constructor(options: DexieOptions = {}) {
    // Chrome's default has been relaxed since version 121: a power loss could take back what the worker saw as done.
    super('lotline-outbox', { ...options, chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      streams: '++order, &streamId',
      transactions: 'id, &[streamOrder+seq], state, acknowledgedAt, reflected',
      device: 'name',
    })
    this.version(2).stores({ photos: 'sha256, state, takenAt, [state+takenAt]' })
  }
}
