/**
 * `npm run matrix`: every screen in every language, width and theme before the sample warehouse, with axe (WCAG 2.2 A and AA)
 * and a look at whether it fits. `--languages en,es --widths 320,360 --themes dark --stops pick,home --shots FOLDER` narrow it
 * and keep pictures.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { createServerProcess, type ServerProcess } from '../../support/server-process.ts'
import { launchChromium, newOnlineContext } from '../chromium.ts'
import { BEFORE_SIGN_IN, FLOOR_STOPS, type Stop } from './floor-stops.ts'
import { type Finding, HEIGHTS, type Look, lookAt } from './looks.ts'
import { OFFICE_STOPS } from './office-stops.ts'
import { openVisit, readDemo, signIn, type Visit } from './visit.ts'

export interface MatrixOptions {
  languages: readonly string[]
  widths: readonly number[]
  themes: readonly Look['theme'][]
  /** Of the names of stops: any of these is in it; empty: all. */
  stops: readonly string[]
  /** A folder for pictures. */
  shots: string | null
  /** One look of every twelfth stop, in the next language, width and theme each time, instead of all. */
  sparse?: boolean
  /** Where simulated platforms are opened; none: nothing is connected. */
  platforms?: string
  say?(line: string): void
}

export interface Found extends Finding {
  where: string
}

export interface Matrix {
  looks: number
  found: Found[]
}

export async function walkMatrix(options: MatrixOptions): Promise<Matrix> {
  const { platforms } = options
  const server = await createServerProcess({
    demo: true,
    ...(platforms === undefined ? {} : { env: () => ({ LOTLINE_DEMO_PLATFORMS: platforms }) }),
  })
  let browser: Browser | null = null
  try {
    await server.start()
    browser = await launchChromium()
    const matrix: Matrix = { looks: 0, found: [] }
    const walk = (language: string) => walkLanguage(server, browser as Browser, language, options, matrix)
    if (options.sparse) for (const language of options.languages) await walk(language)
    else await Promise.all(options.languages.map(walk))
    return matrix
  } finally {
    await browser?.close()
    await server.close()
  }
}

/** The floor as a supervisor, whose home has every tile; the office as the administrator, to whom every page shows everything. */
async function walkLanguage(
  server: ServerProcess,
  browser: Browser,
  language: string,
  options: MatrixOptions,
  matrix: Matrix,
): Promise<void> {
  const { users, pin } = readDemo(server)
  const badgeOf = (role: string) => users.find(({ roles }) => roles.includes(role))?.badge ?? ''
  const come = async (walk: (visit: Visit, walker: Walker) => Promise<void>): Promise<void> => {
    const context = await newOnlineContext(browser, { viewport: HANDHELD })
    const { visit, faults } = await openVisit(context, server, language)
    await walk(visit, createWalker(visit, language, options, matrix))
    for (const fault of faults) matrix.found.push({ where: language, rule: 'fault', what: fault })
    await context.close()
  }
  await come(async (visit, walker) => {
    await visit.goto('/')
    await walker(BEFORE_SIGN_IN)
    // At a wide screen they would come to the office.
    await visit.page.setViewportSize(HANDHELD)
    await signIn(visit, badgeOf('supervisor'), pin)
    await visit.asks(visit.say('Scan anything, or choose'))
    await walker(FLOOR_STOPS)
  })
  await come(async (visit, walker) => {
    await signIn(visit, badgeOf('admin'), pin)
    await visit.page.setViewportSize({ width: 1440, height: 900 })
    await walker(OFFICE_STOPS)
  })
}

/** Of so many stops each language has one. */
const SPARSE = 36

const HANDHELD = { width: 360, height: 640 }

type Walker = (stops: readonly Stop[]) => Promise<void>

function createWalker(visit: Visit, language: string, options: MatrixOptions, matrix: Matrix): Walker {
  const looks = options.widths.flatMap((width) =>
    options.themes.map((theme): Look => ({ width, height: HEIGHTS[width] ?? 800, theme })),
  )
  const wanted = ({ name }: Stop) => options.stops.length === 0 || options.stops.some((part) => name.includes(part))
  return async (stops) => {
    for (const [nth, stop] of stops.filter(wanted).entries()) {
      if (options.sparse && nth % SPARSE !== (SPARSE / options.languages.length) * options.languages.indexOf(language))
        continue
      try {
        await stop.open(visit)
      } catch (error) {
        matrix.found.push({ where: `${language} ${stop.name}`, rule: 'reached', what: String(error) })
        continue
      }
      const own = options.sparse ? [looks[matrix.looks % looks.length] as Look] : looks
      for (const look of own) {
        const where = `${language} ${stop.name} ${look.width} ${look.theme}`
        for (const finding of await lookAt(visit.page, look)) matrix.found.push({ where, ...finding })
        matrix.looks++
        if (options.shots !== null) await keepShot(visit, options.shots, where)
      }
      options.say?.(`${language} ${stop.name}: ${matrix.found.length} found so far`)
    }
  }
}

async function keepShot(visit: Visit, folder: string, where: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await visit.page.screenshot({ path: join(folder, `${where.replaceAll(' ', '_')}.png`) })
}
