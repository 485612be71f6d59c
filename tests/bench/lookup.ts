/** A barcode's item among 200,000 barcodes on the device: the two reads of client/replica/name.ts, through Dexie. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { type Figure, percentile } from './report.ts'

const PART = 'Floor: a barcode among 200,000 on the device (Chromium)'
const BARCODES = 200_000
const ITEMS = 50_000
const LOOKUPS = 300

/** Writes them into the app's own database, beside what it has there. */
export function fillReplica(page: Page): Promise<void> {
  return page.evaluate(
    async ({ barcodes, items }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('lotline-replica')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const PER_TRANSACTION = 25_000
      const put = async (store: string, count: number, row: (index: number) => { key: string; value: object }) => {
        for (let at = 0; at < count; at += PER_TRANSACTION) {
          const writing = database.transaction(store, 'readwrite', { durability: 'relaxed' })
          for (let index = at; index < Math.min(count, at + PER_TRANSACTION); index++) {
            const { key, value } = row(index)
            writing.objectStore(store).put(value, key)
          }
          await new Promise((resolve, reject) => {
            writing.oncomplete = resolve
            writing.onabort = () => reject(writing.error)
          })
        }
      }
      await put('items', items, (index) => ({
        key: `BULK-${index}`,
        value: { sku: `BULK-${index}`, name: `Item ${index}`, rotation: 'fefo', lotTracked: true, unit: 'each' },
      }))
      await put('barcodes', barcodes, (index) => {
        const code = String(20_000_000_000_000 + index * 37)
        return { key: code, value: { code, sku: `BULK-${index % items}`, quantity: 1 } }
      })
      database.close()
    },
    { barcodes: BARCODES, items: ITEMS },
  )
}

export async function loadDexie(page: Page): Promise<void> {
  const path = createRequire(import.meta.url).resolve('dexie/dist/dexie.min.js')
  await page.evaluate(readFileSync(path, 'utf8'))
}

export async function measureLookup(page: Page, how: string): Promise<Figure[]> {
  const times = await page.evaluate(
    async ({ barcodes, lookups }) => {
      interface Opened {
        open(): Promise<void>
        close(): void
        table(name: string): { get(key: string): Promise<{ sku: string } | undefined> }
      }
      const { Dexie } = window as unknown as { Dexie: new (name: string) => Opened }
      const database = new Dexie('lotline-replica')
      await database.open()
      const taken: number[] = []
      for (let at = 0; at < lookups; at++) {
        const code = String(20_000_000_000_000 + Math.floor(Math.random() * barcodes) * 37)
        const started = performance.now()
        const barcode = await database.table('barcodes').get(code)
        const item = barcode && (await database.table('items').get(barcode.sku))
        taken.push(performance.now() - started)
        if (!item) throw new Error(`Barcode ${code} was not found.`)
      }
      database.close()
      return taken
    },
    { barcodes: BARCODES, lookups: LOOKUPS },
  )
  const figure = (what: string, value: number): Figure => ({
    part: PART,
    what: `${how}: ${what}`,
    value,
    unit: 'ms',
    target: { max: 10 },
  })
  return [figure('p50', percentile(times, 50)), figure('p95', percentile(times, 95))]
}
