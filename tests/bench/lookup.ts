/** A barcode's item among 200,000 barcodes on the device: the two reads of client/replica/name.ts, through Dexie. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { transformWithOxc } from 'vite'
import { type Figure, percentile } from './report.ts'

const PART = 'Floor: a barcode among 200,000 on the device (Chromium)'
const BARCODES = 200_000
const ITEMS = 50_000
const LOOKUPS = 300

interface Blocks {
  get(key: string): Promise<{ sku: string } | undefined>
  apply(changes: Map<string, object>): Promise<void>
}
interface Opened {
  open(): Promise<void>
  close(): void
  table(name: string): object
}
/** What `loadReplicaCode` leaves in the page. */
interface Loaded {
  Dexie: new (name: string) => Opened
  BlockTable: new (table: object, alsoOf?: (row: { sku: string }) => string) => Blocks
}

/** Dexie and the app's own blocks, as they are: a bundle keeps its code to itself. */
export async function loadReplicaCode(page: Page): Promise<void> {
  const dexie = createRequire(import.meta.url).resolve('dexie/dist/dexie.min.js')
  await page.evaluate(readFileSync(dexie, 'utf8'))
  const blocks = readFileSync(new URL('../../client/replica/blocks.ts', import.meta.url), 'utf8')
  const { code } = await transformWithOxc(blocks, 'blocks.ts')
  await page.evaluate(`{ ${code.replace('export class', 'window.BlockTable = class')} }`)
}

/** Writes them into the app's own database, beside what it has there. */
export function fillReplica(page: Page): Promise<void> {
  return page.evaluate(
    async ({ barcodes, items }) => {
      const { Dexie, BlockTable } = window as unknown as Loaded
      const database = new Dexie('lotline-replica')
      await database.open()
      const PAGE = 10_000
      const put = async (table: Blocks, count: number, row: (index: number) => [string, object]) => {
        for (let at = 0; at < count; at += PAGE)
          await table.apply(new Map(Array.from({ length: Math.min(PAGE, count - at) }, (_, index) => row(at + index))))
      }
      await put(new BlockTable(database.table('items')), items, (index) => [
        `BULK-${index}`,
        { sku: `BULK-${index}`, name: `Item ${index}`, rotation: 'fefo', lotTracked: true, unit: 'each' },
      ])
      await put(new BlockTable(database.table('barcodes'), ({ sku }) => sku), barcodes, (index) => {
        const code = String(20_000_000_000_000 + index * 37)
        return [code, { code, sku: `BULK-${index % items}`, quantity: 1 }]
      })
      database.close()
    },
    { barcodes: BARCODES, items: ITEMS },
  )
}

export async function measureLookup(page: Page, how: string): Promise<Figure[]> {
  const times = await page.evaluate(
    async ({ barcodes, lookups }) => {
      const { Dexie, BlockTable } = window as unknown as Loaded
      const database = new Dexie('lotline-replica')
      await database.open()
      const [codes, known] = [new BlockTable(database.table('barcodes')), new BlockTable(database.table('items'))]
      const taken: number[] = []
      for (let at = 0; at < lookups; at++) {
        const code = String(20_000_000_000_000 + Math.floor(Math.random() * barcodes) * 37)
        const started = performance.now()
        const barcode = await codes.get(code)
        const item = barcode && (await known.get(barcode.sku))
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
    target: { max: 5 },
  })
  return [figure('p50', percentile(times, 50)), figure('p95', percentile(times, 95))]
}
