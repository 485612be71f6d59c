/**
 * The long tables of the office over a hundred thousand rows each, in a real browser on a desk: how soon the first rows are there, how
 * long a jump to the last row takes, whether scrolling is smooth, and what the page needs of memory.
 */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchWholeChromium } from '../browser/chromium.ts'
import { goToStock } from '../browser/desk-page.ts'
import { enrol, showBadge } from './floor.ts'
import { type Figure, median, percentile } from './report.ts'
import { probeScans } from './scan-probe.ts'
import { type BenchServer, startServer } from './server.ts'
import { fillTables, ROWS, skuAt } from './tables-site.ts'
import { range } from './warehouse.ts'

const SCROLL_MS = 10_000
/** Of the scroll bar in each frame: about four rows, as a hard flick does. */
const PIXELS_A_FRAME = 160
const ROUNDS = 5
/** What is more than this is felt as a stumble. */
const STUMBLE_MS = 50
const PART = `Tables: ${ROWS.toLocaleString('en-US')} items, orders, lots and exceptions (Chromium, 1440 × 900)`
const MB = 1_000_000

interface List {
  name: string
  /** Of the link that leads to it. */
  link: string
  /** Another order of its rows. */
  sort: string
  /** Where it has all rows. */
  path: string
}

const LISTS: readonly List[] = [
  { name: 'stock', link: 'Stock', sort: 'On hand', path: '/office' },
  { name: 'orders', link: 'Orders', sort: 'Ship by', path: '/office/orders?view=all' },
  { name: 'lots', link: 'Lots', sort: 'Expires', path: '/office/lots' },
  { name: 'exceptions', link: 'Exceptions', sort: 'Open for', path: '/office/exceptions' },
]

export async function measureTables(): Promise<Figure[]> {
  const server = await startServer()
  let browser: Browser | null = null
  try {
    await fillTables(server)
    browser = await launchWholeChromium()
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addInitScript(probeScans)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    await enrol(server, page)
    await showBadge(page, devtools)
    await goToStock(page)
    await firstRows(page)
    const figures: Figure[] = []
    for (const list of LISTS) figures.push(...(await measureList(page, devtools, list)))
    await server.command('audit')
    return [...figures, ...(await besides(server))]
  } finally {
    await browser?.close()
    await server.close()
  }
}

const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
  ...{ part: PART, what, value, unit },
  ...more,
})

async function measureList(page: Page, devtools: CDPSession, list: List): Promise<Figure[]> {
  const opened: number[] = []
  const jumped: number[] = []
  const sorted: number[] = []
  for (const _ of range(ROUNDS)) {
    await elsewhere(page)
    opened.push(await timed(page, () => open(page, list)))
    jumped.push(await timed(page, () => jump(page, 'End', ROWS + 1)))
    await jump(page, 'Home', 2)
    sorted.push(await timed(page, () => sortBy(page, list.sort)))
    await sortBy(page, list.sort)
  }
  await page.goto(new URL(list.path, page.url()).href)
  await firstRows(page)
  const frames = await scroll(page)
  await restingRows(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const stumbles = frames.filter((ms) => ms > STUMBLE_MS)
  const { name } = list
  return [
    figure(`${name}: first rows, median of ${ROUNDS}`, median(opened), 'ms', { target: { max: 1_000 } }),
    figure(`${name}: a jump to the last row, median`, median(jumped), 'ms', { target: { max: 1_000 } }),
    figure(`${name}: sorted by another column, median`, median(sorted), 'ms', { target: { max: 2_000 } }),
    figure(`${name}: frames over ${STUMBLE_MS} ms in ${SCROLL_MS / 1_000} s of scrolling`, stumbles.length, '', {
      target: { max: 10 },
      beside: `of ${frames.length}; p99 ${percentile(frames, 99).toFixed(0)} ms, longest ${Math.max(...frames).toFixed(0)} ms`,
    }),
    figure(`${name}: page memory after it`, (await heapUsed(devtools)) / MB, 'MB', { target: { max: 120 } }),
  ]
}

/** To a page without a list, so that nothing is on screen already. */
async function elsewhere(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Rules' }).click()
  await page.getByRole('heading', { name: 'Allocation rules' }).waitFor()
}

async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await act()
  // Until it is painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  return performance.now() - began
}

async function open(page: Page, { link, path }: List): Promise<void> {
  await page.getByRole('link', { name: link }).first().click()
  if (path.includes('?')) await page.getByRole('tab', { name: 'All' }).click()
  await firstRows(page)
}

const ROW = 'main [data-rows] tbody tr[aria-rowindex]'

const firstRows = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    ([row, rows]) => {
      const table = document.querySelector('main [data-rows] table')
      const first = document.querySelector(`${row}[aria-rowindex="2"]:not([aria-busy])`)
      return first !== null && Number(table?.getAttribute('aria-rowcount')) >= Number(rows)
    },
    [ROW, ROWS] as const,
    { polling: 'raf', timeout: 60_000 },
  )

async function jump(page: Page, key: 'Home' | 'End', rowIndex: number): Promise<void> {
  await page.keyboard.press(key)
  await page.waitForFunction(
    ([row, index]) => {
      const there = document.querySelector(`${row}[aria-rowindex="${index}"]`)
      return there !== null && !there.hasAttribute('aria-busy')
    },
    [ROW, rowIndex] as const,
    { polling: 'raf', timeout: 60_000 },
  )
}

/** The first row is another one, or stands for the other end. */
async function sortBy(page: Page, column: string): Promise<void> {
  const name = await page.evaluate(() => document.querySelector('main [data-rows]')?.getAttribute('data-rows'))
  await page.getByRole('columnheader', { name: column }).getByRole('button').click()
  await page.waitForFunction(
    ([before, row]) => {
      const now = document.querySelector('main [data-rows]')?.getAttribute('data-rows')
      return now !== before && document.querySelector(`${row}[aria-rowindex="2"]:not([aria-busy])`) !== null
    },
    [name, ROW] as const,
    { polling: 'raf', timeout: 60_000 },
  )
}

/** How long each frame took, in milliseconds. */
const scroll = (page: Page): Promise<number[]> =>
  page.evaluate(
    ([forMs, pixels]) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('main [data-rows]')
        if (!list) throw new Error('There is no list.')
        const frames: number[] = []
        const began = performance.now()
        let last = began
        const step = (now: number) => {
          frames.push(now - last)
          last = now
          list.scrollTop += pixels
          if (now - began < forMs) requestAnimationFrame(step)
          else resolve(frames.slice(1))
        }
        requestAnimationFrame(step)
      }),
    [SCROLL_MS, PIXELS_A_FRAME] as const,
  )

/** What stands in sight has come. */
const restingRows = (page: Page): Promise<unknown> =>
  page.waitForFunction((row) => document.querySelector(`${row}[aria-busy]`) === null, ROW, { timeout: 60_000 })

async function heapUsed(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
}

/** What somebody who scans meanwhile notices: a read beside windows into sorted and searched stock. */
async function besides(server: BenchServer): Promise<Figure[]> {
  const times: number[] = []
  const windows = range(40).map(async (nth) => {
    const query = nth % 2 ? 'sort=-onHand&total=true' : 'sort=name&search=1'
    await server.api('GET', `/inventory?${query}&skip=${nth * 2_000}&limit=50`)
  })
  let over = false
  const all = Promise.all(windows).finally(() => {
    over = true
  })
  while (!over) {
    const began = performance.now()
    await server.api('GET', `/inventory/${skuAt(times.length)}`)
    times.push(performance.now() - began)
  }
  await all
  return [
    figure('a read of one item beside 40 windows into sorted stock, p50', median(times), 'ms'),
    figure('… p99', percentile(times, 99), 'ms', { target: { max: 50 } }),
  ]
}
