/**
 * A planner's morning in Chromium, against the production build and a real server process: stock that moves by itself, a
 * protection set and moved after its effect was seen, orders released as one batch, a shortage settled, rules applied.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { goToStock, signInAtDesk } from './desk-page.ts'

const BADGE = 'QXW7KZ34PLMN56TRVB2HJD'
const SOON = { timeout: 10_000 }

describe('the office in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let token: string
  const faults: string[] = []

  async function api<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const answer = await response.text()
    expect(response.ok, `${method} ${path}: ${response.status} ${answer}`).toBe(true)
    return JSON.parse(answer) as Body
  }

  const receive = (nth: number, sku: string, quantity: number) =>
    api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: `0193a1b2-0000-7000-8000-00000000010${nth}`,
      transactions: [
        {
          id: `0193a1b2-0000-7000-8000-00000000020${nth}`,
          seq: 1,
          v: 1,
          type: 'receive',
          occurredAt: new Date().toISOString(),
          payload: { sku, lot: `L-${sku}`, quantity, location: 'A-01-1', expiresOn: '2031-12-31' },
        },
      ],
    })

  const order = (externalId: string, sku: string, quantity: number, more: object = {}) =>
    api<{ id: string }>('POST', '/orders', {
      externalId,
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      shipBy: '2031-01-31',
      lines: [{ sku, quantity, unitPrice: { amount: 499, currency: 'USD' } }],
      ...more,
    })

  const protectedOf = async (sku: string) => {
    const { channels } = await api<{ channels: { channel: string; protected: number }[] }>('GET', `/inventory/${sku}`)
    return Object.fromEntries(channels.map((one) => [one.channel, one.protected]))
  }

  async function enrol(): Promise<void> {
    const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
    await page.getByLabel('Enrolment code').fill(code)
    await page.getByRole('button', { name: 'Enrol this device' }).click()
  }

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    token = await server.token()
    for (const [sku, name] of [
      ['OAT-500', 'Oat bars 500 g'],
      ['RYE-200', 'Rye crisps 200 g'],
    ])
      await api('PUT', `/items/${sku}`, { name, rotation: 'fefo', lotTracked: true, barcodes: [] })
    await api('PUT', '/channels/amazon', { name: 'Amazon', kind: 'marketplace', priority: 1 })
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 2 })
    await api('PUT', '/locations/A-01-1', { kind: 'pick', pickSequence: 1 })
    await api('PUT', '/locations/STAGE-1', { kind: 'staging', pickSequence: 2 })
    await api('PUT', `/users/${BADGE}`, { name: 'Daniel Weber', roles: ['planner'], pin: '4711' })
    await receive(1, 'OAT-500', 100)
    await receive(2, 'RYE-200', 5)
    browser = await launchChromium()
    context = await newOnlineContext(browser, { viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  const drawer = () => page.getByRole('complementary')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

  it('brings a planner at a wide screen to the page of today, and on to the stock, which moves without reloading', async () => {
    await page.goto(server.url)
    await enrol()
    await signInAtDesk(page, { badge: BADGE, pin: '4711' })
    await goToStock(page)
    await row('Oat bars')
      .getByRole('button', { name: /^Shop: available to promise 100,/ })
      .waitFor(SOON)
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await order('WEB-1', 'OAT-500', 12)
    await row('Oat bars')
      .getByRole('button', { name: /^Shop: available to promise 88,.* committed 12/ })
      .waitFor(SOON)
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  })

  it('keeps search, filter and sort in the address', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('oat')
    await press('On hand')
    await row('Rye crisps').waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?search=oat&sort=-onHand')
    await page.reload()
    await row('Oat bars').waitFor(SOON)
    expect(await page.getByLabel('Search SKU or name').inputValue()).toBe('oat')
    expect(await row('Rye crisps').count()).toBe(0)
    await press(/^Protected 0/)
    await page.getByText('No item is like that.').waitFor()
    await press(/^Protected 0/)
  })

  it('explains a figure by the orders behind it', async () => {
    await press(/^Shop: available to promise 88/)
    await drawer().getByText('available to promise for Shop').waitFor(SOON)
    await drawer().getByText('Committed to orders').click()
    await drawer()
      .getByText(/Order WEB-1/)
      .waitFor()
    await press('All figures')
  })

  it('shows the effect of a protection before it is confirmed, and what somebody else did meanwhile', async () => {
    await press('Edit protection of Amazon')
    await page.getByLabel('Protected units').fill('30')
    await drawer().getByRole('row').filter({ hasText: 'Shop' }).getByText('88 → 58').waitFor(SOON)
    expect(await protectedOf('OAT-500')).toEqual({ amazon: 0, shop: 0 })
    await api('PUT', '/protections/OAT-500/amazon', { quantity: 5 })
    await drawer().getByRole('button', { name: 'Protect', exact: true }).click()
    await press(/I have seen that it is 5 now/)
    expect(await page.getByLabel('Protected units').inputValue()).toBe('30')
    await drawer().getByRole('button', { name: 'Protect', exact: true }).click()
    await press('Move protection from Amazon')
    expect(await protectedOf('OAT-500')).toEqual({ amazon: 30, shop: 0 })

    await page.getByLabel('Units to move').fill('10')
    await drawer().getByRole('row').filter({ hasText: 'Amazon' }).getByText('30 → 20').waitFor(SOON)
    await press('Move 10 units to Shop')
    await drawer().getByRole('button', { name: 'Edit protection of Shop' }).waitFor(SOON)
    expect(await protectedOf('OAT-500')).toEqual({ amazon: 20, shop: 10 })

    await page.getByRole('tab', { name: 'Time line' }).click()
    await drawer().getByText('Daniel Weber').first().waitFor(SOON)
    await page.getByRole('tab', { name: 'By date' }).click()
    await drawer().getByText('Available to promise from each date on').waitFor(SOON)
    await page.getByRole('tab', { name: 'Channels' }).click()

    // Escape goes one level back, then closes; beside an open form j leads to no other item.
    await press('Edit protection of Shop')
    await page.keyboard.press('j')
    await page.getByLabel('Protected units').waitFor()
    await page.keyboard.press('Escape')
    await drawer().getByRole('button', { name: 'Edit protection of Shop' }).waitFor()
    await page.keyboard.press('Escape')
    await drawer().waitFor({ state: 'detached' })
  })

  it('releases two orders as one batch pick, and prints its ticket', async () => {
    await order('WEB-2', 'OAT-500', 6)
    await page.getByRole('link', { name: 'Orders' }).click()
    await row('WEB-2').waitFor(SOON)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('2 orders selected').waitFor()
    await press('Release…')
    await page.getByLabel('One batch pick for all').check()
    await press('Release as one batch pick')
    await page.getByText('2 orders released').waitFor(SOON)
    await page.getByRole('link', { name: /^Pick ticket of/ }).click()
    await page.getByText('Batch pick of 2 orders').waitFor(SOON)
    const task = row('Oat bars')
    expect(await task.count()).toBe(2)
    expect((await task.allInnerTexts()).map((text) => /T\d/.exec(text)?.[0]).sort()).toEqual(['T1', 'T2'])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    expect(await page.getByText('Batch pick of 2 orders').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
  })

  it('changes and cancels an order', async () => {
    const { id } = await order('WEB-3', 'OAT-500', 9)
    await page.goto(`${server.url}/office/orders?order=${id}`)
    await press('Change quantities')
    await page.getByLabel(/Oat bars/).fill('4')
    await press('Change the order')
    await drawer().getByText('Committed 4').waitFor(SOON)
    await press('Cancel order…')
    await press('Cancel the order')
    await drawer().getByText('Cancelled', { exact: true }).first().waitFor(SOON)
    expect(await api('GET', `/orders/${id}`)).toMatchObject({ status: 'cancelled', committed: 0 })
  })

  it('settles a shortage by a proposal: one tap and a confirmation that says what it will do', async () => {
    await order('WEB-4', 'RYE-200', 8, { onShort: 'record' })
    await page.getByRole('link', { name: 'Exceptions' }).click()
    await press('Oversold')
    await drawer().getByRole('heading', { name: 'Oversold' }).waitFor(SOON)
    await press(/^Cancel 3/)
    await page.getByText(/3 of order WEB-4/).waitFor()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Cancel 3/ })
      .click()
    await page.getByText('Nothing is open here.').waitFor(SOON)
    expect(await api('GET', '/exceptions')).toEqual({ items: [], next: null })
  })

  it('previews rules, then applies them', async () => {
    await page.getByRole('link', { name: 'Rules' }).click()
    await press('Add or change a rule')
    await page.getByLabel('SKU').fill('OAT-500')
    await page.getByLabel('Channel').selectOption('amazon')
    await page.getByLabel('Units to protect').fill('25')
    await press('Save the rule')
    await row('25 units').waitFor(SOON)
    await press('Preview and apply…')
    await drawer().getByText('20 → 25').waitFor(SOON)
    expect(await protectedOf('OAT-500')).toMatchObject({ amazon: 20 })
    await press('Apply to 1 protection')
    await drawer().getByText('1 protection changed.').waitFor(SOON)
    expect(await protectedOf('OAT-500')).toMatchObject({ amazon: 25 })
  })

  it('says how old its figures are while the server is gone, and goes on when it is back', async () => {
    await page.getByRole('link', { name: 'Stock' }).click()
    await row('Oat bars').waitFor(SOON)
    await server.kill()
    await page.getByText(/Not connected: figures of \d\d:\d\d/).waitFor({ timeout: 20_000 })
    await row('Oat bars').waitFor()
    await server.start()
    await page.getByText(/Not connected/).waitFor({ state: 'detached', timeout: 40_000 })
    expect(await server.findings()).toEqual([])
    expect(faults).toEqual([])
  })

  it('has no door for a picker', async () => {
    await page.getByRole('link', { name: 'Floor' }).click()
    await page.getByRole('button', { name: /^Office/ }).click(SOON)
    await page.getByRole('link', { name: 'End shift' }).waitFor(SOON)
    await api('PUT', `/users/${BADGE}`, { name: 'Daniel Weber', roles: ['picker'], pin: '4711' })
    await page.getByRole('link', { name: 'End shift' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End shift' }).click()
    await signInAtDesk(page, { badge: BADGE, pin: '4711' })
    await page.getByRole('button', { name: /^Pick/ }).waitFor(SOON)
    expect(await page.getByRole('button', { name: /^Office/ }).count()).toBe(0)
    // The next is not asked whether they end their shift.
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).search).toBe('')
    await page.goto(`${server.url}/office`)
    await page.getByRole('button', { name: /^Pick/ }).waitFor(SOON)
    expect(new URL(page.url()).pathname).toBe('/')
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(loaded.filter((name) => /\/office-[\w-]+\.js$/.test(name))).toEqual([])
  })
})
