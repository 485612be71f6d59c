import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PullAnswer, REPLICA_TABLES, type ReplicaChange, type ReplicaTable } from '../../shared/wire/pull.ts'
import { applyPage, dropReplica, readState } from './apply.ts'
import { isCursorAlone, ReplicaDatabase } from './database.ts'

let replica: ReplicaDatabase
beforeEach(() => {
  replica = new ReplicaDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
})
afterEach(() => replica.close())

const place = (code: string, blocked = false): ReplicaChange => ({
  table: 'locations',
  key: code,
  value: { code, kind: 'pick', within: null, pickSequence: 0, blocked, sscc: null },
})
const outcome = (id: string, device: string): ReplicaChange => ({
  table: 'outcomes',
  key: id,
  value: { id, device, outcome: 'applied', settled: true, exceptions: [] },
})
const page = (changes: ReplicaChange[], more: Partial<PullAnswer> = {}): PullAnswer => ({
  epoch: 'e1',
  cursor: 'c1',
  changes,
  more: false,
  snapshot: false,
  ...more,
})
/** From where the replica stands. */
const apply = async (one: PullAnswer) => applyPage(replica, one, 'HH-1', (await readState(replica))?.cursor ?? null)
const codes = async () =>
  (await replica.rows.locations.toArray()).map(({ code, blocked }) => `${code}${blocked ? '!' : ''}`)

describe('a page', () => {
  it('leaves rows and cursor together', async () => {
    await apply(page([place('A-01'), place('A-02')], { cursor: 'c7' }))
    expect(await codes()).toEqual(['A-01', 'A-02'])
    expect(await readState(replica)).toEqual({ name: 'state', epoch: 'e1', cursor: 'c7', whole: true })
  })

  it('that brings nothing sends no screen back to the disk; one that brings something does', async () => {
    await apply(page([place('A-01')]))
    const told: boolean[] = []
    const hear = (changed: object) => void told.push(isCursorAlone(changed))
    Dexie.on.storagemutated.subscribe(hear)
    try {
      await apply(page([], { cursor: 'c2' }))
      await apply(page([place('A-02')], { cursor: 'c3' }))
      await expect.poll(() => told).toEqual([true, false])
    } finally {
      Dexie.on.storagemutated.unsubscribe(hear)
    }
  })

  it('that breaks off leaves neither', async () => {
    await apply(page([place('A-01')]))
    const broken = { table: 'locations', key: 'A-03', value: { code: () => 'no row' } } as unknown as ReplicaChange
    const failed = apply(page([place('A-02'), broken], { cursor: 'c2' }))
    await expect(failed).rejects.toThrow()
    expect(await codes()).toEqual(['A-01'])
    expect((await readState(replica))?.cursor).toBe('c1')
  })

  it('that follows on what is no more leaves nothing', async () => {
    await apply(page([place('A-01')], { cursor: 'c1' }))
    // Another tab was faster, or has dropped the replica.
    expect(await applyPage(replica, page([place('A-02')], { cursor: 'c2' }), 'HH-1', 'c0')).toBe(false)
    expect(await applyPage(replica, page([place('A-02')], { cursor: 'c2' }), 'HH-1', null)).toBe(false)
    expect(await codes()).toEqual(['A-01'])
    await dropReplica(replica)
    expect(await applyPage(replica, page([place('A-02')], { cursor: 'c2' }), 'HH-1', 'c1')).toBe(false)
    expect(await codes()).toEqual([])
    expect(await readState(replica)).toBeNull()
  })

  it('that changes a row twice leaves the last', async () => {
    const gone: ReplicaChange = { table: 'locations', key: 'A-02', value: null }
    await apply(page([place('A-01'), place('A-01', true), place('A-02'), gone]))
    expect(await codes()).toEqual(['A-01!'])
    await apply(page([gone, place('A-02')]))
    expect(await codes()).toEqual(['A-01!', 'A-02'])
  })

  it('twice is the page once', async () => {
    for (let times = 0; times < 2; times++) await apply(page([place('A-01')]))
    expect(await codes()).toEqual(['A-01'])
  })

  it('keeps this device’s outcomes only', async () => {
    await apply(page([outcome('a', 'HH-1'), outcome('b', 'HH-2')]))
    expect((await replica.rows.outcomes.toArray()).map((row) => row.id)).toEqual(['a'])
  })

  it('of a newer server may speak of tables that are not known yet', async () => {
    const news = { table: 'wishes' as ReplicaTable, key: '1', value: {} } as unknown as ReplicaChange
    await apply(page([news, place('A-01')]))
    expect(await codes()).toEqual(['A-01'])
  })
})

describe('a replica', () => {
  it('is whole only when the feed was read to its end after the snapshot', async () => {
    const steps: [Partial<PullAnswer>, boolean][] = [
      [{ snapshot: true, more: true }, false],
      [{ snapshot: true, more: false }, false],
      [{ snapshot: false, more: true }, false],
      [{ snapshot: false, more: false }, true],
      // From then on every page keeps it so.
      [{ snapshot: false, more: true }, true],
    ]
    for (const [kind, whole] of steps) {
      await apply(page([], kind))
      expect((await readState(replica))?.whole).toBe(whole)
    }
  })

  it('that is dropped holds nothing, not even the cursor', async () => {
    for (const table of REPLICA_TABLES) await replica.table(table).put({ sku: 'x' }, 'key')
    await apply(page([place('A-01')]))
    await dropReplica(replica)
    expect(await readState(replica)).toBeNull()
    for (const table of REPLICA_TABLES) expect(await replica.table(table).count()).toBe(0)
  })

  it('has a table for all that is on the wire', () => {
    const tables = replica.tables
      .map((table) => table.name)
      .filter((name) => name !== 'state' && name !== 'uninspected')
    expect(tables.sort()).toEqual([...REPLICA_TABLES].sort())
  })
})
