/**
 * `npm run screens`: takes every picture of docs/screens anew, before the sample warehouse with its simulated platforms, and writes
 * docs/screens.md, which shows them all.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext } from 'playwright-core'
import { freePort } from '../../support/free-port.ts'
import { launchChromium } from '../chromium.ts'
import { openVisit, signIn, type Visit } from '../matrix/visit.ts'
import { PICTURES, type Picture } from './pictures.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(ROOT, 'docs/screens')
const SIZES = { floor: { width: 360, height: 640 }, office: { width: 1440, height: 900 } } as const
const LONGEST_START_MS = 240_000

interface Demo {
  url: string
  pin: string
  users: { roles: string[]; badge: string }[]
  stop(): Promise<void>
}

async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-screens-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [join(ROOT, 'tests/platforms/demo/run.mjs')], {
    env: { ...process.env, PORT: String(port), LOTLINE_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const until = Date.now() + LONGEST_START_MS
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > until) throw new Error('The demo did not start.')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const read = JSON.parse(readFileSync(join(folder, 'demo/demo.json'), 'utf8')) as Pick<Demo, 'pin' | 'users'>
  return {
    ...{ url, pin: read.pin, users: read.users },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}

export async function takeScreens(only: readonly string[], say: (line: string) => void): Promise<number> {
  const demo = await startDemo()
  let browser: Browser | null = null
  let failed = 0
  try {
    browser = await launchChromium()
    mkdirSync(FOLDER, { recursive: true })
    const people = new Map<string, Visit>()
    for (const picture of PICTURES) {
      if (only.length > 0 && !only.includes(picture.name)) continue
      try {
        await take(browser, demo, people, picture)
        say(picture.name)
      } catch (error) {
        failed++
        say(`${picture.name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    writeFileSync(join(ROOT, 'docs/screens.md'), page())
    return failed
  } finally {
    await browser?.close()
    await demo.stop()
  }
}

async function take(browser: Browser, demo: Demo, people: Map<string, Visit>, picture: Picture): Promise<void> {
  const size = SIZES[picture.at]
  const key = `${picture.at} ${picture.role}`
  let visit = people.get(key)
  if (!visit) {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 360, height: 640 } })
    visit = (await openVisit(context, demo, 'en')).visit
    await signIn(visit, demo.users.find(({ roles }) => roles.includes(picture.role))?.badge ?? '', demo.pin)
    people.set(key, visit)
  }
  await visit.page.setViewportSize(size)
  await picture.open(visit)
  await visit.page.waitForTimeout(900)
  await visit.page.screenshot({ path: join(FOLDER, `${picture.name}.png`) })
}

/** Three pictures of the floor, or two of the office, beside each other. */
function page(): string {
  const rows = (at: Picture['at'], beside: number): string[] => {
    const own = PICTURES.filter((picture) => picture.at === at)
    return Array.from({ length: Math.ceil(own.length / beside) }, (_, row) => {
      const some = own.slice(row * beside, (row + 1) * beside)
      const line = (cells: string[]) => `| ${cells.join(' | ')} |`
      return [
        line(some.map(({ shows }) => shows)),
        line(some.map(() => '---')),
        line(some.map(({ name, shows }) => `![${shows}](screens/${name}.png)`)),
        '',
      ].join('\n')
    })
  }
  return [
    '# All screens',
    '',
    'As they are today, taken by `npm run screens` before the sample warehouse.',
    '',
    '## On the floor',
    '',
    ...rows('floor', 4),
    '## At the desk',
    '',
    ...rows('office', 2),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
