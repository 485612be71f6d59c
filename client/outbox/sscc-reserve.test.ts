import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OutboxDatabase } from './database.ts'
import { keepSsccs, ssccsLeft, takeSscc } from './sscc-reserve.ts'

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let outbox: OutboxDatabase
const open: OutboxDatabase[] = []
/** Another tab, or the app after it was killed: the same disk. */
function newTab(): OutboxDatabase {
  const tab = new OutboxDatabase(disk)
  open.push(tab)
  return tab
}
beforeEach(() => {
  disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = newTab()
})
afterEach(() => {
  for (const tab of open.splice(0)) tab.close()
})

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `SSCC-${from + index}`)

describe('the reserve of carton numbers', () => {
  it('is empty at first, and says so', async () => {
    expect(await takeSscc(outbox)).toBeNull()
    expect(await ssccsLeft(outbox)).toBe(0)
  })

  it('gives each number once, in order, then none', async () => {
    await keepSsccs(outbox, numbers(1, 3))
    expect([await takeSscc(outbox), await takeSscc(outbox)]).toEqual(['SSCC-1', 'SSCC-2'])
    expect(await ssccsLeft(outbox)).toBe(1)
    expect([await takeSscc(outbox), await takeSscc(outbox)]).toEqual(['SSCC-3', null])
  })

  it('gives no number twice, from however many tabs at once', async () => {
    await keepSsccs(outbox, numbers(1, 30))
    const tabs = [outbox, newTab(), newTab()]
    const taken = await Promise.all(
      Array.from({ length: 36 }, (_, index) => takeSscc(tabs[index % 3] as OutboxDatabase)),
    )
    const given = taken.filter((number) => number !== null)
    expect(given.sort()).toEqual(numbers(1, 30).sort())
    expect(new Set(given).size).toBe(30)
  })

  it('does not give again after a kill what nobody used', async () => {
    await keepSsccs(outbox, numbers(1, 2))
    await takeSscc(outbox)
    outbox.close()
    expect(await takeSscc(newTab())).toBe('SSCC-2')
  })

  it('grows behind what is there, and keeps no number twice', async () => {
    await keepSsccs(outbox, numbers(1, 2))
    await keepSsccs(outbox, numbers(2, 4))
    expect(await ssccsLeft(outbox)).toBe(4)
    expect(await takeSscc(outbox)).toBe('SSCC-1')
  })
})
