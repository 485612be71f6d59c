/**
 * What to order, at a desk, in Chromium against the sample warehouse as anybody starts it: a planner sees what is due and why,
 * whose safety stock it is, protects it, says how rarely it may be short, and takes a suggestion up. What comes of it is asked
 * of the server, which makes the figures in threads of its own.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemDetail, PlanPage } from '../../client/office/replenishment/contract.ts'
import { UNEVEN_SKU } from '../../server/demo/catalogue.ts'
import { DEMO_TIME_ZONE } from '../../server/demo/warehouse.ts'
import { type DemoDesk, openDemoDesk } from './demo-desk.ts'
import type { Api } from './floor-page.ts'

const SOON = { timeout: 10_000 }
/** An item that is made here, and asked for by nobody before it is said. */
const MADE_SKU = 'SPR-CRUNCH'

describe('replenishment at a desk', () => {
  let desk: DemoDesk
  let page: Page
  let api: Api

  beforeAll(async () => {
    desk = await openDemoDesk()
    ;({ page, api } = desk)
  }, 180_000)
  afterAll(() => desk?.close())

  const plans = (need: string) => api<PlanPage>('GET', `/replenishment?need=${need}&limit=200`)
  const item = (sku: string) => api<ItemDetail>('GET', `/replenishment/${sku}`)
  /** Items without figures, or with old ones. */
  const pending = async () => (await plans('now')).pending
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const press = (name: string | RegExp) => drawer().getByRole('button', { name }).first().click()
  const tells = (text: string | RegExp) => drawer().getByText(text).first().waitFor(SOON)
  const tab = (name: string) => drawer().getByRole('tab', { name }).click()
  const listed = (sku: string) => page.getByRole('main').getByRole('row').filter({ hasText: sku })
  const percent = (share: number) => `${Math.round(share * 100)}.%`
  const channelOf = (plan: ItemDetail, code: string) => {
    const channel = plan.channels.find((one) => one.channel === code)
    if (!channel) throw new Error(`${plan.sku} is not sold through ${code}.`)
    return channel
  }

  it('takes demand of the past, and names the line that is wrong', async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: DEMO_TIME_ZONE }).format()
    const day = (ago: number) => new Date(Date.parse(today) - ago * 86_400_000).toISOString().slice(0, 10)
    const rows = Array.from({ length: 60 }, (_, nth) => `${MADE_SKU},shop,${day(nth + 1)},${8 + (nth % 5)}`)
    const typed = drawer().getByLabel('Rows')
    const told = async () => (await api<{ items: unknown[] }>('GET', `/demand?sku=${MADE_SKU}&limit=200`)).items.length
    await page.goto(`${desk.server.url}/office/replenishment?do=demand`)
    await typed.fill(['sku,channel,date,quantity', rows[0], `${MADE_SKU},bazaar,${day(2)},some`].join('\n'))
    await tells(/^Line 3: There is no channel bazaar\. The quantity is a whole number\.$/)
    expect(await drawer().getByRole('button', { name: 'Import 1 row' }).getAttribute('aria-disabled')).toBe('true')
    await typed.fill([rows[0], `${MADE_SKU},shop,${day(2)},99999999`].join('\n'))
    await press('Import 2 rows')
    await tells(/^Line 2: The quantity must be at most 10,000,000\.$/)
    expect(await told()).toBe(0)
    await typed.fill(rows.join('\n'))
    await press('Import 60 rows')
    await tells(/^60 rows are in\./)
    expect(await told()).toBe(60)
  })

  it('is listed by what a day without costs, with its figures', async () => {
    await expect.poll(pending, { timeout: 30_000, interval: 250 }).toBe(0)
    const { items, counts } = await plans('now')
    expect(items.map(({ sku }) => sku)).toEqual(expect.arrayContaining([UNEVEN_SKU, MADE_SKU]))
    await page.goto(`${desk.server.url}/office/replenishment`)
    await page.getByRole('tab', { name: `Order now ${counts.now}` }).waitFor(SOON)
    const rows = await page.getByRole('main').getByRole('row').allInnerTexts()
    expect(rows.slice(1).map((text) => items.find(({ sku }) => text.includes(sku))?.sku)).toEqual(
      items.map(({ sku }) => sku),
    )
    const { order, position, reorderPoint } = await item(UNEVEN_SKU)
    expect(order.quantity).toBeGreaterThan(0)
    const text = await listed(UNEVEN_SKU).innerText()
    for (const part of ['Order now', `${order.quantity} pouches`, 'today', `${position} ≤ ${reorderPoint}`])
      expect(text).toContain(part)
    await page.getByLabel('Search SKU or name').fill('no such thing')
    await page.getByText('No item is like that.').waitFor(SOON)
    await page.getByLabel('Search SKU or name').fill('pumpkin')
    await listed(UNEVEN_SKU).getByRole('button', { name: 'Granola Pumpkin Spice' }).click(SOON)
    await tells(new RegExp(`^Order ${order.quantity} pouches from Northern Pantry now\\.`))
    await tells(
      /^The position of \d+ \(\d+ sellable \+ 0 on order − \d+ owed\) is not above the reorder point of \d+\.$/,
    )
  })

  it('says whose safety stock it is, and what one shelf saves', async () => {
    const plan = await item(UNEVEN_SKU)
    const [retail, shop] = [channelOf(plan, 'greenfield'), channelOf(plan, 'shop')]
    expect(retail.shareOfDemand).toBeGreaterThan(0.55)
    expect(shop.shareOfSafety).toBeGreaterThan(shop.shareOfDemand + 0.2)
    await tab('Channels')
    await tells(
      new RegExp(
        `^Shop sells ${percent(shop.shareOfDemand)} of the volume and holds ${percent(shop.shareOfSafety)} of the safety stock, because its demand varies most: by ±[\\d.]+ a day\\.$`,
      ),
    )
    const { safetyStock, aloneSafetyStock } = plan
    expect(aloneSafetyStock).toBeGreaterThan(safetyStock)
    await tells(
      `One shelf for all needs ${safetyStock} as safety stock, one for each would need ${aloneSafetyStock}: ${aloneSafetyStock - safetyStock} units saved.`,
    )
    const pooled = drawer().getByRole('row').filter({ hasText: 'Safety stock pooled' }).getByRole('cell')
    expect(await pooled.allInnerTexts()).toEqual([retail.safetyStock, shop.safetyStock, safetyStock].map(String))
  })

  it('is protected as its promises need, and not before it is pressed', async () => {
    const plan = await item(UNEVEN_SKU)
    const field = (name: string) => drawer().getByLabel(`Protect for ${name}`)
    const held = async () => (await item(UNEVEN_SKU)).channels.map((one) => one.protected)
    await press('Protect these weights…')
    for (const { name, protect } of plan.channels) expect(await field(name).inputValue()).toBe(String(protect))
    await press('By safety stock')
    for (const { name, safetyStock } of plan.channels) expect(await field(name).inputValue()).toBe(String(safetyStock))
    await field('Shop').fill('many')
    await tells('Give a whole number, 0 or more.')
    await field('Shop').fill('5000')
    await press(/^Protect these weights: 2 channels change/)
    await tells(/^5000 are to be protected for shop; \d+ can be/)
    expect(await held()).toEqual([0, 0])
    await press('What promises need')
    await press(/^Protect these weights: 2 channels change/)
    await tells('It is protected so.')
    expect(plan.channels.some(({ protect }) => protect > 0)).toBe(true)
    expect(await held()).toEqual(plan.channels.map(({ protect }) => protect))
    expect(await item(UNEVEN_SKU)).toMatchObject({ keepsProtected: true })
  })

  it('holds more where it may be short less often', async () => {
    const before = await item(UNEVEN_SKU)
    const save = () => press('Save the policy')
    await tab('Policy')
    await drawer().getByLabel('Service at Shop, %').fill('100')
    await tells('Give a percentage from 50 to 99.9, such as 95 or 97.5.')
    await drawer().getByLabel('Service at Shop, %').fill('99')
    await drawer().getByLabel('Lead time, days').fill('99999')
    await save()
    await drawer().getByText('Give at most 3650.', { exact: true }).first().waitFor(SOON)
    expect(await drawer().getByLabel('Lead time, days').getAttribute('aria-invalid')).toBe('true')
    await drawer().getByLabel('Lead time, days').fill('')
    await save()
    await tells('Saved.')
    const after = await item(UNEVEN_SKU)
    expect(channelOf(after, 'shop').target).toEqual({ kind: 'cycle', level: 0.99, from: 'item' })
    expect(after.reorderPoint).toBeGreaterThan(before.reorderPoint)
    expect(after.policy).toEqual({
      ...before.policy,
      channels: [{ channel: 'shop', service: { kind: 'cycle', level: 0.99 } }],
    })
    await tab('What to do')
    await drawer().getByText(`≤ ${after.reorderPoint}`).first().waitFor(SOON)
  })

  it('becomes a receipt that is expected when it was said to come', async () => {
    const { order, supplier } = await item(UNEVEN_SKU)
    await press('Accept…')
    expect(await dialog().getByLabel('Supplier').inputValue()).toBe(supplier)
    expect(await dialog().getByLabel('Expected on').inputValue()).toBe(order.expectedOn)
    await dialog().getByLabel('Reference').fill('PO-SPICE')
    await dialog().getByRole('button', { name: 'Accept' }).click()
    await dialog().getByText('The dock can receive PO-SPICE').waitFor(SOON)
    expect(await item(UNEVEN_SKU)).toMatchObject({
      onOrder: order.quantity,
      suggestion: 0,
      chart: { receipts: [{ date: order.expectedOn, units: order.quantity, reference: 'PO-SPICE' }] },
    })
    await dialog().getByRole('button', { name: 'Close' }).click()
  })

  it('takes up what is made here as well; neither is suggested again, and the dock expects both', async () => {
    await page.getByLabel('Search SKU or name').fill('')
    await listed(MADE_SKU).getByRole('button', { name: 'Spread Crunchy Peanut' }).click(SOON)
    const { order, isMade } = await item(MADE_SKU)
    expect(isMade).toBe(true)
    await tells(new RegExp(`^Make ${order.quantity} jars now\\.`))
    await press('Accept…')
    expect(await dialog().getByLabel('Made by').inputValue()).toBe('Production')
    await dialog().getByLabel('Reference').fill('RUN-7')
    await dialog().getByRole('button', { name: 'Accept' }).click()
    await dialog().getByText('The dock can receive RUN-7').waitFor(SOON)
    expect(await item(MADE_SKU)).toMatchObject({ onOrder: order.quantity, suggestion: 0 })
    await dialog().getByRole('button', { name: 'Close' }).click()
    for (const sku of [UNEVEN_SKU, MADE_SKU]) await listed(sku).waitFor({ state: 'detached', timeout: 20_000 })
    const others = (await plans('now')).items
    expect(others.length).toBeGreaterThan(0)
    for (const { sku } of others) await listed(sku).waitFor(SOON)
    await page.goto(`${desk.server.url}/receive`)
    await page.getByRole('button', { name: 'DOCK-1' }).click(SOON)
    await page.getByText('RUN-7').first().waitFor(SOON)
    await page.getByText('PO-SPICE').first().waitFor(SOON)
    expect(await desk.server.findings()).toEqual([])
    expect(desk.faults).toEqual([])
  })
})
