import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { readState } from './apply.ts'
import { ReplicaDatabase } from './database.ts'

it('lets go of what an older app kept in another form, so that all of it is fetched anew', async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  const older = new Dexie('lotline-replica', disk)
  older.version(3).stores({
    items: ', sku',
    barcodes: ', sku',
    lots: ', sku, lot, supplierLot',
    locations: ', kind, within, sscc',
    state: 'name',
  })
  await older.table('items').put({ sku: 'OAT', name: 'Oats' }, 'OAT')
  await older.table('barcodes').put({ code: '1', sku: 'OAT', quantity: 1 }, '1')
  await older.table('locations').put({ code: 'A-01', kind: 'pick' }, 'A-01')
  await older.table('state').put({ name: 'state', epoch: 'e1', cursor: 'c1', whole: true })
  older.close()

  const replica = new ReplicaDatabase(disk)
  expect(await readState(replica)).toBeNull()
  expect(await replica.rows.items.toArray()).toEqual([])
  expect(await replica.rows.barcodes.alsoNamed(['OAT'])).toEqual([])
  expect(await replica.rows.locations.count()).toBe(0)
  await replica.rows.items.put({ sku: 'OAT' } as never, 'OAT')
  expect(await replica.rows.items.get('OAT')).toEqual({ sku: 'OAT' })
  replica.close()
})
