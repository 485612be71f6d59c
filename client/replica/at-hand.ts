/**
 * Rows that the work in hand may meet, kept in memory: a scan of one is named in the same turn, before the screen is
 * painted, and a list that is looked at again after each pick does not read anew what it has read before. What changes in a
 * table, here or in another tab, is forgotten; the disk is then asked as ever.
 */
import { type BarcodeRow, type ItemRow, type LocationRow, type LotRow, lotKey } from '../../shared/wire/pull.ts'
import type { ReplicaDatabase } from './database.ts'
import { keepRows } from './kept-rows.ts'

export interface AtHand {
  barcode(code: string): { barcode: BarcodeRow; item: ItemRow } | undefined
  location(code: string): LocationRow | undefined
  /** Fetches what these items and places may be scanned as. */
  fetch(skus: readonly string[], locations: readonly string[]): Promise<void>
  /** Those that there are, in this order. */
  items(skus: readonly string[]): Promise<ItemRow[]>
  /** Every lot of these items, one item after the other. */
  lots(skus: readonly string[]): Promise<LotRow[]>
}

export function keepAtHand(replica: ReplicaDatabase): AtHand {
  const { rows } = replica
  /** By what is scanned. */
  const codes = new Map<string, BarcodeRow>()
  const items = keepRows(replica, 'items', (skus) => rows.items.bulkGet(skus))
  const lots = keepRows(replica, 'lots', (skus) => lotsBySku(replica, skus))
  const places = keepRows(replica, 'locations', (codes) => rows.locations.bulkGet([...codes]))
  const barcodes = keepRows(
    replica,
    'barcodes',
    async (skus) => {
      const found = await rows.barcodes.alsoNamed(skus)
      return skus.map((sku) => found.filter((barcode) => barcode.sku === sku))
    },
    () => codes.clear(),
  )
  return {
    barcode(code) {
      const barcode = codes.get(code)
      const item = barcode && items.known(barcode.sku)
      return item && { barcode, item }
    },
    location: (code) => places.known(code),
    async fetch(skus, locations) {
      await Promise.all([barcodes.of(skus), items.of(skus), places.of(locations)])
      // Of what is still known: it may have changed while it was fetched.
      for (const sku of skus) for (const barcode of barcodes.known(sku) ?? []) codes.set(barcode.code, barcode)
    },
    items: async (skus) => (await items.of(skus)).filter((item) => item !== undefined),
    lots: async (skus) => (await lots.of(skus)).flatMap((own) => own ?? []),
  }
}

const lotsBySku = (replica: ReplicaDatabase, skus: readonly string[]): Promise<LotRow[][]> =>
  replica.transaction('r', ['lots'], () =>
    Promise.all(skus.map((sku) => replica.rows.lots.startingWith(lotKey(sku, '')))),
  )
