/**
 * Which items' figures an entry of the feed may have changed. The feed is the outbox of publishing: each entry is written
 * in the commit of its cause, so nothing can change what a channel may promise and not be seen here.
 */
import { inArray } from 'drizzle-orm'
import { stockOfKey } from '../../shared/wire/pull.ts'
import type { FeedChange, Reader } from '../db/work.ts'

/** Null warehouse: in each. */
export interface ChangedItem {
  warehouse: string | null
  sku: string
  /** A lot of it was held, or is not any more. */
  lot: boolean
}

export interface Changed {
  /** Terms of a channel or a warehouse: any figure may be another. */
  everything: boolean
  items: ChangedItem[]
}

export async function changedBy(reader: Reader, entries: readonly string[]): Promise<Changed> {
  const found = new Map<string, ChangedItem>()
  const places: string[] = []
  let everything = false
  const note = (warehouse: string | null, sku: string, lot: boolean) => {
    const key = JSON.stringify([warehouse, sku])
    found.set(key, { warehouse, sku, lot: lot || (found.get(key)?.lot ?? false) })
  }
  for (const change of entries.flatMap((text) => JSON.parse(text) as FeedChange[])) {
    if (change.table === 'channels' || change.table === 'warehouses') everything = true
    else if (change.table === 'locations') places.push(change.key)
    else if (change.table === 'lots') note(change.warehouse, firstOf(change.key), true)
    else if (change.table === 'stock' || change.table === 'claims') note(change.warehouse, firstOf(change.key), false)
    else if (change.table === 'items') note(change.warehouse, change.key, false)
  }
  for (const { warehouse, sku } of await stockAt(reader, places)) note(warehouse, sku, false)
  return { everything, items: [...found.values()] }
}

/** Keys of these tables begin with the SKU. */
const firstOf = (key: string): string => stockOfKey(key).sku

/** A place that was blocked or opened: what stands there now; what was moved says so itself. */
async function stockAt({ db, t }: Reader, locations: readonly string[]) {
  if (locations.length === 0) return []
  const { stock } = t
  return db
    .selectDistinct({ warehouse: stock.warehouse, sku: stock.sku })
    .from(stock)
    .where(inArray(stock.location, [...new Set(locations)]))
}
