/**
 * A new server, from the first look at it to a warehouse with places, items, people and labels, in Chromium: each step as an
 * administrator does it, judged by axe, and seen by the check-list without being told.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { findChromium, launchChromium, newOnlineContext } from './chromium.ts'
import { type Api, adminApi } from './floor-page.ts'
import { lookAt } from './matrix/looks.ts'

const SOON = { timeout: 15_000 }
const PIN = '4711'

const ITEMS = [
  'Item No.;Description;Unit Cost;Category;Lot tracked;EAN',
  'OAT-500;Rolled oats 500 g;2,45;Cereals;yes;0614141000739',
  'MUG-1;"Mug; blue";3,10;Cups;no;',
  ';Nameless;1,00;Tea;yes;',
  'TEA-1;Earl Grey;1,345;Tea;perhaps;',
].join('\r\n')

describe.skipIf(findChromium() === null)('a new server in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let badge: string
  let api: Api
  const faults: string[] = []

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    browser = await launchChromium()
    context = await newOnlineContext(browser, { viewport: { width: 1440, height: 900 }, acceptDownloads: true })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click(SOON)
  const go = (name: string | RegExp) => page.getByRole('link', { name }).first().click(SOON)
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor(SOON)
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  const downloaded = async (name: string): Promise<string> => {
    const waiting = page.waitForEvent('download', SOON)
    await press(name)
    return (await waiting).suggestedFilename()
  }
  /** How a step stands in the check-list. */
  const mark = (step: string) =>
    page.getByRole('listitem').filter({ hasText: step }).first().getByRole('img').getAttribute('aria-label')
  /** Small and in the dark, and as it was again. */
  async function isFit(): Promise<void> {
    for (const look of [
      { width: 360, height: 640, theme: 'dark' },
      { width: 1440, height: 900, theme: 'light' },
    ] as const)
      expect(await lookAt(page, look)).toEqual([])
  }

  it('lets nobody in without its code, and makes whoever has it the first administrator', async () => {
    await page.goto(server.url)
    await sees('This server is new')
    await fill('Set-up code', '1234 1234 1234')
    await fill('Your name', 'Ingrid Solberg')
    await fill('A PIN of your own', PIN)
    await fill('The PIN once more', '4712')
    await sees('The two are not alike.')
    await fill('The PIN once more', PIN)
    await press('Begin')
    await sees(/This code is unknown or too old/)
    await isFit()
    const { out } = await server.command('first-start')
    await fill('Set-up code', out.trim().replace(/(\d{4})(?=\d)/g, '$1 '))
    const answer = page.waitForResponse('**/api/v1/auth/first-start')
    await press('Begin')
    badge = `BDG:${((await (await answer).json()) as { badge: string }).badge}`
    await page.getByAltText('Badge of Ingrid Solberg, to be scanned').waitFor(SOON)
    await isFit()
    await press('Go on to the set-up')
    await page.waitForURL('**/office/start')
    await sees('0 of 13 steps are done.')
    expect((await server.command('first-start')).code).toBe(1)
    api = await adminApi(server)
  })

  it('takes company and warehouse, and proposes what comes next', async () => {
    await isFit()
    expect(await mark('Company')).toBe('To do')
    await go('Begin')
    await fill('Business name', 'Hearth & Grain')
    await fill('Street', '900 Mill Road')
    await fill('City', 'Dubuque')
    await fill('Time zone', 'Mars/Olympus')
    await sees(/This is no time zone/)
    await fill('Time zone', 'America/Chicago')
    await press('Save the company')
    await sees('Saved.')
    await go('Next: Warehouse')
    await fill('Name', 'Mill Road')
    await press('Save the warehouse')
    await sees('Saved.')
    expect(await api('GET', '/warehouses/MAIN')).toMatchObject({
      ...{ name: 'Mill Road', timeZone: 'America/Chicago', currency: 'USD' },
      address: { name: 'Hearth & Grain', street: '900 Mill Road', city: 'Dubuque' },
    })
    await go('All steps')
    await sees('2 of 13 steps are done.')
  })

  it('makes places from a pattern, in the order of the way', async () => {
    await go('Begin')
    await fill('Aisles in each', '2')
    await sees('Put {aisle} into the code')
    await fill('Code of a place', '{zone}{aisle}-{bay}-{level}')
    await fill('Bays in each aisle', '3')
    await isFit()
    await press(/^Check \d+ rows/)
    await press('Make 77 locations')
    await sees('77 rows are in.')
    const { items } = await api<{ items: { code: string; kind: string; zone: string | null }[] }>(
      'GET',
      '/locations?limit=1000',
    )
    expect(items.find(({ code }) => code === 'B2-03-4')).toMatchObject({ kind: 'storage', zone: 'B' })
    expect(items.filter(({ kind }) => kind === 'dock')).toHaveLength(2)
  })

  it('reads a file of another system, says what is wrong by its line, and writes only when told', async () => {
    await go('Next: Items')
    await go('Import items…')
    await page
      .getByLabel('A CSV file')
      .setInputFiles({ name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from(ITEMS) })
    await sees('2 rows have a fault.')
    await sees('Line 4: SKU is empty.')
    await sees(/Line 5: Cost of a unit: “1,345” has more decimals than USD has/)
    expect(await page.getByLabel('SKU in the file', { exact: true }).locator('option:checked').innerText()).toBe(
      'Item No.',
    )
    await page.getByLabel('Group in the file').selectOption({ label: 'Not in the file' })
    await isFit()
    await press('Check 4 rows')
    await sees('Nothing of it is here yet.')
    expect((await api<{ items: unknown[] }>('GET', '/items')).items).toEqual([])
    await page.getByLabel('Leave the faulty rows out').check()
    await press('Import 2 rows')
    await sees('2 rows are in.')
    const { items } = await api<{ items: Record<string, unknown>[] }>('GET', '/items')
    expect(items).toMatchObject([
      { sku: 'MUG-1', name: 'Mug; blue', lotTracked: false, group: null },
      { sku: 'OAT-500', standardCost: { amount: 245, currency: 'USD' }, lotTracked: true },
    ])

    await go('Import their barcodes…')
    await page
      .getByLabel('A CSV file')
      .setInputFiles({ name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from(ITEMS) })
    await press('Check 1 row')
    await press('Import 1 row')
    await sees('1 row is in.')
    await go('To the list of all steps')
    await expect.poll(() => mark('Barcodes')).toBe('Done')
  })

  it('goes on with a file whose sending broke, and adds no stock twice', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => `MUG-1,A1-0${(index % 3) + 1}-${(index % 4) + 1}`)
    // Each place once: the rest of the quantity is in the first.
    const text = ['sku,location,quantity', ...[...new Set(rows)].map((row) => `${row},2`)].join('\n')
    await page.goto(`${server.url}/office/start?step=items&import=stock`)
    await fill('Or paste the rows of a spreadsheet', text)
    await press('Check 12 rows')
    await sees('Nothing of it is here yet.')
    await page.route('**/api/v1/imports/stock?**', (route) => route.abort(), { times: 1 })
    await press('Import 12 rows')
    await sees('The server cannot be reached.')
    await press('Import 12 rows')
    await sees('12 rows are in.')
    const onHand = async () => (await api<{ onHand: number }>('GET', '/inventory/MUG-1')).onHand
    expect(await onHand()).toBe(24)
    await page.reload()
    await fill('Or paste the rows of a spreadsheet', text)
    await press('Check 12 rows')
    await sees(/12 rows name stock that is there already/)
    await press('Import 12 rows')
    await sees('12 rows are in.')
    expect(await onHand()).toBe(24)
  })

  it('prints labels of places, and adds people whose badges are printed together', async () => {
    await page.goto(`${server.url}/office/settings?view=places`)
    await sees(/^77 labels|^78 labels/)
    await page.getByLabel('Zone').selectOption('A')
    await page.getByLabel('From code').fill('A1-02-1')
    await sees(/labels, sheets: 1\./)
    await isFit()
    expect(await downloaded('Labels as PDF')).toBe('Locations.pdf')
    await page.getByLabel('Paper').selectOption('roll-4x2')
    expect(await downloaded('For a label printer (ZPL)')).toBe('Locations.zpl')

    await page.getByRole('tab', { name: 'People and devices' }).click()
    await press('Add several…')
    await fill('Names and roles', 'Maria Lopez, picker\nKenji Mori, chef')
    await sees(/“chef” is no role/)
    await fill('Names and roles', 'Maria Lopez, picker\nKenji Mori, inspector / counter')
    await press('Add 2 people')
    await sees('2 people added')
    await isFit()
    expect(await downloaded('Badges as PDF')).toBe('Badges.pdf')
    await press('Done')
    await press('New badges for several…')
    await page.getByRole('checkbox', { name: /^Maria Lopez/ }).check()
    await press('Make 1 new badge')
    expect(await downloaded('Badges as PDF')).toBe('Badges.pdf')
  })

  it('adds a warehouse, with its own places and its own devices', async () => {
    await page.goto(`${server.url}/office/settings?view=places`)
    await press('Add a warehouse')
    const drawer = page.getByRole('complementary')
    await drawer.getByLabel('Code').fill('main')
    await drawer.getByText('There is a warehouse MAIN already.').waitFor(SOON)
    await drawer.getByLabel('Code').fill('east')
    await drawer.getByLabel('Name').fill('East hall')
    await press('Add the warehouse')
    await go('Set it up')
    await sees('Set up East hall')
    await page.goto(`${server.url}/office/settings?view=access`)
    await press('Enrol a device')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('It works in the warehouse').selectOption('EAST')
    await page.waitForTimeout(500)
    const digits = await dialog.getByText(/^\d{4} \d{4} \d{4}$/).innerText()
    const handheld = await (await newOnlineContext(browser, { viewport: { width: 360, height: 740 } })).newPage()
    await handheld.goto(`${server.url}/#enrol=${digits.replaceAll(' ', '')}`)
    await handheld.getByRole('button', { name: 'Enrol this device' }).click(SOON)
    await handheld.getByText('Scan your badge').first().waitFor(SOON)
    const { items } = await api<{ items: { warehouse: string }[] }>('GET', '/devices')
    expect(items.map(({ warehouse }) => warehouse).sort()).toEqual(['EAST', 'MAIN'])
    // Nobody has a scanner at a desk: a badge is pasted as well.
    await handheld.getByRole('button', { name: 'Type code' }).click(SOON)
    await handheld.getByLabel('Code', { exact: true }).fill(badge)
    await handheld.getByRole('button', { name: 'Enter' }).click(SOON)
    for (const digit of PIN) await handheld.getByRole('button', { name: digit, exact: true }).first().click(SOON)
    await handheld.getByRole('button', { name: 'Start shift' }).click(SOON)
    await handheld.getByText('Ingrid Solberg').first().waitFor(SOON)
  })

  it('knows at the end what is done, from what is there', async () => {
    await page.goto(`${server.url}/office/start`)
    await sees(/of 13 steps are done/)
    for (const step of ['Company', 'Warehouse', 'Locations', 'Items', 'Barcodes', 'People', 'Labels of places'])
      expect(await mark(step), step).toBe('Done')
    for (const step of ['Scanner', 'First receipt', 'First shipment', 'Backup', 'HTTPS'])
      expect(await mark(step), step).toBe('To do')
    expect(faults).toEqual([])
    expect(await server.findings()).toEqual([])
  })
})
