import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Block, BlockTable } from './blocks.ts'

interface Pack {
  code: string
  sku: string
}

/** A table of its own for each run; `records`: what is on the disk. */
function open() {
  const database = new Dexie('blocks', { indexedDB: new IDBFactory(), IDBKeyRange })
  database.version(1).stores({ packs: ', *also' })
  const records = database.table('packs') as Dexie.Table<Block<Pack>, string>
  return { database, records, table: new BlockTable<Pack>(records, ({ sku }) => sku) }
}

/** Each record holds the keys of its range, in their order, and no more than are meant to be in one. */
async function checkRecords(records: Dexie.Table<Block<Pack>, string>): Promise<void> {
  const [froms, blocks] = [await records.toCollection().primaryKeys(), await records.toArray()]
  for (const [at, { from, keys, rows, also }] of blocks.entries()) {
    expect(from).toBe(froms[at])
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.length).toBeLessThanOrEqual(128)
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(rows.map(({ code }) => code)).toEqual(keys)
    expect(new Set(also)).toEqual(new Set(rows.map(({ sku }) => sku)))
    expect((keys[0] ?? '') >= from).toBe(true)
    const next = froms[at + 1]
    if (next !== undefined) expect((keys.at(-1) ?? '') < next).toBe(true)
  }
}

const KEYS = 700
const codeOf = (nth: number): string => `C${String(nth).padStart(4, '0')}`
/** Keys next to each other, as an import or a snapshot has them, or here and there. */
const some = fc.oneof(
  fc.tuple(fc.nat(KEYS), fc.nat(300)).map(([from, count]) => Array.from({ length: count }, (_, nth) => from + nth)),
  fc.array(fc.nat(KEYS), { maxLength: 60 }),
)
const step = fc.record({ keys: some, sku: fc.nat(5), gone: fc.boolean() })

it('has what was put and not deleted, whatever came in which order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { database, records, table } = open()
      const model = new Map<string, Pack>()
      for (const { keys, sku, gone } of steps) {
        const changes = new Map(
          keys.map((nth) => [codeOf(nth), gone ? null : { code: codeOf(nth), sku: `S${(nth + sku) % 7}` }]),
        )
        for (const [key, row] of changes) row === null ? model.delete(key) : model.set(key, row)
        await table.apply(changes)
        await checkRecords(records)
      }
      const rows = [...model.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
      expect(await table.toArray()).toEqual(rows)
      const asked = Array.from({ length: 40 }, (_, nth) => codeOf(nth * 19))
      expect(await table.bulkGet(asked)).toEqual(asked.map((key) => model.get(key)))
      for (const prefix of ['', 'C00', 'C012', 'C0345', 'D'])
        expect(await table.startingWith(prefix)).toEqual(rows.filter(({ code }) => code.startsWith(prefix)))
      for (const skus of [['S1'], ['S2', 'S6', 'S2'], ['S9'], []])
        expect(await table.alsoNamed(skus)).toEqual(rows.filter(({ sku }) => skus.includes(sku)))
      const odd = ({ sku }: Pack) => sku === 'S3'
      expect(await table.filter(odd, 3)).toEqual(rows.filter(odd).slice(0, 3))
      database.close()
    }),
    { numRuns: 60 },
  )
})

it('changes nothing where the transaction around it breaks off', async () => {
  const { database, table } = open()
  await table.put({ code: 'A', sku: 'S' }, 'A')
  const broken = database.transaction('rw', 'packs', async () => {
    await table.apply(
      new Map([
        ['B', { code: 'B', sku: 'S' }],
        ['A', null],
      ]),
    )
    throw new Error('off')
  })
  await expect(broken).rejects.toThrow('off')
  expect(await table.toArray()).toEqual([{ code: 'A', sku: 'S' }])
})

it('writes a page of a snapshot as few records', async () => {
  const { records, table } = open()
  for (let page = 0; page < 5; page++) {
    const rows = Array.from({ length: 2_000 }, (_, nth) => codeOf(page * 2_000 + nth))
    await table.apply(new Map(rows.map((code) => [code, { code, sku: 'S' }])))
  }
  expect(await records.count()).toBeLessThan(10_000 / 90)
})
