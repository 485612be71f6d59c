/** The warehouse that growth is measured in: items, two lots of each to sell, and a past of lots that are gone. */
import { readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { writeGone } from './gone.ts'
import { newDevices, type Site, skuAt } from './growth-round.ts'
import { CONNECTIONS, dockAt } from './plan.ts'
import { writeRecentFeed } from './recent.ts'
import { openSales } from './sales.ts'
import { type BenchServer, type ServerOptions, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

export interface Size {
  words: string
  movements: number
  items: number
  /** Of each item. */
  barcodes: number
}

const LOTS = 2
/** Nothing sells out, however few the items. */
const LOT_QUANTITY = 50_000
const BINS = 400

export async function openSite(
  { words, movements, items, barcodes }: Size,
  options: ServerOptions = {},
): Promise<Site> {
  const began = performance.now()
  const server = await startServer(options)
  const skus = range(items).map(skuAt)
  await openSales(server, { skus, lotsPerSku: LOTS, quantity: LOT_QUANTITY, protection: 0 })
  await importCsv(
    server,
    'locations',
    'code,kind,pickSequence',
    range(CONNECTIONS).map((index) => `${dockAt(index)},dock,0`),
  )
  if (barcodes > 0)
    await importCsv(
      server,
      'barcodes',
      'code,sku,quantity',
      range(items * barcodes).map((code) => `CODE-${String(code).padStart(7, '0')},${skus[code % items]},1`),
    )
  await server.stop()
  writeClaims(server.databaseFile)
  writeGone(server.databaseFile, { movements, items, sku: `printf('ART-%06d', g % ${items})`, bins: BINS })
  writeRecentFeed(server.databaseFile, movements)
  await server.start()
  const seconds = (performance.now() - began) / 1_000
  const gigabytes = statSync(server.databaseFile).size / 1e9
  process.stderr.write(`${words}: filled in ${seconds.toFixed(0)} s, ${gigabytes.toFixed(2)} GB … `)
  return { words, server, items, devices: newDevices(), round: 0 }
}

/** As they are where every channel has sold every item once. */
function writeClaims(file: string): void {
  const database = new Database(file)
  database.exec(`INSERT INTO claims (warehouse, sku, channel, protected, drawn, committed, allocated, backordered, planned)
    SELECT 'MAIN', items.sku, channels.channel, 0, 0, 0, 0, 0, 0 FROM items JOIN channels`)
  database.close()
}

const QUIET = 0.05
const QUIET_WITHIN_MS = 300_000
const TICKS_A_SECOND = 100

/** A server that has just met its past makes its plans of it first: threads beside what would be measured. */
export async function untilQuiet({ pid }: BenchServer): Promise<void> {
  const deadline = performance.now() + QUIET_WITHIN_MS
  for (let quiet = 0; quiet < 8; ) {
    const before = ticksOf(pid())
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    quiet = (ticksOf(pid()) - before) / TICKS_A_SECOND < QUIET ? quiet + 1 : 0
    if (performance.now() > deadline) throw new Error('The server never had nothing to do.')
  }
}

/** Of its processor time, with all its threads. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return Number(fields[11]) + Number(fields[12])
}
