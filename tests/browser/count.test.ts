/**
 * Counts as a person does them, in Chromium against a real server process: what should be in a bin never reaches the device
 * that counts it, what is found becomes the ledger's figure or is asked again of somebody else, and all of it works offline.
 */
import type { Browser, BrowserContext, Response } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { type Api, adminApi, type FloorPage, openFloorPage, typePin } from './floor-page.ts'

const DAY = 86_400_000
const MARIA = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const RUTH = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const CASE = '10614141000736'
const EACH = '00614141000739'
const label = (lot: string, code = EACH) => `]C101${code}10${lot}`

/** Lot, bin and quantity. No other figure of the test is the first one's. */
const STOCK = [
  ['L-1', 'A-01-1', 7_413],
  ['L-2', 'A-02-1', 40],
  ['L-3', 'A-03-1', 24],
  ['L-4', 'A-04-1', 3],
] as const
const BINS = ['A-01-1', 'A-02-1', 'A-03-1', 'A-04-1', 'A-05-1']

interface StockAnswer {
  items: { location: string; quantity: number }[]
}
interface Tasks {
  items: { sku: string | null; location: string; origin: string }[]
}

describe('counts', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let api: Api
  let floor: FloorPage
  /** Every body that the device was given. */
  const heard: Promise<string>[] = []

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    const barcodes = [{ code: EACH }, { code: CASE, quantity: 12 }]
    await api('PUT', '/items/OAT', { name: 'Oat bars', lotTracked: true, barcodes })
    for (const [pickSequence, code] of BINS.entries())
      await api('PUT', `/locations/${code}`, { kind: 'storage', pickSequence })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria', roles: ['counter'], pin: MARIA.pin })
    await api('PUT', `/users/${RUTH.badge}`, { name: 'Ruth', roles: ['counter'], pin: RUTH.pin })
    await receiveAll()
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function receiveAll(): Promise<void> {
    await api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: v7(),
      transactions: STOCK.map(([lot, location, quantity], index) => ({
        id: v7(),
        seq: index + 1,
        v: 1,
        type: 'receive',
        // In the order in which they are to leave.
        occurredAt: new Date(Date.now() - (9 - index) * DAY).toISOString(),
        payload: { sku: 'OAT', lot, location, quantity },
      })),
    })
  }

  const stockAt = async (location: string) =>
    (await api<StockAnswer>('GET', `/stock?location=${location}&limit=100`)).items
      .filter((row) => row.location === location)
      .map(({ quantity }) => quantity)
  const moved = async (lot: string) =>
    (await api<StockAnswer>('GET', `/movements?sku=OAT&lot=${lot}`)).items.map(({ quantity }) => quantity)
  const counts = async () => (await api<Tasks>('GET', '/tasks?kind=count&state=open')).items
  const synced = () => floor.page.getByText('Synced').waitFor({ timeout: 60_000 })

  /** Those that this device knows of; a screen shows them only to who may do them. */
  const recounts = () =>
    floor.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('lotline-replica')
          opening.onsuccess = () => {
            const database = opening.result
            const asking = database.transaction('tasks').objectStore('tasks').getAll()
            asking.onsuccess = () => {
              database.close()
              resolve(asking.result.filter((task) => task.count?.origin === 'variance').length)
            }
          }
        }),
    )

  /** Also what the stream of events says, of which the browser tells no whole body. */
  async function listen(): Promise<void> {
    context.on('response', (response: Response) => {
      const { 'content-type': type = '' } = response.headers()
      if (response.url().includes('/api/') && !type.includes('event-stream'))
        heard.push(response.text().catch(() => ''))
    })
    await context.exposeFunction('hear', (text: string) => void heard.push(Promise.resolve(text)))
    await context.addInitScript(() => {
      const real = window.fetch.bind(window)
      const page = window as unknown as { hear(text: string): void }
      window.fetch = async (...asked) => {
        const response = await real(...asked)
        if (response.headers.get('content-type')?.includes('event-stream') && response.body) {
          const reader = response.clone().body?.pipeThrough(new TextDecoderStream()).getReader()
          const follow = async (): Promise<void> => {
            const part = await reader?.read()
            if (!part || part.done) return
            page.hear(part.value)
            await follow()
          }
          follow().catch(() => {})
        }
        return response
      }
    })
  }

  /** As a value: not a part of an id, a date or another number. */
  const mentions = (text: string, figure: number) => new RegExp(`(?<![\\w.-])${figure}(?![\\w-])`).test(text)

  it('keeps what should be there from the device, to the last byte', async () => {
    expect(await stockAt('A-01-1')).toEqual([7_413])
    await api('POST', '/counts', { locations: ['A-01-1'] })
    await listen()
    floor = await openFloorPage(context, server, api, MARIA)
    const { page, press, asks, sees, scan } = floor

    await press('Look up')
    await scan('LOC:A-01-1', () => sees('A count is due here: what should be there is not shown.'))
    await press('Back')
    await press(/^Count/)
    await page.getByText('With this device').waitFor({ timeout: 30_000 })
    await synced()
    await scan('LOC:A-01-1', () => asks('Scan what is in A-01-1'))
    await scan(label('L-1', CASE), () => asks('12 · Lot L-1'))
    await press('Type the total')
    for (const digit of '7410') await press(new RegExp(`^${digit}$`))
    await press('7410 counted')
    await press('That is all')
    await asks('Scan a bin to count')
    await synced()

    await expect.poll(() => stockAt('A-01-1'), { timeout: 30_000 }).toEqual([7_410])
    await sees('No count is due.')
    await synced()
    const texts = await Promise.all(heard)
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter((text) => text.includes('A-01-1')).length).toBeGreaterThan(0)
    expect(texts.some((text) => mentions(text, 40))).toBe(true)
    expect(texts.filter((text) => mentions(text, 7_413))).toEqual([])
  }, 120_000)

  it('asks another person where the count is beyond tolerance, and a supervisor where it still is', async () => {
    const { page, press, asks, sees, scan } = floor
    await api('POST', '/counts', { locations: ['A-02-1'] })
    await page.getByText('A-02-1').waitFor({ timeout: 30_000 })
    await scan('LOC:A-02-1', () => asks('Scan what is in A-02-1'))
    for (let cases = 1; cases <= 2; cases++) await scan(label('L-2', CASE), () => asks(`${12 * cases} · Lot L-2`))
    // A tap that came twice is one: the camera, which stands there afterwards, is not opened by it.
    const tapped = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const find = () =>
            [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Camera')
          const appearing = new MutationObserver(() => {
            if (!find()) return
            appearing.disconnect()
            const appearedAt = performance.now()
            setTimeout(() => {
              find()?.click()
              resolve(performance.now() - appearedAt)
            }, 50)
          })
          appearing.observe(document.body, { subtree: true, childList: true })
        }),
    )
    await press('That is all')
    const afterMs = await tapped
    await synced()
    await page.waitForTimeout(1_500)
    const isOpen = (await page.getByRole('button', { name: 'Close camera' }).count()) > 0
    // Where a busy machine brought it later than a second tap comes, the camera was opened with reason.
    if (afterMs < 350) expect(isOpen).toBe(false)
    if (isOpen) await press('Close camera')
    await expect.poll(counts, { timeout: 30_000 }).toMatchObject([{ location: 'A-02-1', sku: 'OAT' }])
    expect(await stockAt('A-02-1')).toEqual([40])

    // It is not hers any more, and nothing tells her why.
    await expect.poll(recounts, { timeout: 30_000 }).toBe(1)
    await scan('LOC:A-02-1', () => sees('You counted A-02-1 before.'))
    await sees('Another person is to count it again.')
    expect(await page.getByRole('listitem').count()).toBe(0)

    await press('Back')
    await press('End shift')
    await page.getByRole('dialog').getByRole('button', { name: 'End shift' }).click()
    await asks('Scan your badge')
    await scan(`BDG:${RUTH.badge}`, () => asks('Type your PIN'))
    await typePin(floor, RUTH.pin)
    await press('Start shift')
    await asks(/Scan anything/)
    await press(/^Count/)
    await sees(/second person/)
    await scan('LOC:A-02-1', () => asks('Scan Oat bars in A-02-1'))
    for (let cases = 1; cases <= 2; cases++) await scan(label('L-2', CASE), () => asks(`${12 * cases} · Lot L-2`))
    await press('That is all')
    await synced()
    await expect.poll(counts, { timeout: 30_000 }).toEqual([])
    const found = await api<{ items: { id: string; type: string; sku: string; location: string }[] }>(
      'GET',
      '/exceptions?state=open&limit=100',
    )
    expect(found.items).toMatchObject([{ type: 'count-variance', sku: 'OAT', location: 'A-02-1' }])
    expect(await stockAt('A-02-1')).toEqual([40])
    const decision = { remedy: 'approve', reason: 'misplaced', note: 'A case was in A-03-1' }
    await api('POST', `/exceptions/${found.items[0]?.id}/resolve`, decision)
    expect(await stockAt('A-02-1')).toEqual([24])
  }, 120_000)

  it('works without a network: two bins and an empty one, each posted once', async () => {
    const { page, press, asks, scan } = floor
    await api('POST', '/counts', { locations: ['A-03-1', 'A-04-1', 'A-05-1'] })
    await page.getByText('A-05-1').waitFor({ timeout: 30_000 })
    await synced()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await context.setOffline(true)

    // A label without its lot: said once, it is that lot until another one is said.
    await scan('LOC:A-03-1', () => asks('Scan what is in A-03-1'))
    await scan(`]C1010${EACH.slice(1)}`, () => asks('Which lot is it?'))
    await press('Lot L-3')
    await asks('1 · Lot L-3')
    await scan(`]C101${CASE}`, () => asks('13 · Lot L-3'))
    await scan(label('L-3'), () => asks('14 · Lot L-3'))
    await press('Type the total')
    await press(/^2$/)
    await press(/^3$/)
    await press('23 counted')
    await press('That is all')
    await asks('A-03-1 is counted')

    await scan('LOC:A-04-1', () => asks('Scan what is in A-04-1'))
    await scan(label('L-4'), () => asks('1 · Lot L-4'))
    await press('Type the total')
    await press(/^5$/)
    await press('5 counted')
    await press('That is all')
    await asks('A-04-1 is counted')

    await scan('LOC:A-05-1', () => asks('Scan what is in A-05-1'))
    await press('Nothing here')
    await asks('A-05-1 is counted')
    await page.getByText('Offline · 3 saved').waitFor()

    await context.setOffline(false)
    await synced()
    await expect.poll(counts, { timeout: 30_000 }).toEqual([])
    expect([await stockAt('A-03-1'), await stockAt('A-04-1'), await stockAt('A-05-1')]).toEqual([[23], [5], []])
    expect([await moved('L-3'), await moved('L-4')]).toEqual([
      [24, 1],
      [3, 2],
    ])
  }, 120_000)

  it('lets a picker take from a bin that is to be counted, also without a lot on the label', async () => {
    const { page, press, asks, sees, scan } = floor
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('POST', '/counts', { locations: ['A-01-1'] })
    const order = await api<{ id: string }>('POST', '/orders', {
      externalId: 'WEB-7',
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      lines: [{ sku: 'OAT', quantity: 2, unitPrice: { amount: 100, currency: 'USD' } }],
    })
    await api('POST', `/orders/${order.id}/release`)
    await press('Back')
    await press(/^Pick/)
    await page.getByText('WEB-7').first().waitFor({ timeout: 30_000 })
    await page.getByText('WEB-7').first().click()
    await asks('Scan bin A-01-1')
    await scan('LOC:A-01-1', () => asks('Scan lot L-1'))
    await scan(`]C101${EACH}`, () => asks('Which lot is on the label?'))
    await press('Lot L-1')
    await asks('Take 2')
    await press('2 taken')
    await asks(/All picked/)
    await press('Back')
    await press('Back')

    // What was picked here is known to be earlier than the count: nothing is missing.
    await press(/^Count/)
    await sees('A-01-1')
    await scan('LOC:A-01-1', () => asks('Scan what is in A-01-1'))
    await scan(label('L-1'), () => asks('1 · Lot L-1'))
    await press('Type the total')
    for (const digit of '7408') await press(new RegExp(`^${digit}$`))
    await press('7408 counted')
    await press('That is all')
    await synced()
    await expect.poll(counts, { timeout: 30_000 }).toEqual([])
    expect(await stockAt('A-01-1')).toEqual([7_408])
    expect(await moved('L-1')).toEqual([7_413, 3, 2])
    expect(await server.findings()).toEqual([])
    expect(floor.faults).toEqual([])
  }, 120_000)
})
