/**
 * `npm run lighthouse`: Lighthouse's mobile profile (its slowed network and processor) on the floor's home and a pick list in
 * hand, by somebody who is signed in, against the production build and the sample warehouse; and whether Chromium would
 * install the app.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { type BrowserContext, chromium } from 'playwright-core'
import { freePort } from '../../support/free-port.ts'
import { createServerProcess } from '../../support/server-process.ts'
import { findChromium } from '../chromium.ts'
import { openVisit, readDemo, signIn } from '../matrix/visit.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const LEAST = 95
const ROUNDS = 3

export interface Score {
  page: string
  /** 0 to 100, the median of the rounds. */
  scores: Record<(typeof CATEGORIES)[number], number>
  /** What took something off, of the last round. */
  faults: string[]
}

export interface Report {
  pages: Score[]
  /** Why Chromium would not install the app; empty where it would. */
  notInstallable: string[]
  good: boolean
}

export async function measureLighthouse(say: (line: string) => void = () => {}): Promise<Report> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found. Install it, or name it in LOTLINE_CHROMIUM.')
  const server = await createServerProcess({ demo: true })
  const profile = mkdtempSync(join(tmpdir(), 'lotline-lighthouse-'))
  const port = await freePort()
  let context: BrowserContext | null = null
  try {
    await server.start()
    // A profile of its own: Lighthouse opens a tab beside, which has to be signed in, too.
    context = await chromium.launchPersistentContext(profile, {
      ...{ executablePath, headless: true },
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    const { visit } = await openVisit(context, server, 'en')
    const { users, pin } = readDemo(server)
    await signIn(visit, users.find(({ roles }) => roles.includes('picker'))?.badge ?? '', pin)
    await visit.asks('Scan anything')
    await visit.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const notInstallable = await installFaults(context, visit.page)
    await visit.goto('/pick')
    await visit.page.locator('main li button').first().click()
    const pages: Score[] = []
    for (const [page, path] of [
      ['floor home', '/'],
      ['pick', '/pick'],
    ] as const) {
      const rounds: Score[] = []
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await scoreOf(page, `${server.url}${path}`, port))
        say(`${page}: ${JSON.stringify(rounds.at(-1)?.scores)}`)
      }
      pages.push(medianOf(rounds))
    }
    const good =
      notInstallable.length === 0 && pages.every(({ scores }) => CATEGORIES.every((name) => scores[name] >= LEAST))
    return { pages, notInstallable, good }
  } finally {
    await context?.close()
    await server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function scoreOf(page: string, url: string, port: number): Promise<Score> {
  const result = await lighthouse(url, {
    ...{ port, output: 'json', logLevel: 'error', disableStorageReset: true },
    onlyCategories: [...CATEGORIES],
  })
  if (!result) throw new Error(`Lighthouse said nothing of ${url}.`)
  const { categories, audits } = result.lhr
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
  ) as Score['scores']
  const faults = Object.values(audits)
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, score, displayValue }) => `${id} ${score} ${displayValue ?? ''}`.trim())
  return { page, scores, faults }
}

function medianOf(rounds: readonly Score[]): Score {
  const last = rounds.at(-1) as Score
  const median = (name: (typeof CATEGORIES)[number]): number =>
    rounds.map(({ scores }) => scores[name]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0
  return { ...last, scores: Object.fromEntries(CATEGORIES.map((name) => [name, median(name)])) as Score['scores'] }
}

async function installFaults(
  context: BrowserContext,
  page: Awaited<ReturnType<BrowserContext['newPage']>>,
): Promise<string[]> {
  const tools = await context.newCDPSession(page)
  const { installabilityErrors } = await tools.send('Page.getInstallabilityErrors')
  await tools.detach()
  return installabilityErrors.map(({ errorId }) => errorId)
}
