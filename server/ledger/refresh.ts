/** When an item, lot or location changes under its stock, the columns kept from it are made anew, the shelf with them. */
import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { itemLock } from '../db/work.ts'
import { warehouseCodes } from '../master/warehouses.ts'
import type { Lot } from './ground.ts'
import type { Scene } from './scene.ts'
import { lotColumns, type StockRow } from './stock.ts'

/** A lot belongs to the company: its stock in every warehouse follows. */
export async function refreshLotStock(scene: Scene, lot: Pick<Lot, 'sku' | 'lot'>): Promise<void> {
  const { stock } = scene.tx.t
  const warehouses = await lockEverywhere(scene, lot.sku)
  await refreshWhere(scene, and(inArray(stock.warehouse, warehouses), eq(stock.sku, lot.sku), eq(stock.lot, lot.lot)))
}

export async function refreshItemStock(scene: Scene, sku: string): Promise<void> {
  const { stock } = scene.tx.t
  const warehouses = await lockEverywhere(scene, sku)
  await refreshWhere(scene, and(inArray(stock.warehouse, warehouses), eq(stock.sku, sku)))
}

/** What is read and written again here must not move meanwhile, in whichever warehouse it stands. Returns all of them. */
async function lockEverywhere({ tx }: Scene, sku: string): Promise<string[]> {
  const warehouses = await warehouseCodes(tx)
  await tx.lock(...warehouses.map((code) => itemLock(code, sku)))
  return warehouses
}

export async function refreshLocationStock(scene: Scene, location: string): Promise<void> {
  const { stock } = scene.tx.t
  await refreshWhere(scene, and(eq(stock.warehouse, scene.warehouse), eq(stock.location, location)))
}

async function refreshWhere(scene: Scene, where: SQL | undefined): Promise<void> {
  const { stock, locations } = scene.tx.t
  const rows = await scene.tx.db
    .select({ stock, blocked: locations.blocked, pickSequence: locations.pickSequence })
    .from(stock)
    .leftJoin(locations, and(eq(locations.warehouse, stock.warehouse), eq(locations.code, stock.location)))
    .where(where)
  for (const row of rows) await refreshRow(scene, row.stock, row.blocked ?? false, row.pickSequence ?? 0)
}

async function refreshRow(scene: Scene, row: StockRow, blocked: boolean, pickSequence: number): Promise<void> {
  const item = await scene.ground.item(row.sku)
  if (!item) return
  const next = { ...row, pickSequence, ...lotColumns(item, await scene.ground.lot(row.sku, row.lot), row, blocked) }
  const same = (['sellable', 'rotation', 'expiresOn', 'pickSequence'] as const).every(
    (column) => next[column] === row[column],
  )
  if (same) return
  const balance = { quantity: row.quantity, allocated: row.allocated, suspect: row.suspect }
  scene.shelf.add(row, { quantity: -balance.quantity, allocated: -balance.allocated, suspect: -balance.suspect })
  scene.shelf.add(next, balance)
  const { stock } = scene.tx.t
  await scene.tx.db
    .update(stock)
    .set({ sellable: next.sellable, rotation: next.rotation, expiresOn: next.expiresOn, pickSequence })
    .where(
      and(
        eq(stock.warehouse, row.warehouse),
        eq(stock.sku, row.sku),
        eq(stock.lot, row.lot),
        eq(stock.location, row.location),
        eq(stock.status, row.status),
      ),
    )
}
