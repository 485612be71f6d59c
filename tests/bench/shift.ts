/** A picking shift of 2,000 scans, list after list: whether the last are as quick as the first, and whether the page grows. */
import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { openFloor, press, says } from './floor.ts'
import { type Figure, percentile } from './report.ts'
import type { ProbedScan } from './scan-probe.ts'
import { typeScan } from './wedge.ts'

const LINES = 1_000
const PER_LIST = 50
/** Scans that stand for the beginning, and for the end. */
const PART_OF_IT = 100
/** The first list. */
const WARM_UP_LINES = PER_LIST
const SLOWED = 4
const PAUSE_MS = 60
const PART = `Floor: a shift of ${2 * LINES} scans (Chromium, CPU slowed ${SLOWED}×)`
const MB = 1_000_000

export async function measureShift(): Promise<Figure[]> {
  const floor = await openFloor(WARM_UP_LINES + LINES, PER_LIST)
  try {
    const { page, devtools, lines } = floor
    await devtools.send('Performance.enable')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await press(page, /^Pick/)
    let before: Memory = { heap: 0, process: null }
    for (const [index, { bin, lot }] of lines.entries()) {
      if (index === WARM_UP_LINES) {
        await page.evaluate(() => void window.benchScans.splice(0))
        before = await memoryOf(page, devtools)
      }
      if (index % PER_LIST === 0) await beginList(page, index / PER_LIST + 1)
      await scan(page, devtools, bin, 'Scan lot')
      await scan(page, devtools, lot, (index + 1) % PER_LIST === 0 ? 'All picked' : 'Scan bin')
    }
    const scans = await page.evaluate(() => window.benchScans)
    if (scans.length !== 2 * LINES) throw new Error(`${scans.length} scans were seen instead of ${2 * LINES}.`)
    return figuresOf(scans, before, await memoryOf(page, devtools))
  } finally {
    await floor.close()
  }
}

async function beginList(page: Page, list: number): Promise<void> {
  if (list > 1) await press(page, 'Back')
  await page.getByText(`BENCH-${list} ·`).first().click({ timeout: 60_000 })
  await says(page, 'Scan bin')
}

async function scan(page: Page, devtools: CDPSession, text: string, then: string): Promise<void> {
  await page.waitForTimeout(PAUSE_MS)
  await typeScan(page, devtools, text)
  await says(page, then)
}

/** Bytes. */
interface Memory {
  /** The script's own: objects, and the code that was compiled of it. */
  heap: number
  /** All that the page's process keeps from the machine: heap, document, pictures, caches. Null where the system does not tell. */
  process: number | null
}

/** After what can be collected has been. */
async function memoryOf(page: Page, devtools: CDPSession): Promise<Memory> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  return {
    heap: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0,
    process: await privateBytes(page.context().browser()),
  }
}

/** Of the one renderer that works: the browser keeps a spare one, which has done nothing yet. */
async function privateBytes(browser: Browser | null): Promise<number | null> {
  if (browser === null || process.platform !== 'linux') return null
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const [busiest] = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)
  if (busiest === undefined) return null
  const kilobytes = readFileSync(`/proc/${busiest.id}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm)
  return [...kilobytes].reduce((sum, [, kB]) => sum + Number(kB) * 1024, 0)
}

function figuresOf(scans: readonly ProbedScan[], before: Memory, after: Memory): Figure[] {
  const median = (some: readonly ProbedScan[]) =>
    percentile(
      some.flatMap(({ at, recognisedChange }) => (recognisedChange === null ? [] : [recognisedChange - at])),
      50,
    )
  const [first, last] = [median(scans.slice(0, PART_OF_IT)), median(scans.slice(-PART_OF_IT))]
  return [
    { part: PART, what: `recognised: median of the first ${PART_OF_IT}`, value: first, unit: 'ms' },
    { part: PART, what: `recognised: median of the last ${PART_OF_IT}`, value: last, unit: 'ms' },
    { part: PART, what: 'the last against the first', value: last / first, unit: '', target: { max: 1.1 } },
    { part: PART, what: "script's heap before", value: before.heap / MB, unit: 'MB' },
    { part: PART, what: "script's heap after", value: after.heap / MB, unit: 'MB' },
    {
      part: PART,
      what: "growth of the script's heap",
      value: after.heap / before.heap,
      unit: '',
      target: { max: 1.2 },
    },
    ...growthOfProcess(before.process, after.process),
  ]
}

function growthOfProcess(before: number | null, after: number | null): Figure[] {
  if (before === null || after === null) return []
  return [
    { part: PART, what: "page's process before", value: before / MB, unit: 'MB' },
    { part: PART, what: "page's process after", value: after / MB, unit: 'MB' },
    { part: PART, what: "growth of the page's process", value: after / before, unit: '', target: { max: 1.2 } },
  ]
}
