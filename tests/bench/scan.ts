/** From the scan to the eye, in Chromium with its CPU slowed four times, against the production build and a real server. */
import type { Page } from 'playwright-core'
import { asks, type Floor, openFloor, press } from './floor.ts'
import { fillReplica, loadDexie, measureLookup } from './lookup.ts'
import { type Figure, percentile } from './report.ts'
import type { ProbedScan } from './scan-probe.ts'
import { typeScan } from './wedge.ts'

const PART = 'Floor: scans in the pick flow (Chromium, CPU slowed 4×, 200,000 barcodes on the device)'
const WARM_UP = 6
const LINES = 66
const SLOWED = 4
const FRAME_MS = 1000 / 60

export async function measureScans(): Promise<Figure[]> {
  const floor = await openFloor(WARM_UP + LINES)
  try {
    const { page, devtools } = floor
    await fillReplica(page)
    await loadDexie(page)
    const lookups = await measureLookup(page, 'as it is')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    lookups.push(...(await measureLookup(page, `slowed ${SLOWED}×`)))
    const scans = await pickAll(floor)
    return [...figuresOf(scans), ...lookups]
  } finally {
    await floor.close()
  }
}

async function pickAll({ page, devtools, lines }: Floor): Promise<ProbedScan[]> {
  await press(page, /^Pick/)
  await page.getByText('BENCH-1').first().click({ timeout: 30_000 })
  await asks(page, 'Scan bin')
  for (const [index, { bin, lot }] of lines.entries()) {
    if (index === WARM_UP) await page.evaluate(() => void window.benchScans.splice(0))
    await pause(page)
    await typeScan(page, devtools, bin)
    await asks(page, 'Scan lot')
    await pause(page)
    await typeScan(page, devtools, lot)
    await asks(page, index === lines.length - 1 ? 'All picked' : 'Scan bin')
  }
  await pause(page)
  const scans = await page.evaluate(() => window.benchScans)
  if (scans.length !== 2 * LINES) throw new Error(`${scans.length} scans were seen instead of ${2 * LINES}.`)
  return scans
}

/** A quick worker's, and of another length each time, so that scans meet the frames at no fixed point. */
const pause = (page: Page): Promise<void> => page.waitForTimeout(300 + Math.random() * 200)

function figuresOf(scans: readonly ProbedScan[]): Figure[] {
  const since = (moment: keyof ProbedScan) =>
    scans.flatMap((scan) => (scan[moment] === null ? [] : [(scan[moment] as number) - scan.at]))
  const [seen, painted, done, donePainted] = [
    since('recognisedChange'),
    since('recognisedPaint'),
    since('doneChange'),
    since('donePaint'),
  ]
  if (painted.length !== 2 * LINES || done.length !== LINES)
    throw new Error(
      `${painted.length} scans were recognised and ${done.length} were done; ${2 * LINES} and ${LINES} were scanned.`,
    )
  const presented = scans.map(({ presentedMs }) => presentedMs ?? FRAME_MS)
  const figure = (what: string, value: number, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what,
    value,
    unit: 'ms',
    ...more,
  })
  return [
    figure('recognised, painted: p50', percentile(painted, 50)),
    figure('recognised, painted: p95', percentile(painted, 95), {
      target: { max: FRAME_MS },
      beside: 'one frame; key to end of the frame that shows it',
    }),
    figure('recognised, before the paint: p50', percentile(seen, 50)),
    figure('recognised, before the paint: p95', percentile(seen, 95), { beside: 'the part that the app itself takes' }),
    figure('recognised, on screen: p95', percentile(presented, 95), {
      beside: "the browser's own figure, in steps of 8 ms",
    }),
    figure('done, on the device’s disk: p50', percentile(done, 50)),
    figure('done, on the device’s disk: p95', percentile(done, 95), { target: { max: 50 } }),
    figure('done, painted: p95', percentile(donePainted, 95)),
  ]
}
