/** What this device knows to be free of an item, in the order in which it must leave: where a short pick is sent on to. */
import { isVirtual } from '../../../shared/rules/places.ts'
import { rotationKey } from '../../../shared/rules/rotation.ts'
import { type ItemRow, type LotRow, type StockRow, stockKey } from '../../../shared/wire/pull.ts'
import type { Overlay } from '../../replica/overlay.ts'
import { stockOf } from '../../replica/stock.ts'
import { layStock, type PickTask, type View } from '../../replica/view.ts'
import type { FreeStock } from './redirect.ts'

/** As the server chooses: available, of a good lot, in an open place, not allocated, not suspect. */
export async function freeStock(
  { replica }: View,
  items: readonly ItemRow[],
  lots: readonly LotRow[],
  overlay: Overlay,
  tasks: readonly PickTask[],
): Promise<FreeStock[]> {
  const skus = items.map(({ sku }) => sku)
  const rows = await stockOf(replica, skus)
  const stock = layStock(rows, overlay, ({ sku }) => skus.includes(sku)).filter((row) => row.status === 'available')
  const places = await replica.rows.locations.bulkGet([...new Set(stock.map(({ location }) => location))])
  const placeOf = new Map(places.flatMap((place) => (place ? [[place.code, place]] : [])))
  const free: (FreeStock & { rotation: string })[] = []
  for (const row of stock) {
    const item = items.find(({ sku }) => sku === row.sku)
    const place = placeOf.get(row.location)
    const lot = lots.find((known) => known.sku === row.sku && known.lot === row.lot)
    const quantity = row.quantity - row.allocated - row.suspect + ownWork(row, overlay, tasks)
    if (!item || !place || place.blocked || isVirtual(row.location) || quantity <= 0) continue
    if (item.lotTracked && (!lot || lot.held || !lot.confirmed)) continue
    if (overlay.missing.has(stockKey(row))) continue
    free.push({
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      pickSequence: place.pickSequence,
      quantity,
      expiresOn: lot?.expiresOn ?? null,
      rotation: rotationKey(item.rotation, { receivedAt: lot?.receivedAt ?? 0, expiresOn: lot?.expiresOn ?? null }),
    })
  }
  return free.sort(
    (a, b) =>
      a.rotation.localeCompare(b.rotation) || a.pickSequence - b.pickSequence || a.location.localeCompare(b.location),
  )
}

/**
 * What own picks change, of which the server has not heard: what they set down stands for their orders, and what they took
 * from where they were directed is allocated there no more.
 */
function ownWork(row: StockRow, overlay: Overlay, tasks: readonly PickTask[]): number {
  const ready = [...overlay.ready.values()].filter((one) => isSame(one, row))
  const directed = tasks.filter((task) => isSame(task, row)).map(({ id }) => id)
  const taken = overlay.picks.filter(
    (pick) => directed.includes(pick.taskId) && pick.lot === row.lot && pick.location === row.location,
  )
  const sum = (units: readonly { quantity: number }[]) => units.reduce((total, { quantity }) => total + quantity, 0)
  return sum(taken) - Math.max(0, sum(ready))
}

const isSame = (one: Balance, other: Balance): boolean =>
  one.sku === other.sku && one.lot === other.lot && one.location === other.location

type Balance = Pick<StockRow, 'sku' | 'lot' | 'location'>
