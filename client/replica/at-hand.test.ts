import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { interpretScan } from '../../shared/barcode/scan.ts'
import { type ItemRow, type LocationRow, type LotRow, lotKey } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { type AtHand, keepAtHand } from './at-hand.ts'
import { ReplicaDatabase } from './database.ts'
import { type Named, nameAtHand, nameScan } from './name.ts'
import type { View } from './view.ts'

const GTIN = '10614141000019'
const OATS = { sku: 'OAT', name: 'Oats', lotTracked: true } as ItemRow
const BIN = { code: 'A-03-2', kind: 'pick' } as LocationRow
const label = interpretScan(`]C101${GTIN}10L2417`, { today: '2026-01-05', site: {} })
const bin = interpretScan('LOC:A-03-2', { today: '2026-01-05', site: {} })

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let view: View & { atHand: AtHand }
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
  const before = [nameAtHand(view, label), nameAtHand(view, bin)]
  await change(view.replica)
  const after = [nameAtHand(view, label), nameAtHand(view, bin)]
  expect(after).toContain(undefined)
  for (const [at, named] of after.entries()) expect([undefined, before[at]]).toContainEqual(named)
  await view.atHand.fetch(['OAT'], ['A-03-2'])
  expect(nameAtHand(view, label)).toEqual(itemOnly(await nameScan(view, label)))
  expect(nameAtHand(view, bin)).toEqual(await nameScan(view, bin))
})

/** What only the disk can say, such as that nothing has this barcode, is not at hand. */
const itemOnly = (named: Named): Named | undefined => (named.kind === 'item' ? named : undefined)

it('reads items and lots once, until one of them changes', async () => {
  const { rows } = view.replica
  const lot = (code: string, more: object = {}) => ({ sku: 'OAT', lot: code, ...more }) as LotRow
  await rows.lots.put(lot('L1'), lotKey('OAT', 'L1'))
  await rows.lots.put({ ...lot('L9'), sku: 'OATS' }, lotKey('OATS', 'L9'))
  expect(await view.atHand.items(['OAT', 'TEA'])).toEqual([OATS])
  expect(await view.atHand.lots(['OAT', 'TEA'])).toEqual([lot('L1')])
  const read = vi.spyOn(rows.lots, 'startingWith')
  expect(await view.atHand.lots(['OAT'])).toEqual([lot('L1')])
  expect(read).not.toHaveBeenCalled()
  await rows.lots.put(lot('L1', { held: true }), lotKey('OAT', 'L1'))
  await rows.lots.put(lot('L2'), lotKey('OAT', 'L2'))
  expect(await view.atHand.lots(['TEA', 'OAT'])).toEqual([lot('L1', { held: true }), lot('L2')])
  expect(read).toHaveBeenCalledTimes(2)
})

it('answers with what stands on the disk where it changes while it is read', async () => {
  const { rows } = view.replica
  for (let nth = 0; nth < 20; nth++) {
    const reading = view.atHand.items(['OAT'])
    const name = `Oats ${nth}`
    await rows.items.put({ ...OATS, name }, 'OAT')
    expect(await view.atHand.items(['OAT'])).toEqual([{ ...OATS, name }])
    await reading
    expect(await view.atHand.items(['OAT'])).toEqual([{ ...OATS, name }])
  }
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
