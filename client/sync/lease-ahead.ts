/** Takes pick lists and counts before they are needed, so that there is work in the dead spots. */
import type { OutboxDatabase } from '../outbox/database.ts'
import { dueCounts, isForUs } from '../replica/counts.ts'
import type { ReplicaDatabase } from '../replica/database.ts'
import { freePickLists, pickWork } from '../replica/view.ts'
import { Declined, type Transport } from './transport.ts'

/** Enough for the longest dead spot, few enough that work is not hoarded. */
const AHEAD = 2

export interface LeaseDeps {
  outbox: OutboxDatabase
  replica: ReplicaDatabase
  transport: Transport
  deviceId: string
}

export interface CountLeaseDeps extends LeaseDeps {
  /** Who is signed in: a recount is not given to who counted before. */
  userId(): string | null
}

/** As many as somebody counts before the device is online again, and when more are asked for. */
const COUNTS = 10
const FEW_COUNTS = 3

/** Returns whether one was taken. */
export async function leaseAhead(deps: LeaseDeps): Promise<boolean> {
  const mine = await pickWork(deps, deps.deviceId)
  const open = mine.filter(({ tasks }) => tasks.some((task) => task.remaining > 0)).length
  let taken = 0
  for (const list of await freePickLists(deps)) {
    if (open + taken >= AHEAD) break
    try {
      await deps.transport.lease(list.id)
      taken += 1
    } catch (error) {
      // Another device was faster: the next pull says so.
      if (!(error instanceof Declined)) throw error
    }
  }
  return taken > 0
}

/** While somebody counts. Returns whether any were taken. */
export async function leaseCountsAhead(deps: CountLeaseDeps): Promise<boolean> {
  const due = (await dueCounts(deps, deps.deviceId, deps.userId())).filter(isForUs)
  const mine = due.filter(({ holder }) => holder === 'here').length
  if (mine >= FEW_COUNTS || mine === due.length) return false
  try {
    return (await deps.transport.leaseCounts(COUNTS, deps.userId())) > mine
  } catch (error) {
    if (!(error instanceof Declined)) throw error
    return false
  }
}

/** At the end of a shift: lists that were not begun go back, those begun stay for whoever takes this device next. */
export async function returnUnbegun(deps: LeaseDeps): Promise<void> {
  for (const { list, tasks } of await pickWork(deps, deps.deviceId)) {
    if (tasks.some((task) => task.done > 0)) continue
    // Without a network they stay leased until the device has been silent for long.
    await deps.transport.giveBack(list.id).catch(() => {})
  }
  const counts = (await dueCounts(deps, deps.deviceId, null)).filter(({ holder }) => holder === 'here')
  if (counts.length > 0) await deps.transport.returnCounts(counts.map(({ id }) => id)).catch(() => {})
}
