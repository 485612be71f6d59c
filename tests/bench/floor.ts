/** A warehouse with pick lists, and a signed-in handheld that is to pick them, in a real browser. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { launchWholeChromium } from '../browser/chromium.ts'
import { probeScans } from './scan-probe.ts'
import { type BenchServer, startServer } from './server.ts'
import { range } from './warehouse.ts'
import { GS, typeScan } from './wedge.ts'

export const BADGE = 'QXW7KZ34PLMN56TRVB2HJD'
export const PIN = '4711'
/** Transactions that one push takes. */
export const A_PUSH = 500
const LOT = 'L2417'

export interface PickLabels {
  bin: string
  lot: string
}

export interface Floor {
  server: BenchServer
  page: Page
  devtools: CDPSession
  /** The labels to scan, line by line in the order of the way. */
  lines: PickLabels[]
  close(): Promise<void>
}

const binOf = (line: number): string => `A-${String(line + 1).padStart(2, '0')}-1`

function gtinOf(line: number): string {
  const digits = `1061414${String(line + 1).padStart(6, '0')}`
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** `perList`: lines of each order; BENCH-1 has the first of them. */
export async function openFloor(lines: number, perList = lines): Promise<Floor> {
  const server = await startServer()
  let browser: Browser | null = null
  try {
    await fillFloor(server, lines, perList)
    browser = await launchWholeChromium()
    const opened = browser
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    await context.addInitScript(probeScans)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await signIn(server, page, devtools)
    return {
      server,
      page,
      devtools,
      lines: range(lines).map((line) => ({
        bin: `LOC:${binOf(line)}`,
        lot: `]C101${gtinOf(line)}10${LOT}${GS}17311231`,
      })),
      async close() {
        await opened.close()
        await server.close()
      },
    }
  } catch (error) {
    await browser?.close()
    await server.close()
    throw error
  }
}

/** Every line its own item, lot and bin, one unit each: each is two scans and no tap. */
async function fillFloor(server: BenchServer, lines: number, perList: number): Promise<void> {
  await server.api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  await server.api('PUT', '/locations/STAGE-1', { kind: 'staging', pickSequence: 999 })
  for (const line of range(lines)) {
    const barcodes = [{ code: gtinOf(line), quantity: 1 }]
    await server.api('PUT', `/items/PICK-${line}`, {
      name: `Item ${line}`,
      rotation: 'fefo',
      lotTracked: true,
      barcodes,
    })
    await server.api('PUT', `/locations/${binOf(line)}`, { kind: 'pick', pickSequence: line })
  }
  await server.api('PUT', `/users/${BADGE}`, { name: 'Maria', roles: ['picker'], pin: PIN })
  const occurredAt = new Date(Date.now() - 86_400_000).toISOString()
  const transactions = range(lines).map((line) => ({
    id: v7(),
    seq: line + 1,
    v: 1,
    type: 'receive',
    occurredAt,
    payload: { sku: `PICK-${line}`, lot: LOT, quantity: 9, location: binOf(line), expiresOn: '2031-12-31' },
  }))
  const streamId = v7()
  for (let at = 0; at < transactions.length; at += A_PUSH)
    await server.api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId,
      transactions: transactions.slice(at, at + A_PUSH),
    })
  for (let at = 0; at < lines; at += perList) {
    const order = await server.api<{ id: string }>('POST', '/orders', {
      externalId: `BENCH-${at / perList + 1}`,
      channel: 'shop',
      customer: { id: 'C-1', name: 'Customer' },
      lines: range(Math.min(perList, lines - at)).map((line) => ({
        sku: `PICK-${at + line}`,
        quantity: 1,
        unitPrice: { amount: 499, currency: 'USD' },
      })),
    })
    await server.api('POST', `/orders/${order.id}/release`)
  }
}

/** Says what the band asks for, and waits until it does. */
export const asks = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('output').first().getByText(text).waitFor({ timeout: 20_000 })

/** The same without looking again and again: looking takes time from the page that is being measured. */
export const says = (page: Page, text: string): Promise<void> =>
  page.evaluate(
    ([wanted, limitMs]) =>
      Promise.race([
        window.benchSays(wanted),
        new Promise<void>((_, reject) =>
          setTimeout(() => {
            const said = document.querySelector('output')?.innerText
            reject(new Error(`The band does not say “${wanted}”, but: ${said}`))
          }, limitMs),
        ),
      ]),
    [text, 20_000] as const,
  )

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()

export async function signIn(server: BenchServer, page: Page, devtools: CDPSession): Promise<void> {
  await enrol(server, page)
  await startShift(page, devtools)
  await page.getByText('Synced').waitFor({ timeout: 30_000 })
}

/** From the press of its button on, the device is the server's. */
export async function enrol(server: BenchServer, page: Page): Promise<void> {
  const { code } = await server.api<{ code: string }>('POST', '/devices/enrolments')
  // Storage, service worker and camera need a secure context, which localhost is by its name.
  await page.goto(server.url.replace('127.0.0.1', 'localhost'))
  await page.getByLabel('Enrolment code').fill(code)
  await press(page, 'Enrol this device')
}

export async function startShift(page: Page, devtools: CDPSession): Promise<void> {
  await showBadge(page, devtools)
  await asks(page, /Scan anything/)
}

/** Badge and PIN: what comes behind them depends on who it is. */
export async function showBadge(page: Page, devtools: CDPSession): Promise<void> {
  await asks(page, 'Scan your badge')
  await typeScan(page, devtools, `BDG:${BADGE}`)
  await asks(page, 'Type your PIN')
  for (const digit of PIN) await press(page, new RegExp(`^${digit}$`))
  await press(page, 'Start shift')
}
