/** Keeps numbers for carton labels in reserve, so that cartons can be opened in the dead spots. */
import type { OutboxDatabase } from '../outbox/database.ts'
import { keepSsccs, ssccsLeft } from '../outbox/sscc-reserve.ts'
import { Declined, type Transport, Unauthorised } from './transport.ts'

/** A long dead spot's work. */
const RESERVE = 20
/** Asked for more below this: not one by one. */
const LOW = 12
/** The office has not said yet what labels begin with, or the shift has ended: asked again, but not every time. */
const DECLINED_MS = 60_000

export interface RefillDeps {
  outbox: OutboxDatabase
  transport: Pick<Transport, 'ssccs'>
  now(): number
}

export function keepReserve({ outbox, transport, now }: RefillDeps): () => Promise<void> {
  let notBefore = Number.NEGATIVE_INFINITY
  return async () => {
    const left = await ssccsLeft(outbox)
    if (left >= LOW || now() < notBefore) return
    try {
      await keepSsccs(outbox, await transport.ssccs(RESERVE - left))
    } catch (error) {
      if (!(error instanceof Declined || error instanceof Unauthorised)) throw error
      notBefore = now() + DECLINED_MS
    }
  }
}
