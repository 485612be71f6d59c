/** A handheld: real outbox, sync and replica code over an IndexedDB that survives its crashes, and a person in front of it. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { append, type NewTransaction, type Recorder } from '../../client/outbox/append.ts'
import { OutboxDatabase, type OutboxRow, type PhotoRow } from '../../client/outbox/database.ts'
import { keepPhoto, type TakenPhoto } from '../../client/outbox/photos.ts'
import { openStream } from '../../client/outbox/stream.ts'
import { readState } from '../../client/replica/apply.ts'
import { ReplicaDatabase } from '../../client/replica/database.ts'
import type { View } from '../../client/replica/view.ts'
import { drain } from '../../client/sync/drain.ts'
import { pull } from '../../client/sync/pull.ts'
import { sendPhotos } from '../../client/sync/send-photos.ts'
import type { Transport } from '../../client/sync/transport.ts'
import type { Random } from './random.ts'

/** Small, so that a photo has several and the network can cut between them. */
const PIECE_BYTES = 400

export class DeviceCrash extends Error {}

export interface SimDevice {
  readonly id: string
  readonly view: View
  online: boolean
  /** Records, as a screen would: the person saw "done" for what this returns. A crash on the way throws. */
  record(transactions: NewTransaction[]): Promise<OutboxRow[]>
  /** The app records; the device dies before, in the middle of, or just after the write. */
  recordAndCrash(transactions: NewTransaction[], when: 'before' | 'within' | 'after'): Promise<void>
  push(): Promise<void>
  pull(): Promise<void>
  /** Power off and on: memory is gone, the disk stays. A new stream begins. */
  restart(): Promise<void>
  rows(): Promise<OutboxRow[]>
  keepPhoto(photo: TakenPhoto): Promise<void>
  sendPhotos(): Promise<void>
  photos(): Promise<PhotoRow[]>
  close(): void
}

export interface DeviceWorld {
  random: Random
  now(): number
  /** Wall clock of this device: it may be wrong. */
  skewMs: number
}

export async function startDevice(
  id: string,
  world: DeviceWorld,
  transportOf: (reachable: () => boolean) => Transport,
): Promise<SimDevice> {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  let outbox: OutboxDatabase
  let replica: ReplicaDatabase
  let recorder: Recorder
  let crashNow = false
  const clock = () => world.now() + world.skewMs

  async function boot(): Promise<void> {
    outbox = new OutboxDatabase(disk)
    replica = new ReplicaDatabase(disk)
    const stream = await openStream(outbox, world.random.uuid(world.now()), clock())
    const started = world.now()
    recorder = {
      database: outbox,
      stream,
      newId() {
        // Called inside the write: a crash here must leave nothing of it.
        if (crashNow) throw new DeviceCrash('The device went off while it wrote.')
        return world.random.uuid(world.now())
      },
      now: clock,
      monotonic: () => world.now() - started,
    }
  }
  await boot()

  const device: SimDevice = {
    id,
    online: true,
    get view() {
      return { outbox, replica }
    },
    async record(transactions) {
      const state = await readState(replica)
      return append(recorder, transactions, { sessionId: null, cursor: state?.cursor ?? null })
    },
    async recordAndCrash(transactions, when) {
      if (when === 'after') await device.record(transactions)
      if (when === 'within') {
        crashNow = true
        await device.record(transactions).catch(() => {})
        crashNow = false
      }
      await device.restart()
    },
    push: async () => void (await drain({ outbox, transport, deviceId: id, now: clock })),
    pull: async () => void (await pull({ outbox, replica, transport, deviceId: id })),
    async restart() {
      outbox.close()
      replica.close()
      await boot()
    },
    rows: () => outbox.transactions.toArray(),
    keepPhoto: (photo) => keepPhoto(outbox, photo, clock()),
    sendPhotos: async () => void (await sendPhotos({ outbox, transport, now: clock, pieceBytes: PIECE_BYTES })),
    photos: () => outbox.photos.toArray(),
    close() {
      outbox.close()
      replica.close()
    },
  }
  const transport = transportOf(() => device.online)
  return device
}
