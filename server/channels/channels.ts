/** All that is done with platforms by itself, with one session for each: orders in, numbers out, parcels told. */
import { createFulfilment } from './fulfilment/fulfilment.ts'
import { createIntake } from './intake/intake.ts'
import { createPublisher } from './publisher.ts'
import { keepSessions, type SessionDeps } from './sessions.ts'

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

export function createChannels(deps: ChannelDeps): Channels {
  const shared = { ...deps, sessionOf: keepSessions(deps) }
  const publisher = createPublisher(shared)
  const intake = createIntake(shared)
  const fulfilment = createFulfilment(shared)
  return {
    publish: publisher.step,
    async tend() {
      await Promise.all([intake.step(), fulfilment.step()])
    },
  }
}
