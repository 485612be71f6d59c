/**
 * Costs at a desk, in Chromium against the sample warehouse as anybody starts it: a planner says what work and a channel cost,
 * is refused with a sentence and loses nothing that was typed, and closes a month only where that is wanted.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUNNING_LOW_SKU } from '../../server/demo/catalogue.ts'
import { DEMO_TIME_ZONE } from '../../server/demo/warehouse.ts'
import type { FeeRule } from '../../shared/rules/fees.ts'
import { type DemoDesk, openDemoDesk } from './demo-desk.ts'
import { downloadTable } from './desk-page.ts'
import type { Api } from './floor-page.ts'

const SOON = { timeout: 10_000 }

describe('costs at a desk', () => {
  let desk: DemoDesk
  let page: Page
  let api: Api

  beforeAll(async () => {
    desk = await openDemoDesk()
    ;({ page, api } = desk)
  }, 180_000)
  afterAll(() => desk?.close())

  const section = (name: string) => page.getByRole('region', { name })
  /** The channel that is chosen: what was typed for others is there, and unseen. */
  const shown = () => section('Channels').getByRole('region')
  const cell = (head: string, row: number) =>
    shown().getByRole(head === 'Kind' ? 'combobox' : 'textbox', { name: `${head}, row ${row}`, exact: true })
  const date = (head: string, row: number) => shown().getByLabel(`${head}, row ${row}`, { exact: true })
  const press = (where: string, name: string) => section(where).getByRole('button', { name, exact: true }).click()
  const channel = async (name: string) => {
    await section('Channels').getByRole('combobox', { name: 'Channel', exact: true }).selectOption({ label: name })
    await section(name).getByRole('button', { name: 'Add a fee' }).waitFor(SOON)
  }
  const fees = async (code: string) => (await api<{ items: FeeRule[] }>('GET', `/channels/${code}/fees`)).items
  const periods = async () => (await api<{ items: { month: string; by: string }[] }>('GET', '/margins/periods')).items
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')

  it('takes a wage, and has it after a reload', async () => {
    await page.goto(`${desk.server.url}/office/settings`)
    await page.getByRole('tab', { name: 'Costing' }).click()
    const wage = section('Work').getByLabel('Wage per hour, USD')
    await wage.waitFor(SOON)
    expect(await wage.inputValue()).toBe('21.50')
    await wage.fill('much')
    await section('Work').getByText('Give an amount in USD.').waitFor(SOON)
    await wage.fill('24,80')
    await section('Work').getByLabel('Pick one unit, seconds').fill('9')
    await press('Work', 'Save work')
    await section('Work').getByText('Saved.').waitFor(SOON)
    await page.reload()
    await wage.waitFor(SOON)
    expect(await wage.inputValue()).toBe('24.80')
    expect(await section('Work').getByLabel('Pick one unit, seconds').inputValue()).toBe('9')
    expect(await api('GET', '/settings/labour')).toMatchObject({
      settings: { wagePerHour: { amount: 2_480, currency: 'USD' }, pickSecondsPerUnit: 9, packSecondsPerUnit: 5 },
    })
  })

  it('takes a fee, and has it after a reload, for its channel alone', async () => {
    await channel('Wholesale')
    await shown().getByText('No fees: nothing is taken of a sale.').waitFor(SOON)
    await press('Channels', 'Add a fee')
    await cell('Kind', 1).fill('commission')
    await date('From', 1).fill('2026-01-01')
    await cell('Rate, %', 1).fill('15.3')
    await cell('Minimum, USD', 1).fill('0.30')
    await shown().getByLabel('Per, row 1').selectOption('unit')
    await press('Channels', 'Save fees')
    await shown().getByText('Saved.').waitFor(SOON)
    await page.reload()
    await cell('Kind', 1).waitFor(SOON)
    expect(await cell('Kind', 1).inputValue()).toBe('commission')
    expect(await cell('Rate, %', 1).inputValue()).toBe('15.3')
    expect(await fees('wholesale')).toMatchObject([
      { kind: 'commission', from: '2026-01-01', to: null, rate: 0.153, minimum: 30, amount: null, per: 'unit' },
    ])
    expect(await fees('shop')).toMatchObject([{ kind: 'payment' }])
  })

  it('refuses rules that overlap with a sentence about their rows, and nothing typed is lost', async () => {
    await press('Channels', 'Add a fee')
    await cell('Kind', 2).fill('commission')
    await date('From', 2).fill('2026-06-01')
    await cell('Rate, %', 2).fill('12')
    await press('Channels', 'Save fees')
    const sentence = shown().getByText(/^Row 1 and row 2 are both commission on the same day\./)
    await sentence.waitFor(SOON)
    expect(await fees('wholesale')).toHaveLength(1)
    expect(await cell('Rate, %', 2).inputValue()).toBe('12')

    await channel('Amazon')
    await cell('Category', 2).waitFor(SOON)
    expect(await cell('Category', 2).inputValue()).toBe('TEA')
    await channel('Wholesale')
    await sentence.waitFor(SOON)
    expect(await cell('Kind', 2).inputValue()).toBe('commission')
    expect(await date('From', 2).inputValue()).toBe('2026-06-01')

    await date('To', 1).fill('2026-05-31')
    await press('Channels', 'Save fees')
    await shown().getByText('Saved.').waitFor(SOON)
    expect(await fees('wholesale')).toMatchObject([{ to: '2026-05-31' }, { from: '2026-06-01', rate: 0.12 }])
  })

  it('says which field of which row is wrong', async () => {
    await cell('Kind', 2).fill('Commission!')
    await press('Channels', 'Save fees')
    await shown().getByText('Row 2, kind: A kind is small letters: commission.').waitFor(SOON)
    expect(await cell('Kind', 2).getAttribute('aria-invalid')).toBe('true')
    await press('Channels', 'Remove row 2')
    await press('Channels', 'Save fees')
    await shown().getByText('Saved.').waitFor(SOON)
    expect(await fees('wholesale')).toHaveLength(1)
  })

  it('keeps rules by tiers that only the API can set', async () => {
    const tiers = [
      { upTo: 1_000, rate: 0.08 },
      { upTo: null, rate: 0.15 },
    ]
    await api('PUT', '/channels/greenfield/fees', [{ kind: 'commission', from: '2026-01-01', tiers }])
    await channel('Greenfield Grocers (EDI)')
    await shown().getByText('8 % to 10.00, 15 % above').waitFor(SOON)
    await press('Channels', 'Add a fee')
    await cell('Kind', 2).fill('closing')
    await cell('Amount, USD', 2).fill('1')
    await press('Channels', 'Save fees')
    await shown().getByText('Saved.').waitFor(SOON)
    expect(await fees('greenfield')).toMatchObject([{ tiers }, { kind: 'closing', amount: 100, tiers: null }])
  })

  it('takes what shortages, storage and currencies cost', async () => {
    await shown().getByLabel('A cancelled unit, USD').fill('2')
    await press('Channels', 'Save shortages')
    await expect
      .poll(() => api('GET', '/channels/greenfield/shortage-costs'))
      .toEqual({ missing: { amount: 90, currency: 'USD' }, cancelled: { amount: 200, currency: 'USD' } })

    await section('Storage').getByLabel('A cubic metre for a month, USD').fill('18.50')
    await press('Storage', 'Save storage')
    await section('Storage').getByText('Saved.').waitFor(SOON)
    expect(await api('GET', '/settings/storage')).toEqual({ perCubicMetreMonth: { amount: 1_850, currency: 'USD' } })
    await section('Storage').getByLabel('A cubic metre for a month, USD').fill('')
    await press('Storage', 'Save storage')
    await expect.poll(() => api('GET', '/settings/storage')).toEqual({ perCubicMetreMonth: null })

    const rates = section('Currency rates')
    await rates.getByLabel('One unit of').fill('EURO')
    await rates.getByLabel('Rate', { exact: true }).fill('1.0825')
    await press('Currency rates', 'Add the rate')
    await rates.getByText('Give the currency as three capital letters.').first().waitFor(SOON)
    await rates.getByLabel('One unit of').fill('eur')
    await press('Currency rates', 'Add the rate')
    await rates.getByRole('row').filter({ hasText: 'EUR' }).getByText('1.0825').waitFor(SOON)
  })

  it('closes a month only where that is confirmed, and shows what came later', async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: DEMO_TIME_ZONE }).format()
    const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1, 0))
    const month = last.toISOString().slice(0, 7)
    const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(last)
    await api('POST', '/costs', { kind: 'advertising', ...spentIn(month), amount: usd(1_000) })
    await page.goto(`${desk.server.url}/office/margins?by=month&from=${month}-01&to=${today}`)
    const row = page.getByRole('main').getByRole('row').filter({ hasText: name })
    await row.getByRole('button', { name }).click(SOON)
    await drawer()
      .getByRole('button', { name: `Close ${name}…` })
      .click()
    await dialog().getByText('A closed month cannot be opened again.').waitFor(SOON)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await drawer()
      .getByRole('button', { name: `Close ${name}…` })
      .click()
    await dialog().getByRole('button', { name: 'Leave it' }).click()
    await dialog().waitFor({ state: 'detached' })
    expect(await periods()).toEqual([])

    await drawer()
      .getByRole('button', { name: `Close ${name}…` })
      .click()
    await dialog()
      .getByRole('button', { name: `Close ${name}`, exact: true })
      .click()
    await drawer()
      .getByText(/^Closed on .* by .*\. Nothing has been entered for it since\.$/)
      .waitFor(SOON)
    await row.getByText('Closed', { exact: true }).waitFor(SOON)
    expect(await periods()).toMatchObject([{ month }])

    await api('POST', '/costs', { kind: 'advertising', ...spentIn(month), amount: usd(2_500) })
    await page.reload()
    const since = drawer().getByRole('table', { name: 'Entered since it was closed' })
    await since.getByRole('row').filter({ hasText: 'Advertising' }).getByText('−25.00').waitFor(SOON)
    await since.getByRole('row').filter({ hasText: 'Contribution' }).getByText('−25.00').waitFor(SOON)

    await api('POST', '/costs', { kind: 'advertising', ...spentIn(today.slice(0, 7)), amount: usd(100) })
    await page.goto(`${desk.server.url}/office/margins?by=month&row=${today.slice(0, 7)}`)
    await drawer().getByText('This month is not over. It can be closed when it is.').waitFor(SOON)
    expect(await periods()).toHaveLength(1)
  })

  it('downloads what is on screen as a spreadsheet', async () => {
    await page.goto(`${desk.server.url}/office/margins?by=channel`)
    const button = page.getByRole('button', { name: 'Download', exact: true })
    await expect.poll(() => button.getAttribute('aria-disabled'), SOON).not.toBe('true')
    const file = await downloadTable(page, 'Spreadsheet (XLSX)')
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    expect(await desk.server.findings()).toEqual([])
    expect(desk.faults).toEqual([])
  })
})

const usd = (amount: number) => ({ amount, currency: 'USD' })

/** Of an item that is named, so that it matters not what was sold in these days. */
const spentIn = (month: string) => ({
  channel: 'shop',
  sku: RUNNING_LOW_SKU,
  period: { from: `${month}-01`, to: `${month}-01` },
})
