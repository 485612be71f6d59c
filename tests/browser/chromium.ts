import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { IS_WHOLE } from '../support/whole.ts'

/** Debian's Chromium without windows: the same engine, and a third less work for the machine. */
const SHELL = '/usr/bin/chromium-headless-shell'

/** Where Chromium or Chrome may be; LOTLINE_CHROMIUM comes first. */
const PLACES = [
  process.env.LOTLINE_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The browser on this machine, with windows, or null: tests in a browser are skipped then. */
export function findChromium(): string | null {
  return PLACES.find((place) => place !== '' && existsSync(place)) ?? null
}

/** Starts a headless browser with further flags: one without windows, where there is one. Throws where there is none. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const isChosen = process.env.LOTLINE_CHROMIUM !== undefined
  return launch(!isChosen && existsSync(SHELL) ? SHELL : findChromium(), flags)
}

/**
 * The whole browser: for what one without windows has not (notifications, questions whether a page may do something), and for measuring,
 * since its frames come sooner and are those of a handheld.
 */
export const launchWholeChromium = (flags: readonly string[] = []): Promise<Browser> => launch(findChromium(), flags)

/**
 * A device that never leaves the network, in a browser without service workers: putting the whole app into the cache is two thirds
 * of the work of a page's first seconds. With them where the whole suite is asked for.
 */
export async function newOnlineContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  if (!IS_WHOLE) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  return context
}

function launch(executablePath: string | null, flags: readonly string[]): Promise<Browser> {
  if (!executablePath) throw new Error('No Chromium found. Install it, or name it in LOTLINE_CHROMIUM.')
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] })
}
