/** A handheld in Chromium, enrolled and signed in, and what a person does on it. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ServerProcess } from '../support/server-process.ts'
import { typeWedge } from './type-wedge.ts'

const LONGEST_WAIT_MS = 15_000

export type Api = <Body = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<Body>

/** Calls the server as an admin's integration would; what fails is a failed test. */
export async function adminApi(server: ServerProcess): Promise<Api> {
  const token = await server.token()
  return async <Body>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true)
    return (await response.json()) as Body
  }
}

export interface FloorPage {
  page: Page
  /** Errors that the page threw; empty in a healthy test. */
  faults: string[]
  press(name: string | RegExp): Promise<void>
  /** Waits until the band asks this. */
  asks(text: string | RegExp): Promise<void>
  sees(text: string | RegExp): Promise<void>
  /** Once: a scan that is not taken is a fault, however busy the machine is. */
  scan(text: string, then: () => Promise<unknown>): Promise<void>
}

export async function openFloorPage(
  context: BrowserContext,
  server: ServerProcess,
  api: Api,
  who: { badge: string; pin: string; warehouse?: string },
): Promise<FloorPage> {
  const floor = await newFloorPage(context, server)
  const { page } = floor
  const { code } = await api<{ code: string }>('POST', `/devices/enrolments?warehouse=${who.warehouse ?? 'MAIN'}`)
  await page.getByLabel('Enrolment code').fill(code)
  await floor.press('Enrol this device')
  await floor.asks('Scan your badge')
  await floor.scan(`BDG:${who.badge}`, () => floor.asks('Type your PIN'))
  await typePin(floor, who.pin)
  await floor.press('Start shift')
  await floor.asks(/Scan anything/)
  return floor
}

/** The app on a device that is enrolled and has somebody signed in, or on a new one. */
export async function newFloorPage(context: BrowserContext, server: ServerProcess): Promise<FloorPage> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const floor: FloorPage = {
    page,
    faults,
    press: (name) => page.getByRole('button', { name }).first().click(),
    asks: (text) => page.locator('output').first().getByText(text).waitFor({ timeout: LONGEST_WAIT_MS }),
    sees: (text) => page.getByText(text).first().waitFor({ timeout: LONGEST_WAIT_MS }),
    async scan(text, then) {
      await typeWedge(page, text)
      await then()
    },
  }
  await page.goto(server.url)
  return floor
}

export async function typePin(floor: FloorPage, pin: string): Promise<void> {
  for (const digit of pin) await floor.press(new RegExp(`^${digit}$`))
}
