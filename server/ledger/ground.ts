/** What stands still while a unit posts: items, locations, lots, each read at most once per unit. */
import { and, eq, sql } from 'drizzle-orm'
import type { Named } from '../../shared/transactions/fields.ts'
import { localDate } from '../availability/local-date.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { keptBarcode } from '../master/kept-barcode.ts'
import { Refusal } from './refusal.ts'

export type Item = Schema['items']['$inferSelect']
export type Location = Schema['locations']['$inferSelect']
export type Lot = Schema['lots']['$inferSelect']

const statements = ((db, t) => ({
  item: prepared(
    'ground_item',
    db
      .select()
      .from(t.items)
      .where(eq(t.items.sku, sql.placeholder('sku'))),
  ),
  barcode: prepared(
    'ground_barcode',
    db
      .select()
      .from(t.barcodes)
      .where(eq(t.barcodes.code, sql.placeholder('code'))),
  ),
  location: prepared(
    'ground_location',
    db
      .select()
      .from(t.locations)
      .where(
        and(eq(t.locations.warehouse, sql.placeholder('warehouse')), eq(t.locations.code, sql.placeholder('code'))),
      ),
  ),
  warehouse: prepared(
    'ground_warehouse',
    db
      .select()
      .from(t.warehouses)
      .where(eq(t.warehouses.code, sql.placeholder('warehouse'))),
  ),
  lot: prepared(
    'ground_lot',
    db
      .select()
      .from(t.lots)
      .where(and(eq(t.lots.sku, sql.placeholder('sku')), eq(t.lots.lot, sql.placeholder('lot')))),
  ),
})) satisfies Statements<unknown>

export interface Ground {
  /** The warehouse's local date in this unit. */
  today(): Promise<string>
  timeZone(): Promise<string>
  item(sku: string): Promise<Item | undefined>
  location(code: string): Promise<Location | undefined>
  lot(sku: string, lot: string): Promise<Lot | undefined>
  /** Keeps a place from being counted until this unit ends. */
  holdPlace(code: string): Promise<void>
  /** After a location was written in this unit. */
  rememberLocation(location: Location): void
  /** After a lot was written in this unit. */
  rememberLot(lot: Lot): void
  /** The item that a payload names by SKU or barcode. Throws a Refusal where there is none. */
  namedItem(named: Named): Promise<Item>
  /** Throws a Refusal where the company has no such warehouse. */
  namedWarehouse(code: string, field: string): Promise<void>
  /** The location that a payload names. Throws a Refusal where there is none; virtual ones cannot be named. */
  namedLocation(code: string, field: string): Promise<Location>
}

export function openGround(tx: Tx, warehouse: string): Ground {
  const s = tx.statements(statements)
  const items = new Map<string, Item | undefined>()
  const locations = new Map<string, Location | undefined>()
  const lots = new Map<string, Lot | undefined>()

  const held = new Set<string>()
  let today: string | undefined
  let zone: string | undefined

  const ground: Ground = {
    async today() {
      today ??= localDate(tx.now, await ground.timeZone())
      return today
    },
    async timeZone() {
      zone ??= (await s.warehouse.execute({ warehouse }))[0]?.timeZone ?? 'UTC'
      return zone
    },
    async item(sku) {
      if (!items.has(sku)) items.set(sku, (await s.item.execute({ sku }))[0])
      return items.get(sku)
    },
    async location(code) {
      if (!locations.has(code)) locations.set(code, (await s.location.execute({ warehouse, code }))[0])
      return locations.get(code)
    },
    async lot(sku, lot) {
      const key = `${sku}\n${lot}`
      if (!lots.has(key)) lots.set(key, (await s.lot.execute({ sku, lot }))[0])
      return lots.get(key)
    },
    async holdPlace(code) {
      if (held.has(code)) return
      held.add(code)
      await tx.share(`location ${warehouse} ${code}`)
    },
    rememberLocation(location) {
      locations.set(location.code, location)
    },
    rememberLot(lot) {
      lots.set(`${lot.sku}\n${lot.lot}`, lot)
    },
    async namedItem({ sku, barcode }) {
      const named =
        sku ?? (barcode === undefined ? undefined : (await s.barcode.execute({ code: keptBarcode(barcode) }))[0]?.sku)
      if (named !== undefined) await tx.share(`item-master ${named}`)
      const item = named === undefined ? undefined : await ground.item(named)
      if (item) return item
      if (sku !== undefined)
        throw new Refusal('unknown-sku', `There is no item ${sku}. Add it, then resubmit.`, 'payload.sku')
      throw new Refusal(
        'unknown-barcode',
        `No item has the barcode ${barcode}. Add it, then resubmit.`,
        'payload.barcode',
      )
    },
    async namedWarehouse(code, field) {
      if ((await s.warehouse.execute({ warehouse: code }))[0]) return
      throw new Refusal('unknown-warehouse', `There is no warehouse ${code}.`, `payload.${field}`)
    },
    async namedLocation(code, field) {
      await ground.holdPlace(code)
      const location = await ground.location(code)
      if (location && location.kind !== 'virtual') return location
      throw new Refusal(
        'unknown-location',
        `There is no location ${code} in ${warehouse}. Add it, then resubmit.`,
        `payload.${field}`,
      )
    },
  }
  return ground
}
