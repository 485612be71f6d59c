import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ItemRow } from '../../shared/wire/pull.ts'
import { ReplicaDatabase } from './database.ts'
import { keepRows } from './kept-rows.ts'

let replica: ReplicaDatabase
beforeEach(async () => {
  replica = new ReplicaDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
  for (const sku of ['A', 'B', 'C', 'D']) await replica.rows.items.put({ sku } as ItemRow, sku)
})
afterEach(() => replica.close())

const skus = (rows: readonly (ItemRow | undefined)[]) => rows.map((row) => row?.sku)
const kept = (most?: number) => keepRows(replica, 'items', (keys) => replica.rows.items.bulkGet(keys), undefined, most)

it('answers in the order of the keys, whichever of them are known, gone or asked for twice', async () => {
  const items = kept()
  expect(skus(await items.of(['C', 'A']))).toEqual(['C', 'A'])
  expect(skus(await items.of(['A', 'X', 'B', 'A', 'C']))).toEqual(['A', undefined, 'B', 'A', 'C'])
  expect(await items.of([])).toEqual([])
})

it('loses none of an answer where there is no room for all', async () => {
  const items = kept(2)
  expect(skus(await items.of(['A', 'B']))).toEqual(['A', 'B'])
  expect(skus(await items.of(['A', 'C', 'B', 'D']))).toEqual(['A', 'C', 'B', 'D'])
  expect(skus(await items.of(['A']))).toEqual(['A'])
})
