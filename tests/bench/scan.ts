/** From the scan to the eye, in Chromium with its CPU slowed four times, against the production build and a real server. */
import type { Page } from 'playwright-core'
import { type Floor, openFloor, press, says } from './floor.ts'
import { fillReplica, loadReplicaCode, measureLookup } from './lookup.ts'
import { type Figure, percentile } from './report.ts'
import type { ProbedScan } from './scan-probe.ts'
import { typeScan } from './wedge.ts'

const PART = 'Floor: scans in the pick flow (Chromium, CPU slowed 4×, 200,000 barcodes on the device)'
const WARM_UP = 6
const LINES = 60
const SLOWED = 4
const BARE_SCANS = 50
const UNTOLD = 2
const FRAME_MS = 1000 / 60

export async function measureScans(): Promise<Figure[]> {
  const floor = await openFloor(WARM_UP + LINES)
  try {
    const { page, devtools } = floor
    await loadReplicaCode(page)
    await fillReplica(page)
    const lookups = await measureLookup(page, 'as it is')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    lookups.push(...(await measureLookup(page, `slowed ${SLOWED}×`)))
    const scans = await pickAll(floor)
    return [...figuresOf(scans), ...(await measureBarePage(floor)), ...lookups]
  } finally {
    await floor.close()
  }
}

async function pickAll({ page, devtools, lines }: Floor): Promise<ProbedScan[]> {
  await press(page, /^Pick/)
  await page.getByText('BENCH-1').first().click({ timeout: 30_000 })
  await says(page, 'Scan bin')
  for (const [index, { bin, lot }] of lines.entries()) {
    if (index === WARM_UP) await page.evaluate(() => void window.benchScans.splice(0))
    await pause(page)
    await typeScan(page, devtools, bin)
    await says(page, 'Scan lot')
    await pause(page)
    await typeScan(page, devtools, lot)
    await says(page, index === lines.length - 1 ? 'All picked' : 'Scan bin')
  }
  await pause(page)
  const scans = await page.evaluate(() => window.benchScans)
  if (scans.length !== 2 * LINES) throw new Error(`${scans.length} scans were seen instead of ${2 * LINES}.`)
  return scans
}

/**
 * The limit of this browser on this machine: a page that holds nothing but a band, and answers the key by changing its
 * text and its colour.
 */
async function measureBarePage({ page, devtools }: Floor): Promise<Figure[]> {
  const bare = await page.context().newPage()
  try {
    const tools = await bare.context().newCDPSession(bare)
    await bare.goto('data:text/html,<output data-state="idle" style="display: block; height: 76px">Scan bin</output>')
    await bare.evaluate(() => {
      const band = document.querySelector('output') as HTMLElement
      addEventListener('keydown', ({ key }) => {
        if (key !== 'Enter') return
        band.textContent = `Scan ${window.benchScans.length}`
        band.dataset.state = 'done'
        band.style.background = window.benchScans.length % 2 === 0 ? 'teal' : 'navy'
      })
    })
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    for (let scan = 0; scan < BARE_SCANS; scan++) {
      await pause(bare)
      await typeScan(bare, tools, 'LOC:A-01-1')
    }
    await pause(bare)
    const scans = await bare.evaluate(() => window.benchScans)
    const painted = scans.flatMap(({ at, recognisedPaint }) => (recognisedPaint === null ? [] : [recognisedPaint - at]))
    return [
      { part: PART, what: 'a page with nothing else on it, painted: p50', value: percentile(painted, 50), unit: 'ms' },
      {
        part: PART,
        what: 'a page with nothing else on it, painted: p95',
        value: percentile(painted, 95),
        unit: 'ms',
        beside: 'the limit of this browser here',
      },
    ]
  } finally {
    await bare.close()
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await page.bringToFront()
  }
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
  // Of a paint the browser now and then tells nothing; every scan was seen all the same.
  if (seen.length !== 2 * LINES || done.length !== LINES || painted.length < 2 * LINES - UNTOLD)
    throw new Error(
      `${seen.length} scans were recognised, ${painted.length} painted and ${done.length} done; ${2 * LINES} and ${LINES} were scanned.`,
    )
  const frames = scans.map((scan) => scan.frames)
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
    figure('recognised, animation frames until the one that shows it: p95', percentile(frames, 95), {
      unit: 'frames',
      target: { max: 1 },
      beside: 'the very next frame that the browser draws, however long it takes for it',
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
