/** All that is done with platforms by itself, with one session for each: orders in, numbers out, parcels told. */
import { createDriftWatch } from './drift/drift.ts'
import { createFulfilment } from './fulfilment/fulfilment.ts'
import { createIntake } from './intake/intake.ts'
import { refreshLagBuffers } from './lag-buffers.ts'
import { createPoolKeeper } from './pools.ts'
import { createPublisher } from './publisher.ts'
import { keepSessions, type SessionDeps } from './sessions.ts'
import { watchSilence } from './silence.ts'

export interface ChannelDeps extends SessionDeps {
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
}

export interface Channels {
  /** What may be told now: after a change it is urgent. */
  publish(): Promise<void>
  /** Everything else that is due. */
  tend(): Promise<void>
}

const WATCH_MS = 60_000

export function createChannels(deps: ChannelDeps): Channels {
  const shared = { ...deps, sessionOf: keepSessions(deps) }
  const publisher = createPublisher(shared)
  const intake = createIntake(shared)
  const fulfilment = createFulfilment(shared)
  const drift = createDriftWatch(shared)
  const pools = createPoolKeeper(shared)
  const since = deps.now()
  let watchedAt = since

  /** Once a minute: nothing of it is urgent. */
  async function watch(): Promise<void> {
    const now = deps.now()
    if (now - watchedAt < WATCH_MS) return
    watchedAt = now
    await refreshLagBuffers(deps.work, now)
    await watchSilence(deps.work, now, since)
  }

  return {
    publish: publisher.step,
    async tend() {
      await Promise.all([intake.step(), fulfilment.step(), drift.step(), pools.step(), watch()])
    },
  }
}
