/**
 * Sales platforms from a desk, in Chromium against a real server process and a simulated shop that it reaches over HTTP: an
 * administrator connects it and maps its listings, a supervisor sees what failed and tries it again, and both see the numbers
 * arrive there.
 */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'
import { type LocalShop, openLocalShop } from './local-shop.ts'

const ADMIN = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const SUPERVISOR = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const SOON = { timeout: 10_000 }
const EXACT = { exact: true }

describe('platforms at a desk', () => {
  let server: ServerProcess
  let local: LocalShop
  let browser: Browser
  let page: Page
  let api: Api
  let tea: { variantId: string; inventoryItemId: string }
  let rye: { variantId: string; inventoryItemId: string }
  /** An item that the shop's location does not stock yet. */
  let later: string
  const faults: string[] = []
  const stream = { id: v7(), seq: 0 }

  async function receive(sku: string, quantity: number): Promise<void> {
    stream.seq += 1
    const payload = { sku, lot: `L-${stream.seq}`, location: 'A-01', quantity }
    const occurredAt = new Date().toISOString()
    const transaction = { id: v7(), seq: stream.seq, v: 2, type: 'receive', occurredAt, payload }
    const { results } = await api<{ results: { outcome: string }[] }>('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: stream.id,
      transactions: [transaction],
    })
    expect(results).toMatchObject([{ outcome: 'applied' }])
  }

  async function openDesk(who: { badge: string; pin: string }): Promise<Page> {
    const context = await newOnlineContext(browser, { viewport: { width: 1440, height: 900 } })
    const opened = await context.newPage()
    opened.on('pageerror', (error) => faults.push(error.message))
    await opened.goto(server.url)
    await enrolAtDesk(opened, api, who)
    return opened
  }

  beforeAll(async () => {
    vi.stubEnv('LOTLINE_SECRET_KEY', TEST_SECRET_KEY)
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    local = await openLocalShop(`${server.url}/hooks/tea-shop`)
    for (const [sku, name] of [
      ['TEA', 'Green tea'],
      ['RYE', 'Rye crisps'],
    ])
      await api('PUT', `/items/${sku}`, { name, rotation: 'fifo', lotTracked: true, barcodes: [] })
    await api('PUT', '/channels/web', { name: 'Web shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/locations/A-01', { kind: 'pick' })
    await api('PUT', `/users/${ADMIN.badge}`, { name: 'Ingrid Solberg', roles: ['admin'], pin: ADMIN.pin })
    await api('PUT', `/users/${SUPERVISOR.badge}`, { name: 'Sam Reed', roles: ['supervisor'], pin: SUPERVISOR.pin })
    await receive('TEA', 40)
    await receive('RYE', 12)
    tea = local.shop.addVariant({ sku: 'T', title: 'Green tea (500 g)' })
    rye = local.shop.addVariant({ sku: 'R', title: 'Rye crisps' })
    later = local.shop.addVariant({ sku: 'T6', title: 'Green tea, six', stocked: false }).inventoryItemId
    browser = await launchChromium()
    page = await openDesk(ADMIN)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await local?.close()
    await server?.close()
    vi.unstubAllEnvs()
  })

  const row = (name: string) => page.getByRole('main').getByRole('row').filter({ hasText: name })
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const inDrawer = (name: string | RegExp) => drawer().getByRole('button', { name }).first().click()
  const confirm = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
  const tab = (name: string | RegExp) => drawer().getByRole('tab', { name }).click()
  const tells = (text: string | RegExp) => drawer().getByText(text).first().waitFor(SOON)
  const listing = (name: string) => drawer().getByRole('row').filter({ hasText: name })
  const shows = (item: string, quantity: number) => expect.poll(() => local.shop.available(item), SOON).toBe(quantity)

  it('says how the first platform is connected, and connects it', async () => {
    await page.getByRole('link', { name: 'Platforms' }).click()
    await page.getByText('No platform is connected yet.').waitFor(SOON)
    await page.getByRole('button', { name: 'Connect the first platform…' }).click()
    await dialog().getByLabel('Name', EXACT).fill('Tea Shop')
    await dialog().getByText('A name has 1 to 40 small letters').waitFor(SOON)
    await dialog().getByLabel('Name', EXACT).fill('tea-shop')
    await dialog().getByLabel('Channel', EXACT).selectOption({ label: 'Web shop' })
    await dialog().getByLabel('Address of the shop', EXACT).fill(local.url)
    await dialog().getByLabel('Location', EXACT).fill('Main Street')
    await dialog().getByLabel('Access token', EXACT).fill(local.accessToken)
    await dialog().getByLabel('Webhook secret', EXACT).fill(local.webhookSecret)
    await confirm('Connect')
    await dialog().getByText('Give it as gid://shopify/Location/….').first().waitFor(SOON)
    await dialog().getByLabel('Location', EXACT).fill(local.shop.locationId)
    await confirm('Connect')
    await tells('No listing is mapped yet.')
    await row('tea-shop').getByText('On', { exact: true }).waitFor(SOON)
    await tab('Set up')
    await tells(`${server.url}/hooks/tea-shop`)
    expect(await drawer().getByLabel('Access token', EXACT).inputValue()).toBe('')
  })

  it('maps a listing, and its number appears at the shop', async () => {
    await tab(/^Listings/)
    await inDrawer('Map one')
    await drawer().getByLabel('Listing', EXACT).fill(tea.inventoryItemId)
    await drawer().getByLabel('Item', EXACT).fill('NOTHING')
    await inDrawer('Map the listing')
    await tells(/There is no item NOTHING/)
    await drawer().getByLabel('Item', EXACT).fill('TEA')
    await tells('Green tea')
    await inDrawer('Map the listing')
    await listing('Green tea').getByText('Right', { exact: true }).waitFor(SOON)
    await shows(tea.inventoryItemId, 40)
    await receive('TEA', 5)
    await shows(tea.inventoryItemId, 45)
  })

  it('maps many, once every row can be read', async () => {
    await inDrawer('Map many')
    await drawer().getByLabel('Rows', EXACT).fill(`listing,sku,pack\n${later},TEE,6\n${tea.inventoryItemId},TEA,0`)
    await tells('Line 2: There is no item TEE.')
    await tells('Line 3: A pack has a whole number of units, 1 or more.')
    expect(await drawer().getByRole('button', { name: 'Map them' }).getAttribute('aria-disabled')).toBe('true')
    await drawer().getByLabel('Rows', EXACT).fill(`listing,sku,pack\n${later},TEA,6\n${tea.inventoryItemId},TEA,1`)
    await inDrawer('Map 2 listings')
    await listing(later.replace(/.*\//, '')).getByText('Stopped', { exact: true }).waitFor(SOON)
  })

  it('shows a supervisor what failed, who tries it again once the shop is right', async () => {
    const admin = page
    page = await openDesk(SUPERVISOR)
    await page.getByRole('link', { name: 'Platforms' }).click()
    expect(await page.getByRole('button', { name: 'Connect a platform…' }).count()).toBe(0)
    await row('tea-shop').getByRole('button').click(SOON)
    await tells('1 failure is not healed.')
    expect(await drawer().getByRole('tab', { name: 'Set up' }).count()).toBe(0)
    await tab(/^Failures/)
    await tells(`The shop's location does not stock ${later}.`)
    await tells('Let the location stock the item in Shopify, or correct the mapping, then retry.')
    local.shop.stock(later)
    await inDrawer(/^Try again/)
    await shows(later, 7)
    await tells('Nothing waits for anybody.')
    await drawer().getByText('1 failure that healed, or that somebody let be').click()
    await tells('Healed')
    await tab(/^Listings/)
    await listing('Green tea').first().waitFor(SOON)
    expect(
      await drawer()
        .getByRole('button', { name: /Map one|Map many/ })
        .count(),
    ).toBe(0)
    await page.context().close()
    page = admin
  })

  it('maps what an order could not be understood for, and takes the order in', async () => {
    local.shop.setAvailable(rye.inventoryItemId, 5)
    local.shop.placeOrder({ lines: [{ variantId: rye.variantId, quantity: 2 }] })
    await tab(/^Failures/)
    await tells(/Rye crisps .*is sold there, and no item here is mapped to it\./)
    await inDrawer('Map it')
    expect(await drawer().getByLabel('Listing', EXACT).inputValue()).toBe(rye.inventoryItemId)
    await drawer().getByLabel('Item', EXACT).fill('RYE')
    await inDrawer('Map the listing')
    await shows(rye.inventoryItemId, 10)
    await tells('Nothing waits for anybody.')
    const { items } = await api<{ items: { channel: string; quantity: number }[] }>('GET', '/orders?state=all')
    expect(items).toMatchObject([{ channel: 'web', quantity: 2 }])
  })

  it('lets somebody say that a failure may stay so', async () => {
    const none = later.replace(/\d+$/, '1')
    await api('POST', '/connectors/tea-shop/mappings', { put: [{ listing: none, sku: 'TEA' }] })
    await tells(`The shop's location does not stock ${none}.`)
    await inDrawer(/^Let it be/)
    await confirm('Let it be')
    await tells('Nothing waits for anybody.')
    await api('POST', '/connectors/tea-shop/mappings', { remove: [none] })
  })

  it('pauses a listing, which then shows nothing, and finds it by a search', async () => {
    await tab(/^Listings/)
    await drawer().getByLabel('Search listing or SKU', EXACT).fill('rye')
    await expect.poll(() => listing('Green tea').count(), SOON).toBe(0)
    await drawer().getByLabel(`Select ${rye.inventoryItemId}`).check()
    await inDrawer('Pause…')
    await confirm('Pause')
    await shows(rye.inventoryItemId, 0)
    await listing('Rye crisps').getByText('Paused', { exact: true }).waitFor(SOON)
    await drawer().getByLabel(`Select ${rye.inventoryItemId}`).check()
    await inDrawer('Go on…')
    await confirm('Go on')
    await shows(rye.inventoryItemId, 10)
  })

  it('pauses the platform, and changes how it is reached without its credentials', async () => {
    await tab('Health')
    await inDrawer('Pause…')
    await confirm('Pause')
    await row('tea-shop').getByText('Paused', { exact: true }).waitFor(SOON)
    await receive('TEA', 1)
    await tells(/^1, the first for/)
    expect(local.shop.available(tea.inventoryItemId)).toBe(45)
    await tab('Set up')
    await drawer().getByLabel('Webhook secret', EXACT).fill('other')
    await tells('Access token is missing: they are changed together.')
    await drawer().getByLabel('Webhook secret', EXACT).fill('')
    await drawer()
      .getByRole('checkbox', { name: /^Paused/ })
      .uncheck()
    await inDrawer('Save the set-up')
    await tells(/^Saved\./)
    await shows(tea.inventoryItemId, 46)
    await row('tea-shop').getByText('On', { exact: true }).waitFor(SOON)
  })

  it('fits a narrow desk, and leaves the books clean', async () => {
    await page.setViewportSize({ width: 1024, height: 768 })
    for (const part of ['', '&tab=failures', '&tab=listings', '&tab=drift', '&tab=setup']) {
      await page.goto(`${server.url}/office/platforms?connector=tea-shop${part}`)
      await drawer().getByRole('heading', { name: 'tea-shop' }).waitFor(SOON)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
    }
    expect(await server.findings()).toEqual([])
    expect(faults).toEqual([])
  })
})
