/** One person before the sample warehouse in one language: what a stop of the matrix may do. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { ServerProcess } from '../../support/server-process.ts'
import { typeWedge } from '../type-wedge.ts'

const LANGUAGES = new URL('../../../shared/language/', import.meta.url).pathname
const LONGEST_WAIT_MS = 15_000

export interface Visit {
  page: Page
  language: string
  /** The text as the page says it; `count` for one that has plurals. */
  say(text: string, count?: number): string
  goto(path: string): Promise<void>
  press(text: string): Promise<void>
  /** Types a code as a scanner does, and waits until the band has taken it, whatever it says of it. */
  scan(code: string): Promise<void>
  /** The codes of the sample's sheet whose group's title begins like this; `about`: whose label has this in it. */
  codes(group: string, about?: string): Promise<string[]>
  /** Until the band asks this. */
  asks(text: string | RegExp): Promise<void>
}

interface Demo {
  pin: string
  users: { name: string; roles: string[]; badge: string }[]
}

export const readDemo = (server: ServerProcess): Demo =>
  JSON.parse(readFileSync(join(server.dataFolder, 'demo.json'), 'utf8')) as Demo

export async function openVisit(
  context: BrowserContext,
  server: Pick<ServerProcess, 'url'>,
  language: string,
): Promise<{ visit: Visit; faults: string[] }> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.addInitScript((code) => localStorage.setItem('lotline-language', code), language)
  const texts =
    language === 'en'
      ? {}
      : (JSON.parse(readFileSync(join(LANGUAGES, `${language}.json`), 'utf8')) as Record<string, string>)
  const band = page.locator('output').first()
  const visit: Visit = {
    page,
    language,
    say(text, count) {
      if (count === undefined) return texts[text] ?? text
      const form = `${text}_${new Intl.PluralRules(language).select(count)}`
      return (texts[form] ?? text).replace('{count}', String(count))
    },
    async goto(path) {
      await page.goto(`${server.url}${path}`)
      await page.locator('main, nav').first().waitFor({ timeout: LONGEST_WAIT_MS })
    },
    press: (text) =>
      page
        .getByRole('button', { name: visit.say(text) })
        .first()
        .click({ timeout: LONGEST_WAIT_MS }),
    async scan(code) {
      const before = await band.textContent()
      await typeWedge(page, code)
      await page
        .waitForFunction((said) => document.querySelector('output')?.textContent !== said, before, {
          timeout: LONGEST_WAIT_MS,
        })
        .catch(() => {
          throw new Error(`${code} was not taken at "${before}".`)
        })
    },
    async codes(group, about = '') {
      const answer = await fetch(`${server.url}/demo/codes.json`)
      const { groups } = (await answer.json()) as {
        groups: { title: string; codes: { label: string; text: string }[] }[]
      }
      return groups
        .filter(({ title }) => title.startsWith(group))
        .flatMap(({ codes }) => codes.filter(({ label }) => label.includes(about)).map(({ text }) => text))
    },
    asks: (text) => band.getByText(text).first().waitFor({ timeout: LONGEST_WAIT_MS }),
  }
  return { visit, faults }
}

/** In the demo a new browser is enrolled by itself. */
export async function signIn(visit: Visit, badge: string, pin: string): Promise<void> {
  await visit.goto('/')
  await visit.asks(visit.say('Scan your badge'))
  await visit.scan(`BDG:${badge}`)
  await visit.asks(visit.say('Type your PIN'))
  for (const digit of pin) await visit.page.getByRole('button', { name: digit, exact: true }).first().click()
  const start = visit.page.getByRole('button', { name: visit.say('Start shift') })
  await start.click()
  await start.waitFor({ state: 'detached', timeout: LONGEST_WAIT_MS })
}
