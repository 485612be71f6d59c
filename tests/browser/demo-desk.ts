/** A planner at a desk, in Chromium, before the sample warehouse as anybody starts it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { goToStock, signInAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

interface Demo {
  pin: string
  users: { roles: string[]; badge: string }[]
}

export interface DemoDesk {
  server: ServerProcess
  browser: Browser
  page: Page
  /** As an administrator. */
  api: Api
  /** What the page threw. */
  faults: string[]
  close(): Promise<void>
}

/** It takes as long as the demo does to fill its warehouse. */
export async function openDemoDesk(): Promise<DemoDesk> {
  const server = await createServerProcess({ demo: true })
  await server.start()
  const api = await adminApi(server)
  const { users, pin } = JSON.parse(readFileSync(join(server.dataFolder, 'demo.json'), 'utf8')) as Demo
  const browser = await launchChromium()
  const page = await (await newOnlineContext(browser, { viewport: { width: 1440, height: 900 } })).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const planner = users.find(({ roles }) => roles.includes('planner'))
  await page.goto(server.url)
  await signInAtDesk(page, { badge: planner?.badge ?? '', pin })
  await goToStock(page)
  return {
    ...{ server, browser, page, api, faults },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
