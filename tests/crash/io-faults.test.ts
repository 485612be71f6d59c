import { describe, expect, it } from 'vitest'
import { IS_WHOLE } from '../support/whole.ts'
import { hasBadDisk } from './bad-disk.ts'
import { failEach } from './io-faults.ts'

// Every write of all kinds: `node tests/crash/run.mjs --io`. An odd stride meets heads of the log's frames and their pages.
const EVERY = IS_WHOLE ? 61 : 127

describe.skipIf(!hasBadDisk())('a disk that fails in the middle of work', () => {
  it('takes nothing that was answered, and doubles nothing', async () => {
    const all = await failEach({
      every: EVERY,
      kinds: [
        { what: 'work', error: 'EIO', on: false },
        { what: 'work', error: 'ENOSPC', on: true },
        { what: 'begin', error: 'EIO', on: false },
      ],
    })
    for (const { writes, runs } of all) {
      expect(writes).toBeGreaterThan(300)
      expect(runs).toBe(Math.ceil(writes / EVERY))
    }
    expect(all[0]?.acknowledged).toBeGreaterThan(0)
    expect(all[1]?.refused).toBeGreaterThan(0)
  }, 180_000)
})
