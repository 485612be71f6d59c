/**
 * Rows that the work in hand may meet, kept in memory: a scan of one is named in the same turn, before the screen is
 * painted. Whatever changes in their tables, here or in another tab, empties it; a scan then asks the disk as ever.
 */
import Dexie from 'dexie'
import type { BarcodeRow, ItemRow, LocationRow } from '../../shared/wire/pull.ts'
import type { ReplicaDatabase } from './database.ts'

export interface AtHand {
  barcode(code: string): { barcode: BarcodeRow; item: ItemRow } | undefined
  location(code: string): LocationRow | undefined
  /** Fetches what these items and places may be scanned as. */
  fetch(skus: readonly string[], locations: readonly string[]): Promise<void>
}

const TABLES = ['barcodes', 'items', 'locations']

export function keepAtHand(replica: ReplicaDatabase): AtHand {
  const barcodes = new Map<string, { barcode: BarcodeRow; item: ItemRow }>()
  const places = new Map<string, LocationRow>()
  const watched = TABLES.map((table) => `idb://${replica.name}/${table}/`)
  // Counts changes: what was asked before one of them and answered after it must not be kept.
  let changes = 0
  Dexie.on.storagemutated.subscribe((parts) => {
    if (!Object.keys(parts).some((part) => watched.some((table) => part.startsWith(table)))) return
    changes += 1
    barcodes.clear()
    places.clear()
  })
  return {
    barcode: (code) => barcodes.get(code),
    location: (code) => places.get(code),
    async fetch(skus, locations) {
      const asked = changes
      const { rows } = replica
      const [codes, items, found] = await Promise.all([
        rows.barcodes.alsoNamed(skus),
        rows.items.bulkGet(skus),
        rows.locations.bulkGet([...locations]),
      ])
      if (asked !== changes) return
      const itemOf = new Map(items.flatMap((item) => (item ? [[item.sku, item]] : [])))
      for (const barcode of codes) {
        const item = itemOf.get(barcode.sku)
        if (item) barcodes.set(barcode.code, { barcode, item })
      }
      for (const place of found) if (place) places.set(place.code, place)
    },
  }
}
