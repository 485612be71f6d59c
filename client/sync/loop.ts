/** Keeps the device in step: sends what waits, follows the feed, takes work ahead; again when nudged, and now and then. */
import type { OutboxDatabase } from '../outbox/database.ts'
import { forgetOld, forgetOldPhotos } from '../outbox/retain.ts'
import { readState } from '../replica/apply.ts'
import type { ReplicaDatabase } from '../replica/database.ts'
import { drain } from './drain.ts'
import { leaseAhead, leaseCountsAhead } from './lease-ahead.ts'
import { pull } from './pull.ts'
import { keepReserve } from './refill-ssccs.ts'
import { sendPhotos } from './send-photos.ts'
import { type Transport, Unauthorised } from './transport.ts'

const POLL_MS = 15_000
/** What is kept for a month is not looked through after each scan. */
const FORGET_MS = 3_600_000
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

export interface SyncStatus {
  online: boolean
  /** The server does not accept this device's credential any more. Nothing is deleted; sending pauses. */
  unauthorised: boolean
  /** The replica holds a whole snapshot: screens can be trusted. Null: not looked at yet. */
  whole: boolean | null
}

export interface SyncDeps {
  outbox: OutboxDatabase
  replica: ReplicaDatabase
  transport: Transport
  deviceId: string
  now(): number
  random(): number
  /** Whether somebody who picks is signed in: only then is work taken ahead. */
  wantsWork(): boolean
  /** Who is signed in. */
  userId(): string | null
  /** After each word with the server, also where it does not accept this device any more: is who is signed in still let in? */
  afterContact?(): Promise<void>
  /** One drain at a time across tabs, and one sending of photos. Correctness does not rest on it: the server deduplicates. */
  exclusively(run: () => Promise<void>, what?: 'sync' | 'photos'): Promise<void>
}

export interface SyncLoop {
  nudge(): void
  status(): SyncStatus
  /**
   * How far this device has wholly seen the feed, as of the last cycle: what a new transaction names. Kept in memory, for
   * a worker waits for that transaction; a little behind is safe, for it claims to have seen less. Null: nothing wholly.
   */
  seen(): string | null
  subscribe(listener: () => void): () => void
  /** Somebody counts: from now on counts are taken ahead, until what this returns is called. */
  takeCounts(): () => void
  stop(): void
}

export function startSync(deps: SyncDeps): SyncLoop {
  let status: SyncStatus = { online: true, unauthorised: false, whole: null }
  let seen: string | null = null
  let failures = 0
  let stopped = false
  let wake: (() => void) | null = null
  let nudged = false
  let counting = 0
  let photos: Promise<void> | null = null
  const listeners = new Set<() => void>()
  const once = syncing(deps)
  const forget = forgetNowAndThen(deps)

  function become(next: SyncStatus): void {
    if (next.online === status.online && next.unauthorised === status.unauthorised && next.whole === status.whole)
      return
    status = next
    for (const listener of listeners) listener()
  }

  async function cycle(): Promise<void> {
    try {
      await deps.exclusively(async () => {
        await once(counting > 0)
        await forget()
      })
      failures = 0
      sendPhotosBeside()
      await look()
      become({ online: true, unauthorised: false, whole: true })
    } catch (error) {
      failures += 1
      const unauthorised = error instanceof Unauthorised
      become({ online: unauthorised, unauthorised, whole: await lookAgain() })
    }
    // What it finds is for the screens; sending goes on whatever becomes of it.
    if (status.online) await deps.afterContact?.().catch(() => {})
  }

  /** Photos are large: no transaction waits for one. What fails is tried again after the next cycle. */
  function sendPhotosBeside(): void {
    if (photos !== null) return
    photos = deps
      .exclusively(async () => void (await sendPhotos(deps)), 'photos')
      .catch(() => {})
      .finally(() => {
        photos = null
      })
  }

  /** Whether the replica is whole. The cursor of a snapshot page is no place in the feed: nothing was wholly seen yet. */
  async function look(): Promise<boolean> {
    const state = await readState(deps.replica)
    seen = state?.whole ? state.cursor : null
    return state?.whole ?? false
  }

  /** A replica that cannot be read, for the browser closed it, is none to trust; the loop goes on and asks again. */
  const lookAgain = () => look().catch(() => false)

  function pause(): Promise<void> {
    if (nudged) return Promise.resolve()
    const delay = failures === 0 ? POLL_MS : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))
    return new Promise((resolve) => {
      // Jitter: after an outage not all handhelds may come back in the same second.
      const timer = setTimeout(resolve, delay * (0.5 + deps.random() / 2))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(): Promise<void> {
    // What the last run of the app left is good for screens before any word with the server.
    become({ ...status, whole: await lookAgain() })
    while (!stopped) {
      nudged = false
      await cycle()
      if (!stopped) await pause()
      wake = null
    }
  }
  void run()

  function nudge(): void {
    nudged = true
    wake?.()
  }

  return {
    nudge,
    status: () => status,
    seen: () => seen,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    takeCounts() {
      counting += 1
      nudge()
      return () => {
        counting -= 1
      }
    },
    stop() {
      stopped = true
      wake?.()
    },
  }
}

/** What a cycle does: sends, follows, and takes work ahead where there may be some that was not there before. */
function syncing(deps: SyncDeps): (counting: boolean) => Promise<void> {
  const refill = keepReserve(deps)
  /** Whom work was looked for, in which way: what there is to take changes with the feed alone. */
  let lookedFor: string | null = null
  return async (counting) => {
    const whose = `${deps.userId()} ${counting ? 'counts' : 'picks'}`
    const before = lookedFor
    // Unless all of this goes well: what the feed brought once does not come again.
    lookedFor = null
    await drain(deps)
    const changes = await pull(deps)
    if (!deps.wantsWork()) return
    if (changes > 0 || whose !== before) {
      if (await leaseAhead(deps)) await pull(deps)
      if (counting && (await leaseCountsAhead(deps))) await pull(deps)
    }
    lookedFor = whose
    await refill()
  }
}

function forgetNowAndThen({ outbox, now }: SyncDeps): () => Promise<void> {
  let forgotAt = Number.NEGATIVE_INFINITY
  return async () => {
    // A clock that was set back must not put it off.
    if (Math.abs(now() - forgotAt) < FORGET_MS) return
    await forgetOld(outbox, now())
    await forgetOldPhotos(outbox, now())
    forgotAt = now()
  }
}
