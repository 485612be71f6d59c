/**
 * The page that a desk begins with, in Chromium against a real server: that nothing needs anybody, then what does, as it happens
 * and in its order; the way to where one acts; and the figures and pictures beside it, each with its table.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { downloadTable, enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const DESK = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const SOON = { timeout: 10_000 }
const dayFrom = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(Date.now() + days * 86_400_000)

describe('the page Today', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  const faults: string[] = []
  const stream = { id: v7(), seq: 0 }

  async function record(type: string, payload: object, v = 1): Promise<void> {
    stream.seq += 1
    const transaction = { id: v7(), seq: stream.seq, v, type, occurredAt: new Date().toISOString(), payload }
    await api('POST', '/sync/push', { deviceId: 'HH-1', streamId: stream.id, transactions: [transaction] })
  }
  const order = (externalId: string, quantity: number, over: object = {}) =>
    api<{ id: string }>('POST', '/orders', {
      ...{ externalId, channel: 'shop', customer: { id: 'C', name: 'Ada' } },
      lines: [{ sku: 'OAT', quantity, unitPrice: { amount: 500, currency: 'USD' } }],
      ...over,
    })

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/warehouses/MAIN', { name: 'Main', timeZone: 'America/Chicago', currency: 'USD' })
    await api('PUT', '/items/OAT', { name: 'Oat bars', rotation: 'fifo', lotTracked: true })
    for (const [pickSequence, code] of ['A-1', 'A-2'].entries())
      await api('PUT', `/locations/${code}`, { kind: 'pick', pickSequence })
    await api('PUT', '/locations/STAGE-1', { kind: 'staging' })
    for (const [priority, channel] of ['shop', 'amazon'].entries())
      await api('PUT', `/channels/${channel}`, {
        name: channel === 'shop' ? 'Shop' : 'Amazon',
        kind: 'dtc',
        priority: priority + 1,
      })
    await record('receive', { sku: 'OAT', lot: 'L1', quantity: 100, location: 'A-1' }, 2)
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['admin'], pin: DESK.pin })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const needs = () => page.getByRole('region', { name: 'Needs a person now' }).getByRole('link')
  const figures = () => page.getByRole('region', { name: 'Figures of today' }).getByRole('link')
  const toToday = async () => {
    await page.getByRole('link', { name: 'Today', exact: true }).click()
    await page.getByRole('heading', { name: 'Needs a person now' }).waitFor(SOON)
  }

  it('says that nothing needs anybody', async () => {
    await toToday()
    await page.getByText('Nothing needs anybody now.').waitFor(SOON)
    await expect
      .poll(() => figures().allTextContents())
      .toEqual([
        'Shipped of what is due today0 of 0No order is due today.',
        'Lines picked today00 in the last hour',
        'Stock right–Nothing was counted in 30 days.',
      ])
  })

  it('says what does as it happens, the worst first, without reloading', async () => {
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await order('LATE', 2, { shipBy: dayFrom(-2) })
    await order('TODAY', 2, { shipBy: dayFrom(0) })
    await expect.poll(() => needs().first().textContent(), SOON).toContain('1 order should have left before today.')
    await api('POST', '/counts', { locations: ['A-2'] })
    await record('receive', { sku: 'NOTHING', lot: 'L1', quantity: 1, location: 'A-1' })
    await record('returnReceive', {
      ...{ channel: 'shop', sku: 'OAT', lot: 'L1', quantity: 1, reason: 'unwanted', location: 'A-2' },
    })
    await expect
      .poll(async () => (await needs().locator('b').allTextContents()).join('\n'), SOON)
      .toBe(
        [
          '1 order should have left before today.',
          '1 exception of high severity is open.',
          '1 refused transaction waits for somebody to mend or dismiss.',
          '1 return waits to be inspected.',
          '1 count is asked for.',
        ].join('\n'),
      )
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
    const refused = needs().filter({ hasText: 'exception of high severity' })
    expect(await refused.textContent()).toContain('Refused transaction')
  })

  it.each([
    ['should have left', /orders\?view=open&dueBy=/, 'LATE'],
    ['mend or dismiss', /exceptions\?view=refused/, 'NOTHING'],
    ['exception of high severity', /exceptions\?severity=high/, 'NOTHING'],
    ['to be inspected', /returns$/, 'Oat bars'],
    ['asked for', /counts$/, 'A-2'],
  ])('leads from "%s" to where one acts', async (text, address, shown) => {
    await toToday()
    await needs().filter({ hasText: text }).click()
    await page.waitForURL(address)
    await page.getByRole('table').getByText(shown).first().waitFor(SOON)
    if (shown === 'LATE') expect(await page.getByText('TODAY', { exact: true }).count()).toBe(0)
  })

  it('is walked by keys', async () => {
    await toToday()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(
      await needs()
        .nth(1)
        .evaluate((row) => row === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/exceptions\?severity=high/)
    await toToday()
  })

  it('follows what is picked and shipped', async () => {
    const { items } = await api<{ items: { id: string; externalId: string }[] }>('GET', '/orders?search=TODAY')
    const id = items[0]?.id ?? ''
    const { tasks } = await api<{ tasks: { id: string; location: string }[] }>('POST', `/orders/${id}/release`)
    for (const task of tasks)
      await record('pick', { taskId: task.id, sku: 'OAT', lot: 'L1', location: task.location, quantity: 2 })
    await expect.poll(() => figures().nth(1).textContent(), SOON).toBe('Lines picked today11 in the last hour')
    await record('ship', { orderId: id })
    await expect
      .poll(() => figures().first().textContent(), SOON)
      .toBe('Shipped of what is due today1 of 10 orders still to leave')
    const shipped = page.getByRole('region', { name: 'Orders shipped per day' })
    await shipped.getByText('The same figures as a table').click()
    await expect.poll(() => shipped.getByRole('row').nth(1).getByRole('cell').textContent(), SOON).toBe('1')
    expect(await shipped.getByRole('row').count()).toBe(15)
  })

  it('draws what each channel could sell once it was written down, beside a table and in the drawer of the item', async () => {
    const trend = page.getByRole('region', { name: 'Available to promise by channel' })
    // A server that starts looks at once whether the day is written down.
    await server.kill()
    await server.start()
    await expect.poll(() => trend.getByRole('img').count(), { timeout: 45_000 }).toBe(1)
    await trend.getByText('The same figures as a table').click()
    expect(await trend.getByRole('row').first().textContent()).toBe('As the day beganShopAmazon')
    expect(await trend.getByRole('row').nth(1).getByRole('cell').count()).toBe(2)

    await page.goto(`${server.url}/office?item=OAT&tab=history`)
    const drawer = page.getByRole('complementary')
    const table = drawer.getByRole('table')
    await table.waitFor(SOON)
    expect(await table.getByRole('row').first().textContent()).toBe('DayOn handShopAmazon')
    const [onHand, shop] = await table.getByRole('row').nth(1).getByRole('cell').allTextContents()
    expect(Number(onHand)).toBeGreaterThanOrEqual(Number(shop))
    await drawer.getByLabel('Figure', { exact: true }).selectOption('committed')
    await drawer.getByText('Committed, by day').waitFor(SOON)
    const file = await (await downloadTable(page, 'CSV', drawer)).path()
    const [head, row] = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split('\r\n')
    expect(head).toBe(
      'Day,On hand,Shop: available to promise,Shop: protected,Shop: committed,Amazon: available to promise,Amazon: protected,Amazon: committed',
    )
    expect(row?.split(',')).toHaveLength(8)
    expect(faults).toEqual([])
  })
})
