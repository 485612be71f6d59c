import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OutboxDatabase } from '../outbox/database.ts'
import { ssccsLeft, takeSscc } from '../outbox/sscc-reserve.ts'
import { keepReserve } from './refill-ssccs.ts'
import { Declined, Unauthorised, Unreachable } from './transport.ts'

let outbox: OutboxDatabase
let clock = 0
let asked: number[] = []
let answer: (count: number) => Promise<string[]>
let serial = 0
beforeEach(() => {
  outbox = new OutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
  clock = 0
  asked = []
  answer = async (count) =>
    Array.from({ length: count }, () => {
      serial += 1
      return `SSCC-${serial}`
    })
})
afterEach(() => outbox.close())
const reserve = () =>
  keepReserve({
    outbox,
    now: () => clock,
    transport: {
      ssccs(count) {
        asked.push(count)
        return answer(count)
      },
    },
  })

describe('the reserve of carton numbers, online', () => {
  it('is filled, and again when it runs low', async () => {
    const refill = reserve()
    await refill()
    await refill()
    expect(await ssccsLeft(outbox)).toBe(20)
    for (let taken = 0; taken < 9; taken++) await takeSscc(outbox)
    await refill()
    expect(asked).toEqual([20, 9])
    expect(await ssccsLeft(outbox)).toBe(20)
  })

  it.each([
    new Declined(409, 'company-prefix-not-set', 'no'),
    new Unauthorised('no'),
  ])('waits a while where the office has not set it up, or the shift has ended: %s', async (error) => {
    answer = () => Promise.reject(error)
    const refill = reserve()
    await refill()
    await refill()
    expect(asked).toHaveLength(1)
    clock = 60_000
    await refill()
    expect(asked).toHaveLength(2)
    expect(await ssccsLeft(outbox)).toBe(0)
  })

  it('says like every request that the network is gone', async () => {
    answer = () => Promise.reject(new Unreachable('gone'))
    await expect(reserve()()).rejects.toThrow(Unreachable)
  })
})
