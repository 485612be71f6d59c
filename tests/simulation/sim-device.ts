/** A handheld: real outbox, sync and replica code over a disk that survives its crashes, and a person in front of it. */
import Dexie from 'dexie'
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
import { type Image, imageOf, type Life, putBack, SimDisk } from './sim-disk.ts'

/** Small, so that a photo has several and the network can cut between them. */
const PIECE_BYTES = 400

/** Which way the network fails for a while, beyond what it does by chance. */
export type Cut = 'none' | 'answers' | 'pushes' | 'pulls'

export interface DiskImage {
  outbox: Image
  replica: Image
}

export interface SimDevice {
  readonly id: string
  readonly view: View
  online: boolean
  cut: Cut
  /** Milliseconds by which its wall clock is wrong. */
  skewMs: number
  /** What it sends as its credential. */
  token: string
  /** Who is signed in; null: nobody. */
  session: { id: string; expiresAt: number } | null
  /** Whether the app is the one before photos could be kept. */
  readonly isOld: boolean
  /** Records, as a screen would: the person saw "done" for what this returns. Throws where it was not recorded. */
  record(transactions: NewTransaction[], sessionId?: string | null): Promise<OutboxRow[]>
  push(): Promise<void>
  pull(): Promise<void>
  /** Power off and on: memory is gone, the disk stays. A new stream begins. */
  restart(): Promise<void>
  /** The app is opened once more beside itself: another stream over the same disk. */
  openTab(): Promise<void>
  /** Restarted with the app of today. */
  upgrade(): Promise<void>
  rows(): Promise<OutboxRow[]>
  keepPhoto(photo: TakenPhoto): Promise<void>
  sendPhotos(): Promise<void>
  photos(): Promise<PhotoRow[]>
  /** The device goes off before its nth write from now, counted from nought. */
  goOffBeforeWrite(nth: number): void
  fillDisk(): void
  /** Somebody made room. */
  freeDisk(): void
  image(): Promise<DiskImage>
  rollBack(image: DiskImage): Promise<void>
  /** Of the app that runs now. */
  readonly life: Life
  close(): void
}

export interface DeviceWorld {
  random: Random
  now(): number
  skewMs: number
  isOld?: boolean
}

/** The outbox as it was before photos: what it holds must be found again by the app of today. */
class OldOutbox extends Dexie {
  constructor(options: ConstructorParameters<typeof OutboxDatabase>[0]) {
    super('lotline-outbox', { ...options, chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      streams: '++order, &streamId',
      transactions: 'id, &[streamOrder+seq], state, acknowledgedAt, reflected',
      device: 'name',
    })
  }
}

interface Tab {
  outbox: OutboxDatabase
  replica: ReplicaDatabase
  recorder: Recorder
}

export async function startDevice(
  id: string,
  world: DeviceWorld,
  transportOf: (device: SimDevice) => Transport,
): Promise<SimDevice> {
  const disk = new SimDisk()
  let life: Life = { dead: false }
  let tabs: Tab[] = []
  let isOld = world.isOld ?? false

  function openDatabases(): { outbox: OutboxDatabase; replica: ReplicaDatabase } {
    const outbox = isOld ? (new OldOutbox(disk) as unknown as OutboxDatabase) : new OutboxDatabase(disk)
    const replica = new ReplicaDatabase(disk)
    disk.stand(outbox, life)
    disk.stand(replica, life)
    return { outbox, replica }
  }

  async function openTab(): Promise<void> {
    const { outbox, replica } = openDatabases()
    const stream = await openStream(outbox, world.random.uuid(world.now()), clock())
    const started = world.now()
    const newId = () => world.random.uuid(world.now())
    const monotonic = () => world.now() - started
    tabs.push({ outbox, replica, recorder: { database: outbox, stream, newId, now: clock, monotonic } })
  }

  function powerOff(): void {
    life.dead = true
    for (const { outbox, replica } of tabs) {
      outbox.close()
      replica.close()
    }
    tabs = []
  }

  async function powerOn(): Promise<void> {
    disk.powerOn()
    life = { dead: false }
    await openTab()
  }

  /** In every tab at once; if the device goes off meanwhile, somebody puts it on again. */
  async function inTabs(act: (tab: Tab) => Promise<unknown>): Promise<void> {
    const done = await Promise.allSettled(tabs.map(act))
    if (life.dead) await device.restart()
    const failed = done.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  const first = (): Tab => tabs[0] as Tab
  const clock = () => world.now() + device.skewMs

  const device: SimDevice = {
    id,
    online: true,
    cut: 'none',
    skewMs: world.skewMs,
    token: '',
    session: null,
    get isOld() {
      return isOld
    },
    get view() {
      return first()
    },
    get life() {
      return life
    },
    async record(transactions, sessionId = device.session?.id ?? null) {
      const tab = tabs.length > 1 ? (world.random.pick(tabs) as Tab) : first()
      const state = await readState(tab.replica)
      try {
        // As the app does it: while a snapshot comes, nothing was wholly seen.
        return await append(tab.recorder, transactions, { sessionId, cursor: state?.whole ? state.cursor : null })
      } finally {
        if (life.dead) await device.restart()
      }
    },
    push: () => inTabs(({ outbox }) => drain({ outbox, transport, deviceId: id, now: clock })),
    pull: () => inTabs(({ outbox, replica }) => pull({ outbox, replica, transport, deviceId: id })),
    async restart() {
      powerOff()
      await powerOn()
    },
    openTab,
    async upgrade() {
      isOld = false
      await device.restart()
    },
    rows: () => first().outbox.transactions.toArray(),
    async keepPhoto(photo) {
      try {
        await keepPhoto(first().outbox, photo, clock())
      } finally {
        if (life.dead) await device.restart()
      }
    },
    sendPhotos: () =>
      isOld
        ? Promise.resolve()
        : inTabs(({ outbox }) => sendPhotos({ outbox, transport, now: clock, pieceBytes: PIECE_BYTES })),
    photos: () => (isOld ? Promise.resolve([]) : first().outbox.photos.toArray()),
    goOffBeforeWrite: (nth) => disk.goOffBeforeWrite(nth),
    fillDisk() {
      disk.full = true
    },
    freeDisk() {
      disk.full = false
    },
    async image() {
      const { outbox, replica } = first()
      return { outbox: await imageOf(outbox), replica: await imageOf(replica) }
    },
    async rollBack(image) {
      powerOff()
      disk.wipe()
      disk.powerOn()
      life = { dead: false }
      const { outbox, replica } = openDatabases()
      await putBack(outbox, image.outbox)
      await putBack(replica, image.replica)
      outbox.close()
      replica.close()
      await powerOn()
    },
    close: powerOff,
  }
  await powerOn()
  const transport = transportOf(device)
  return device
}
