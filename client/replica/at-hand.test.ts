import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { interpretScan } from '../../shared/barcode/scan.ts'
import type { ItemRow, LocationRow } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { keepAtHand } from './at-hand.ts'
import { ReplicaDatabase } from './database.ts'
import { nameAtHand, nameScan } from './name.ts'
import type { View } from './view.ts'

const GTIN = '10614141000019'
const OATS = { sku: 'OAT', name: 'Oats', lotTracked: true } as ItemRow
const BIN = { code: 'A-03-2', kind: 'pick' } as LocationRow
const label = interpretScan(`]C101${GTIN}10L2417`, { today: '2026-01-05', site: {} })
const bin = interpretScan('LOC:A-03-2', { today: '2026-01-05', site: {} })

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let view: Required<View>
beforeEach(async () => {
  disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  const replica = new ReplicaDatabase(disk)
  view = { outbox: new OutboxDatabase(disk), replica, atHand: keepAtHand(replica) }
  await replica.rows.barcodes.put({ code: GTIN, sku: 'OAT', quantity: 12 }, GTIN)
  await replica.rows.items.put(OATS, 'OAT')
  await replica.rows.locations.put(BIN, 'A-03-2')
})
afterEach(() => {
  view.outbox.close()
  view.replica.close()
})

it('names what was fetched as the disk would, and nothing else', async () => {
  expect(nameAtHand(view, label)).toBeUndefined()
  await view.atHand.fetch(['OAT'], ['A-03-2'])
  expect(nameAtHand(view, label)).toEqual(await nameScan(view, label))
  expect(nameAtHand(view, bin)).toEqual(await nameScan(view, bin))
  const other = interpretScan('LOC:B-01-1', { today: '2026-01-05', site: {} })
  expect(nameAtHand(view, other)).toBeUndefined()
})

it.each<[string, (replica: ReplicaDatabase) => PromiseLike<unknown>]>([
  [
    'a barcode that now names another item',
    ({ rows }) => rows.barcodes.put({ code: GTIN, sku: 'TEA', quantity: 1 }, GTIN),
  ],
  ['a barcode that is gone', ({ rows }) => rows.barcodes.delete(GTIN)],
  ['an item that was changed', ({ rows }) => rows.items.put({ ...OATS, name: 'Rolled oats' }, 'OAT')],
  ['a place that was blocked', ({ rows }) => rows.locations.put({ ...BIN, blocked: true }, 'A-03-2')],
  ['a replica that is dropped', ({ rows }) => rows.items.clear()],
])('forgets %s, and the disk is asked', async (_, change) => {
  await view.atHand.fetch(['OAT'], ['A-03-2'])
  await change(view.replica)
  expect(nameAtHand(view, label)).toBeUndefined()
  expect(nameAtHand(view, bin)).toBeUndefined()
})

it('keeps nothing that changed while it was fetched', async () => {
  const fetching = view.atHand.fetch(['OAT'], [])
  await view.replica.rows.items.put({ ...OATS, name: 'Rolled oats' }, 'OAT')
  await fetching
  const named = nameAtHand(view, label)
  expect(named === undefined || (named.kind === 'item' && named.item.name === 'Rolled oats')).toBe(true)
})

it('is not emptied by what stock does', async () => {
  await view.atHand.fetch(['OAT'], ['A-03-2'])
  await view.replica.rows.stock.clear()
  await view.replica.rows.tasks.clear()
  expect(nameAtHand(view, label)).toBeDefined()
})
