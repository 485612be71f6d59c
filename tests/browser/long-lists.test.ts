/**
 * Three thousand items at a desk, against the production build and a real server process: rows come as one scrolls, the keys reach the
 * last, the server sorts and filters, the files and the sheets of paper have what the filter gives, and everything is found by a few
 * letters.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagesOf } from '../support/pdf-text.ts'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { downloadTable, enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const PLANNER = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const ITEMS = 3_000
const FORMULA = '=HYPERLINK("https://example.com","Win")'
const SOON = { timeout: 15_000 }

const digits = (nth: number): string => String(nth).padStart(5, '0')
const skuOf = (nth: number): string => `ART-${digits(nth)}`
/** In the order of the SKUs, as the list is by name; a formula sorts before letters. */
const nameOf = (nth: number): string =>
  nth === 1 ? FORMULA : `Article ${digits(nth)}${nth % 100 === 0 ? ' pallet' : ''}`
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

describe('long lists at a desk', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  const faults: string[] = []

  async function importRows(kind: string, rows: readonly string[]): Promise<void> {
    const file = join(server.dataFolder, `${kind}.csv`)
    writeFileSync(file, rows.join('\n'))
    expect((await server.command('import', kind, file)).out).toContain(`${rows.length - 1} ${kind} imported.`)
  }

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/warehouses/MAIN', { name: 'Depot North', timeZone: 'UTC', currency: 'USD' })
    await api('PUT', '/warehouses/SOUTH', { name: 'Depot South', timeZone: 'UTC', currency: 'USD' })
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/locations/A-01-1', { kind: 'pick', pickSequence: 1 })
    await api('PUT', `/users/${PLANNER.badge}`, { name: 'Daniel Weber', roles: ['planner'], pin: PLANNER.pin })
    const all = Array.from({ length: ITEMS }, (_, nth) => nth + 1)
    await importRows('items', [
      'sku,name,rotation,lotTracked',
      ...all.map((nth) => `${skuOf(nth)},${quoted(nameOf(nth))},fifo,false`),
    ])
    await importRows('stock', ['sku,location,quantity', ...all.map((nth) => `${skuOf(nth)},A-01-1,${nth}`)])
    browser = await launchChromium()
    page = await (await newOnlineContext(browser, { viewport: { width: 1280, height: 800 } })).newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
    await enrolAtDesk(page, api, PLANNER)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const table = () => page.getByRole('table', { name: 'Stock' })
  const rowAt = (index: number) => table().locator(`tr[aria-rowindex="${index}"]:not([aria-busy])`)
  const drawer = () => page.getByRole('complementary')
  const counted = (count: string) => page.getByText(`${count} items`, { exact: true }).waitFor(SOON)

  it('say how many rows there are, and draw those in sight', async () => {
    await counted('3,000')
    await rowAt(2).getByText(skuOf(1)).waitFor(SOON)
    expect(await table().getAttribute('aria-rowcount')).toBe(String(ITEMS + 1))
    expect(await table().locator('tr[aria-rowindex]').count()).toBeLessThan(80)
  })

  it('are gone through by keys, from the first row to the last', async () => {
    await page.keyboard.press('End')
    await rowAt(ITEMS + 1)
      .getByText(skuOf(ITEMS))
      .waitFor(SOON)
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await drawer()
      .getByText(skuOf(ITEMS - 1))
      .first()
      .waitFor(SOON)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    await rowAt(2).getByText(skuOf(1)).waitFor(SOON)
    expect(await rowAt(2).getAttribute('data-at')).toBe('true')
    await page.keyboard.press('PageDown')
    await page.keyboard.press('PageDown')
    const at = table().locator('tr[data-at]')
    await expect.poll(async () => Number(await at.getAttribute('aria-rowindex')), SOON).toBeGreaterThan(20)
    await page.keyboard.press('PageUp')
    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await expect.poll(() => at.getAttribute('aria-rowindex'), SOON).toBe('3')
  })

  it('scroll without being loaded whole: rows that are passed are not asked for', async () => {
    const asked: string[] = []
    const note = (request: { url(): string }) => asked.push(request.url())
    page.on('request', note)
    await page.evaluate(() => {
      const list = document.querySelector('[data-rows]')
      if (list) list.scrollTop = list.scrollHeight / 2
    })
    await rowAt(1_505).waitFor(SOON)
    page.off('request', note)
    expect(await table().locator('tr[aria-rowindex]').count()).toBeLessThan(80)
    const pages = asked.filter((url) => /\/inventory\?.*skip=/.test(url))
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.length).toBeLessThan(8)
  })

  it('are sorted and filtered by the server, among all rows', async () => {
    await table().getByRole('columnheader', { name: 'On hand' }).getByRole('button').click()
    await rowAt(2).getByText(skuOf(ITEMS)).waitFor(SOON)
    expect(await table().getByRole('columnheader', { name: 'On hand' }).getAttribute('aria-sort')).toBe('descending')
    await page.getByLabel('Search SKU or name').fill('pallet')
    await counted('30')
    await rowAt(2).getByText('Article 03000 pallet').waitFor(SOON)
    // Out of the field: in it, the keys are the text's.
    await page.getByRole('heading', { name: 'Stock' }).click()
    await page.keyboard.press('End')
    await rowAt(31).getByText('Article 00100 pallet', { exact: true }).waitFor(SOON)
    await page.keyboard.press('Home')
    expect(await table().getAttribute('aria-rowcount')).toBe('31')
  })

  it('are taken along as a workbook and as CSV: all that the filter gives, in its order', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(
      readFileSync(await (await downloadTable(page, 'Spreadsheet (XLSX)')).path()).buffer as ArrayBuffer,
    )
    const [sheet] = book.worksheets
    expect(sheet?.rowCount).toBe(31)
    expect([sheet?.getCell('A2').value, sheet?.getCell('C2').value]).toEqual([skuOf(3000), 3000])
    const rows: string[][] = parse(readFileSync(await (await downloadTable(page, 'CSV')).path()), { bom: true })
    expect(rows).toHaveLength(31)
    expect(rows[30]?.slice(0, 3)).toEqual([skuOf(100), 'Article 00100 pallet', '100'])
  })

  it('are taken along whole where no filter is on, and no name becomes a formula', async () => {
    await page.getByLabel('Search SKU or name').fill('')
    await counted('3,000')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(
      readFileSync(await (await downloadTable(page, 'Spreadsheet (XLSX)')).path()).buffer as ArrayBuffer,
    )
    const [sheet] = book.worksheets
    expect(sheet?.rowCount).toBe(ITEMS + 1)
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    const hostile = sheet?.getRow(ITEMS + 1)
    expect([hostile?.getCell(1).value, hostile?.getCell(2).value]).toEqual([skuOf(1), FORMULA])
    expect(hostile?.getCell(2).type).toBe(ExcelJS.ValueType.String)
    const rows: string[][] = parse(readFileSync(await (await downloadTable(page, 'CSV')).path()), { bom: true })
    expect(rows).toHaveLength(ITEMS + 1)
    expect(rows[ITEMS]?.[1]).toBe(`'${FORMULA}`)
  })

  it.runIf(IS_WHOLE)('are printed with their head on every sheet, as far as that is no book, and say so', async () => {
    await page.evaluate(() => {
      window.print = () => document.body.toggleAttribute('data-asked')
    })
    await page.keyboard.press('Control+p')
    await page.waitForSelector('body[data-asked]', SOON)
    const sheets = await pagesOf(new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true })))
    expect(sheets[0]).toContain('Stock')
    expect(sheets[0]).toContain('Depot North')
    expect(sheets[0]).toContain('Rows 1 to 1,000 of 3,000.')
    expect(sheets.length).toBeGreaterThan(15)
    expect(sheets.length).toBeLessThan(70)
    for (const sheet of sheets) expect(sheet).toContain('On hand')
    for (const sheet of sheets.slice(1)) expect(sheet).toContain('Stock')
    const text = sheets.join('\n')
    expect(text).toContain(skuOf(2_001))
    expect(text).not.toContain(skuOf(2_000))
    for (const control of ['Download', 'Go to…', 'Protected 0', 'Daniel Weber']) expect(text).not.toContain(control)
    // And on the screen are again the rows in sight.
    expect(await table().locator('tr[aria-rowindex]').count()).toBeLessThan(80)
  })

  it('lead nowhere that a few letters do not: screens, actions and things, by keyboard, the latest first', async () => {
    const options = page.getByRole('option')
    const chosen = page.getByRole('option', { selected: true })
    const field = page.getByRole('combobox')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('art-02345')
    await chosen.getByText('Article 02345').waitFor(SOON)
    expect(await field.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
    await page.keyboard.press('Enter')
    await drawer().getByText('ART-02345').first().waitFor(SOON)
    await page.keyboard.press('Control+k')
    await options.first().waitFor(SOON)
    expect(await options.first().innerText()).toContain('Article 02345')
    expect(await page.getByRole('listbox', { name: 'Found' }).getByRole('group').first().innerText()).toMatch(
      /^Recent/i,
    )
    await page.keyboard.type('ask transfer')
    await chosen.getByText('Ask for a transfer').waitFor(SOON)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: /transfer/i }).waitFor(SOON)
    expect(new URL(page.url()).pathname).toBe('/office/transfers')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('connect a platform')
    await page.getByText('Nothing is called that.').waitFor(SOON)
    await page.keyboard.press('Escape')
  })

  it('have their keys in a list', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    for (const means of ['Next row', 'Last row', 'As many rows on as are in sight', 'Print the page'])
      await keys.getByText(means).waitFor(SOON)
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })
})
