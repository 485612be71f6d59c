/** What a handheld of a large site goes through: its first sync, what it missed while it was off, and a cold start without a network. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { launchWholeChromium } from '../browser/chromium.ts'
import { A_PUSH, asks, BADGE, enrol, PIN, startShift } from './floor.ts'
import { type Figure, percentile } from './report.ts'
import { probeScans } from './scan-probe.ts'
import { type BenchServer, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const ITEMS = 50_000
const BARCODES_EACH = 3
const LOTS = 20_000
const CHANGES = 1_000
const STARTS = 9
const SLOWED = 4
const PART = `Device: ${ITEMS / 1000},000 items, 150,000 barcodes, 20,000 lots (Chromium, CPU slowed ${SLOWED}×)`
const MB = 1_000_000

export async function measureDevice(): Promise<Figure[]> {
  const server = await startServer()
  let browser: Browser | null = null
  try {
    await fill(server)
    browser = await launchWholeChromium()
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    await context.addInitScript(probeScans)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    const first = await firstSync(server, page, devtools)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await startShift(page, devtools)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const delta = await missed(server, context, page, devtools)
    return [...first, ...delta, ...(await coldStarts(context, page))]
  } finally {
    await browser?.close()
    await server.close()
  }
}

const skuOf = (item: number): string => `ITEM-${String(item).padStart(5, '0')}`

async function fill(server: BenchServer): Promise<void> {
  await importCsv(
    server,
    'items',
    'sku,name,rotation,lotTracked,unit',
    range(ITEMS).map((item) => `${skuOf(item)},Item number ${item},fefo,true,each`),
  )
  await importCsv(
    server,
    'barcodes',
    'code,sku,quantity',
    range(ITEMS * BARCODES_EACH).map(
      (code) => `CODE-${String(code).padStart(6, '0')},${skuOf(code % ITEMS)},${code < ITEMS ? 1 : 12}`,
    ),
  )
  await importCsv(server, 'locations', 'code,kind,pickSequence', ['DOCK-1,dock,0', 'A-01,pick,1'])
  await importCsv(
    server,
    'lots',
    'sku,lot,expiresOn,receivedOn,supplier',
    range(LOTS).map((lot) => `${skuOf(lot)},L-${lot},2031-12-31,2026-01-05,Mill`),
  )
  await server.api('PUT', `/users/${BADGE}`, { name: 'Maria', roles: ['picker'], pin: PIN })
}

interface Replica {
  whole: boolean
  rows: number
}

/** Of the app's own database, without its code. Counting takes long: it is not done while the app is measured. */
const replicaOf = (page: Page, counting: boolean): Promise<Replica> =>
  page.evaluate(async (counting) => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    if (!(await indexedDB.databases()).some(({ name }) => name === 'lotline-replica')) return { whole: false, rows: 0 }
    const database = await done(indexedDB.open('lotline-replica'))
    try {
      if (!database.objectStoreNames.contains('state')) return { whole: false, rows: 0 }
      const reading = database.transaction(['state', 'items', 'barcodes', 'lots'])
      const state = await done(reading.objectStore('state').get('state'))
      const blocks = (counting ? ['items', 'barcodes', 'lots'] : []).map((name) =>
        done(reading.objectStore(name).getAll() as IDBRequest<{ rows: unknown[] }[]>),
      )
      const rows = (await Promise.all(blocks)).flat().reduce((sum, block) => sum + block.rows.length, 0)
      return { whole: (state as { whole?: boolean } | undefined)?.whole === true, rows }
    } finally {
      database.close()
    }
  }, counting)

/** From the press of "Enrol this device" until the replica is whole. */
async function firstSync(server: BenchServer, page: Page, devtools: CDPSession): Promise<Figure[]> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  await enrol(server, page)
  const began = performance.now()
  let peak = 0
  for (;;) {
    peak = Math.max(peak, await heapUsed(devtools))
    const { whole } = await replicaOf(page, false)
    if (whole) break
    await page.waitForTimeout(300)
  }
  const seconds = (performance.now() - began) / 1000
  const { rows } = await replicaOf(page, true)
  if (rows !== ITEMS * (1 + BARCODES_EACH) + LOTS) throw new Error(`${rows} rows came.`)
  await devtools.send('HeapProfiler.collectGarbage')
  return [
    {
      part: PART,
      what: 'first sync, from enrolment to a whole replica',
      value: seconds,
      unit: 's',
      target: { max: 15 },
    },
    {
      part: PART,
      what: 'page memory while it came, the most',
      value: peak / MB,
      unit: 'MB',
      target: { max: 120 },
      beside: "script's heap, garbage included, seen every 300 ms",
    },
    { part: PART, what: 'page memory after it', value: (await heapUsed(devtools)) / MB, unit: 'MB' },
  ]
}

async function heapUsed(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
}

/** Changed while the device was off: from its question to the last row in its replica. */
async function missed(
  server: BenchServer,
  context: BrowserContext,
  page: Page,
  devtools: CDPSession,
): Promise<Figure[]> {
  const times: Record<number, number[]> = { 1: [], [SLOWED]: [] }
  for (const round of range(10)) {
    const rate = round % 2 === 0 ? 1 : SLOWED
    await page.getByText('Synced').waitFor({ timeout: 30_000 })
    await context.setOffline(true)
    await change(server, round)
    await watchFor(page, `${skuOf(CHANGES - 1)}\u001fL-${CHANGES - 1}\u001fA-01\u001favailable`, round + 1)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    await context.setOffline(false)
    times[rate]?.push(await page.evaluate(() => (window as unknown as { benchMissed: Promise<number> }).benchMissed))
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  }
  const figure = (rate: number, how: string) => ({
    part: PART,
    what: `${CHANGES} changes that it missed, ${how}: median of ${times[rate]?.length}`,
    value: percentile(times[rate] ?? [], 50),
    unit: 'ms',
    beside: 'from the request to the last row on disk',
  })
  return [{ ...figure(1, 'not slowed'), target: { max: 300 } }, figure(SLOWED, 'slowed')]
}

/** One more unit of each of a thousand lots. */
async function change(server: BenchServer, round: number): Promise<void> {
  const streamId = v7()
  for (let at = 0; at < CHANGES; at += A_PUSH) {
    const transactions = range(A_PUSH).map((nth) => ({
      id: v7(),
      seq: at + nth + 1,
      v: 1,
      type: 'receive',
      occurredAt: new Date().toISOString(),
      payload: { sku: skuOf(at + nth), lot: `L-${at + nth}`, quantity: 1, location: 'A-01' },
    }))
    await server.api('POST', '/sync/push', { deviceId: `OFFICE-${round}`, streamId, transactions })
  }
}

/** `window.benchMissed`: milliseconds from the next pull until this balance has so many. */
const watchFor = (page: Page, key: string, quantity: number): Promise<void> =>
  page.evaluate(
    ({ key, quantity }) => {
      const since = performance.now()
      performance.setResourceTimingBufferSize(10_000)
      const there = async (): Promise<void> => {
        const opening = indexedDB.open('lotline-replica')
        const database = await new Promise<IDBDatabase>((resolve) => {
          opening.onsuccess = () => resolve(opening.result)
        })
        for (;;) {
          const reading = database.transaction('stock').objectStore('stock').get(key)
          const row = await new Promise<{ quantity: number } | undefined>((resolve) => {
            reading.onsuccess = () => resolve(reading.result)
          })
          if (row?.quantity === quantity) break
          await new Promise((resolve) => setTimeout(resolve, 4))
        }
        database.close()
      }
      /** The first pull since then that was answered. */
      const asked = (): number => {
        const calls = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
        const pull = calls.find(
          ({ name, startTime, responseStatus }) =>
            name.includes('/sync/pull') && startTime > since && responseStatus === 200,
        )
        return pull?.startTime ?? Number.NaN
      }
      ;(window as unknown as { benchMissed: Promise<number> }).benchMissed = there().then(
        () => performance.now() - asked(),
      )
    },
    { key, quantity },
  )

/** A page that is opened anew, with no network: until it says what to do. */
async function coldStarts(context: BrowserContext, open: Page): Promise<Figure[]> {
  await open.close()
  await context.setOffline(true)
  const times: number[] = []
  for (const _ of range(STARTS)) {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('output')?.textContent?.includes('Scan anything')) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => {
            ;(window as unknown as { benchUsable: number }).benchUsable = performance.now()
          }
          channel.port2.postMessage(null)
        })
      }).observe(document, { subtree: true, childList: true, characterData: true })
    })
    await page.goto(`${new URL(open.url()).origin}/`)
    await asks(page, /Scan anything/)
    await page.waitForFunction(() => 'benchUsable' in window)
    times.push(await page.evaluate(() => (window as unknown as { benchUsable: number }).benchUsable))
    await page.close()
  }
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what: `cold start without a network, to a screen in use: ${what} of ${STARTS}`,
    value,
    unit: 'ms',
    ...more,
  })
  return [figure('median', percentile(times, 50), { target: { max: 1_500 } }), figure('slowest', Math.max(...times))]
}
