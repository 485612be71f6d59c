/**
 * Cycle counting from a desk, in Chromium against a real server process: counts are asked for, taken back and cancelled, what
 * a handheld counts shows beside what the ledger had, how right the ledger was, and the plan begins with its settings.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { downloadTable, enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const DESK = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const MARIA = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const SOON = { timeout: 10_000 }

describe('counts at a desk', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  let session: string
  const faults: string[] = []
  const streams = { 'HH-1': { id: v7(), seq: 0 }, OFFICE: { id: v7(), seq: 0 } }

  async function record(deviceId: keyof typeof streams, type: string, version: number, payload: object, over = {}) {
    const stream = streams[deviceId]
    stream.seq += 1
    const occurredAt = new Date().toISOString()
    const transaction = { id: v7(), seq: stream.seq, v: version, type, occurredAt, payload, ...over }
    const { results } = await api<{ results: { outcome: string }[] }>('POST', '/sync/push', {
      deviceId,
      streamId: stream.id,
      transactions: [transaction],
    })
    return results[0]?.outcome
  }

  const counted = (location: string, lot: string, quantity: number) =>
    record('HH-1', 'count', 1, { location, scope: 'location', lines: [{ sku: 'OAT', lot, quantity }] }, { session })

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    const standardCost = { amount: 250, currency: 'USD' }
    await api('PUT', '/items/OAT', { name: 'Oat bars', rotation: 'fifo', lotTracked: true, standardCost, barcodes: [] })
    for (const [pickSequence, code] of ['A-01', 'A-02', 'A-03'].entries())
      await api('PUT', `/locations/${code}`, { kind: 'pick', pickSequence, zone: code === 'A-03' ? 'Back' : 'Front' })
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['admin'], pin: DESK.pin })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria Lopez', roles: ['counter'], pin: MARIA.pin })
    session = (await api<{ sessionId: string }>('POST', '/auth/sign-in', { ...MARIA, deviceId: 'HH-1' })).sessionId
    for (const [lot, location] of [
      ['L-1', 'A-01'],
      ['L-2', 'A-02'],
    ])
      expect(await record('OFFICE', 'receive', 2, { sku: 'OAT', lot, location, quantity: 100 })).toBe('applied')
    browser = await launchChromium()
    const context = await newOnlineContext(browser, { viewport: { width: 1280, height: 800 }, acceptDownloads: true })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const confirm = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
  const view = (name: string) => page.getByRole('tab', { name }).click()
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor(SOON)
  const gone = (name: string) => row(name).waitFor({ state: 'detached', ...SOON })

  it('asks for counts, says why it cannot, and shows what is asked', async () => {
    await page.getByRole('link', { name: 'Counts' }).click()
    await says('Nothing is asked to be counted.')
    await press('Plan the day now')
    await dialog().getByText('No counts a day are set').waitFor(SOON)
    await confirm('Close')

    await press('Ask for counts…')
    await page.getByLabel('Place', { exact: true }).fill('NOWHERE')
    await confirm('Ask for counts')
    await dialog().getByText('There is no location NOWHERE in MAIN.').first().waitFor(SOON)
    await page.getByLabel('Place', { exact: true }).fill('A-01, A-02')
    await confirm('Add')
    await confirm('Leave out A-02')
    await confirm('Ask for counts')
    await says('1 count asked for, in 1 place.')
    await row('A-01').getByText('Whole place').waitFor(SOON)
    await row('A-01').getByText('Blind').waitFor(SOON)

    await press('Ask for counts…')
    await page.getByLabel('What is to be counted').selectOption('zone')
    await page.getByLabel('Zone', { exact: true }).selectOption('Back')
    await confirm('Ask for counts')
    await row('A-03').waitFor(SOON)
  })

  it('takes a count back from the device that has it, and cancels what is not wanted', async () => {
    await api('POST', '/counts/lease', { deviceId: 'HH-1', most: 1 })
    await row('A-01').getByText('HH-1').waitFor(SOON)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await drawer().getByRole('heading', { name: 'A-01' }).waitFor(SOON)
    await drawer().getByText('A-01 was never counted.').waitFor(SOON)
    await press('Take back from HH-1…')
    await confirm('Take back')
    await says('1 count taken back from HH-1.')
    await row('A-01')
      .getByText('HH-1')
      .waitFor({ state: 'detached', ...SOON })
    await page.keyboard.press('Escape')

    await page.getByLabel('Select the count of A-03').check()
    await press('Cancel…')
    await confirm('Cancel the count')
    await says('1 count cancelled.')
    await gone('A-03')
  })

  it('shows at once what a handheld counted, beside what the ledger had', async () => {
    expect(await counted('A-01', 'L-1', 97)).toBe('applied')
    await gone('A-01')
    await view('Made')
    await row('A-01').getByText('−3').waitFor(SOON)
    await row('A-01').getByText('−$7.50').waitFor(SOON)
    await row('A-01').getByText('Maria Lopez').waitFor(SOON)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await drawer().getByRole('heading', { name: 'Count of A-01' }).waitFor(SOON)
    const line = drawer().getByRole('row').filter({ hasText: 'Oat bars' })
    for (const figure of ['97', '100', '−3', '−$7.50', 'Posted'])
      await line.getByText(figure, { exact: true }).waitFor(SOON)
    await page.keyboard.press('Escape')
  })

  it('leads from a difference beyond tolerance to its recount and its exception', async () => {
    expect(await counted('A-02', 'L-2', 60)).toBe('exception')
    await row('A-02').getByText('Recount asked').waitFor(SOON)
    await press('Not settled')
    await gone('A-01')
    await press(/^Count of A-02/)
    await drawer().getByText('Another person is asked to count it').waitFor(SOON)
    expect(await drawer().getByRole('link', { name: 'See its exception' }).getAttribute('href')).toContain(
      '/office/exceptions',
    )
    await page.keyboard.press('Escape')
    await view('Asked')
    await row('A-02').getByText('Recount').waitFor(SOON)
    await page.getByLabel('Select the count of A-02').check()
    await press('Cancel…')
    await confirm('Cancel the count')
    await dialog().getByText('The count of A-02 is still needed').waitFor(SOON)
    await confirm('Leave it')
  })

  it('says how right the ledger was, as a picture, a table and a file', async () => {
    await view('Accuracy')
    const table = page.getByRole('table', { name: 'Accuracy by zone' })
    await table.getByRole('row').filter({ hasText: 'Front' }).getByText('$107.50', { exact: true }).waitFor(SOON)
    await page.getByRole('img', { name: /accuracy by day/ }).waitFor(SOON)
    await page.getByLabel('Grouped by').selectOption('person')
    await row('Maria Lopez').getByText('0 %', { exact: true }).waitFor(SOON)
    const download = await downloadTable(page, 'CSV')
    expect(download.suggestedFilename()).toMatch(/^accuracy-by-person-.*\.csv$/)
    const [head, first] = (await readFile(await download.path(), 'utf8')).replace(/^\ufeff/, '').split('\r\n')
    expect(head).toBe('Person,Counts,Bins right,Units right,Worth off,Currency,Net,Currency,Overturned')
    expect(first).toMatch(/^Maria Lopez,2,0,0\.78\d*,107\.5,USD,-107\.5,USD,0$/)
    await page.getByLabel('From', { exact: true }).fill('2020-01-01')
    await page.getByLabel('To', { exact: true }).fill('2020-01-31')
    await says('Nothing was counted in this time.')
  })

  it('changes how it is counted, says what is wrong where it is, and then plans', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    const section = page.getByRole('region', { name: 'Counting' })
    await section.getByLabel('Counts a day').fill('many')
    await section.getByText('Give a whole number.').waitFor(SOON)
    await section.getByLabel('Counts a day').fill('2')
    await section.getByLabel('A: worth off, USD').fill('35.50')
    await section.getByLabel('A: days between').fill('0')
    await section.getByRole('button', { name: 'Save counting' }).click()
    await section.getByText('Give at least 1.').first().waitFor(SOON)
    await section.getByLabel('A: days between').fill('14')
    await section.getByRole('button', { name: 'Add a reason' }).click()
    await section.getByRole('textbox', { name: 'Reason 8' }).fill('Eaten by mice')
    await section.getByLabel('Code 8').fill('Mice!')
    await section.getByRole('button', { name: 'Save counting' }).click()
    await section.getByText('A code has small letters, digits and hyphens.').first().waitFor(SOON)
    await section.getByLabel('Code 8').fill('mice')
    await section.getByRole('button', { name: 'Save counting' }).click()
    await section.getByText('Saved.').waitFor(SOON)
    const settings = await api<{ tolerance: { A: object }; reasons: object[] }>('GET', '/settings/counting')
    expect(settings).toMatchObject({ perDay: 2, everyDays: { A: 14 }, tolerance: { A: { units: 1, value: 3_550 } } })
    expect(settings.reasons.at(-1)).toEqual({ code: 'mice', label: 'Eaten by mice' })

    await page.getByRole('link', { name: 'Counts' }).click()
    await press('Plan the day now')
    await confirm('Plan the day')
    await says('1 place asked for.')
    await row('A-03').getByText('Planned').waitFor(SOON)
    expect(await server.findings()).toEqual([])
    expect(faults).toEqual([])
  })
})
