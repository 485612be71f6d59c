/** Ids of the server: UUIDv7 in the order in which they are asked for, so that lines of the ledger sort by them. */
import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const POOL_BYTES = 4_096
const BYTES_PER_ID = 16

/** `now`: UTC milliseconds; an id begins with them. */
export function createIds(now: () => number): () => string {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  let lastMs = 0
  let sequence = 0

  /** Random bytes for one id, drawn many at a time: each draw is a call into the system. */
  function randomBytes(): Uint8Array {
    if (used + BYTES_PER_ID > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    used += BYTES_PER_ID
    return pool.slice(used - BYTES_PER_ID, used)
  }

  return () => {
    const random = randomBytes()
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      sequence = ((random[6] ?? 0) << 16) | ((random[7] ?? 0) << 8) | (random[8] ?? 0)
    } else sequence += 1
    return v7({ random, msecs: lastMs, seq: sequence })
  }
}
