/**
 * Returns from a desk, in Chromium against a real server process: one is announced with a chargeback, its goods wait for their
 * documents and go on by themselves once those are there, its evidence is exported, a scrap is allowed by a second person,
 * and the figures and settings say how it all goes.
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
/** The smallest picture there is: one grey pixel. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

describe('returns at a desk', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  let session: string
  const faults: string[] = []
  const streams = { 'HH-1': { id: v7(), seq: 0 }, OFFICE: { id: v7(), seq: 0 } }

  async function record(
    deviceId: keyof typeof streams,
    type: string,
    version: number,
    payload: object,
    outcome: 'applied' | 'exception' = 'applied',
  ) {
    const stream = streams[deviceId]
    stream.seq += 1
    const occurredAt = new Date().toISOString()
    const by = deviceId === 'HH-1' ? { session } : {}
    const transaction = { id: v7(), seq: stream.seq, v: version, type, occurredAt, payload, ...by }
    const { results } = await api<{ results: { outcome: string }[] }>('POST', '/sync/push', {
      deviceId,
      streamId: stream.id,
      transactions: [transaction],
    })
    expect(results, `${type} ${JSON.stringify(results)}`).toMatchObject([{ outcome }])
    return transaction.id
  }

  async function shipped(externalId: string, sku: string, lot: string, quantity: number): Promise<void> {
    const { id } = await api<{ id: string }>('POST', '/orders', {
      externalId,
      channel: 'target',
      customer: { id: 'T-12', name: 'Target Store 12' },
      lines: [{ sku, quantity, unitPrice: { amount: 499, currency: 'USD' } }],
    })
    await record('OFFICE', 'ship', 2, { orderId: id, lines: [{ sku, lot, quantity, from: 'A-01' }] })
  }

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    for (const [sku, name, amount] of [
      ['OAT', 'Oat bars', 250],
      ['TRUFFLE', 'Truffle oil', 9_000],
    ] as const)
      await api('PUT', `/items/${sku}`, {
        name,
        rotation: 'fifo',
        lotTracked: true,
        standardCost: { amount, currency: 'USD' },
        barcodes: [],
      })
    await api('PUT', '/channels/target', { name: 'Target', kind: 'retail', priority: 1 })
    await api('PUT', '/channels/shop', { name: 'Web shop', kind: 'dtc', priority: 2 })
    await api('PUT', '/locations/A-01', { kind: 'pick' })
    await api('PUT', '/locations/RET-1', { kind: 'returns' })
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['admin'], pin: DESK.pin })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria Lopez', roles: ['inspector'], pin: MARIA.pin })
    session = (await api<{ sessionId: string }>('POST', '/auth/sign-in', { ...MARIA, deviceId: 'HH-1' })).sessionId
    for (const [sku, lot] of [
      ['OAT', 'L-1'],
      ['TRUFFLE', 'T-1'],
    ])
      await record('OFFICE', 'receive', 2, { sku, lot, location: 'A-01', quantity: 100, supplier: 'Mill & Sons' })
    await shipped('PO-77', 'OAT', 'L-1', 40)
    await shipped('PO-78', 'TRUFFLE', 'T-1', 20)
    browser = await launchChromium()
    const context = await newOnlineContext(browser, { viewport: { width: 1440, height: 900 }, acceptDownloads: true })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const row = (name: string) => page.getByRole('main').getByRole('row').filter({ hasText: name })
  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const confirm = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
  const view = (name: string | RegExp) => page.getByRole('tab', { name }).click()
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor(SOON)
  const tells = (text: string | RegExp) => drawer().getByText(text).first().waitFor(SOON)
  const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const onHand = async (sku: string) => (await api<{ sellable: number }>('GET', `/inventory/${sku}`)).sellable
  let announced: string

  it('announces a return with a chargeback, and says what is odd about it', async () => {
    await page.getByRole('link', { name: 'Returns' }).click()
    await says('No returned goods wait to be inspected.')
    await press('Announce a return…')
    await page.getByLabel('Order number').fill('PO-77')
    await confirm('Take over what was shipped')
    await dialog().getByText('PO-77 shipped 40 units to Target Store 12').waitFor(SOON)
    expect(await page.getByLabel('SKU 1').inputValue()).toBe('OAT')
    await page.getByLabel('SKU 1').fill('NOTHING')
    await page.getByLabel('Units 1').fill('50')
    await page.getByLabel('Reason 1').selectOption({ label: 'Refused at the dock' })
    await page.getByLabel('Reference of the return').fill('RA-9')
    await dialog().getByText('The customer charges it back').click()
    await page.getByLabel('Dispute by').fill(daysOn(3))
    await confirm('Announce the return')
    await dialog().getByText('There is no item NOTHING.').first().waitFor(SOON)
    await page.getByLabel('SKU 1').fill('OAT')
    await confirm('Announce the return')
    await says(/The return is announced, but: .*40 of OAT that can come back; 50 are announced/)
    await tells('Expected, nothing came yet')
    await tells('Shipped: 40 of L-1')
    announced = new URL(page.url()).searchParams.get('return') ?? ''
    expect(announced).not.toBe('')
    await row('PO-77').getByText('Customer', { exact: true }).waitFor(SOON)
    await row('PO-77').getByText('3 days left').waitFor(SOON)
  })

  it('shows what the floor does at once, and what it waits for', async () => {
    const back = { channel: 'target', orderExternalId: 'PO-77', returnId: announced, reason: 'refused' }
    const goods = await record('HH-1', 'returnReceive', 1, {
      ...back,
      sku: 'OAT',
      lot: 'L-1',
      lotFrom: 'label',
      quantity: 40,
      location: 'RET-1',
    })
    await drawer().getByText('Came in, 40 to inspect').waitFor(SOON)
    await tells('lot L-1')
    await record(
      'HH-1',
      'inspect',
      1,
      {
        sku: 'OAT',
        lot: 'L-1',
        location: 'RET-1',
        quantity: 40,
        condition: 'packaging',
        disposition: 'restock',
        proposed: 'rework',
        because: 'Only the outer sleeve is scratched',
        to: 'A-01',
        returned: goods,
        returnId: announced,
        checklist: [
          { code: 'seal', ok: true },
          { code: 'label', ok: false, note: 'smeared' },
        ],
      },
      'exception',
    )
    await tells('It waits for the documents of its chargeback.')
    await tells('The rules proposed: rework. Changed because: Only the outer sleeve is scratched')
    await tells('The label can be read: no. smeared')
    await tells(/Missing: the reference of the chargeback, what it is charged for, the amount and a photo/)
    await view(/^Waiting/)
    await row('PO-77').getByText('Documents', { exact: true }).waitFor(SOON)
    await press(/^For documents/)
    await row('PO-77').waitFor(SOON)
    expect(await onHand('OAT')).toBe(60)
  })

  it('takes its documents and a photo, and then it goes on by itself', async () => {
    await row('PO-77').getByRole('button').first().click()
    await drawer().getByRole('button', { name: 'Fill in the documents' }).click()
    await page.getByLabel('Chargeback reference').fill('CB-501')
    await page.getByLabel('Charged for').selectOption({ label: 'Damage' })
    await page.getByLabel('Amount, USD').fill('100.50')
    await page.getByLabel('Their own code').fill('D-14')
    await page
      .getByLabel('Add photos')
      .setInputFiles({ name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('no') })
    await tells(/photo/i)
    await drawer().getByRole('alert').first().waitFor(SOON)
    await page.getByLabel('Add photos').setInputFiles({ name: 'box.png', mimeType: 'image/png', buffer: PHOTO })
    await tells('1 photo sent. Save the documents to add it.')
    await drawer().getByRole('button', { name: 'Save the documents' }).click()
    await tells('All documents are there.')
    await tells(/Restock at A-01/)
    expect(await onHand('OAT')).toBe(100)
    await row('PO-77').waitFor({ state: 'detached', ...SOON })
    await drawer().getByRole('button', { name: 'Enlarge photo 1' }).click()
    await dialog().getByRole('img', { name: 'Added at a desk' }).waitFor(SOON)
    await confirm('Close')

    await drawer().getByRole('button', { name: 'Mark as disputed…' }).click()
    await dialog().getByLabel('Note (kept with it)').fill('Sent to Target')
    await confirm('Mark as disputed')
    await tells('Disputed')
    await tells('Sent to Target')
  })

  it('exports the evidence as PDF and with photos', async () => {
    const [pdf] = await Promise.all([
      page.waitForEvent('download', SOON),
      drawer().getByRole('button', { name: 'As PDF' }).click(),
    ])
    expect(pdf.suggestedFilename()).toMatch(/^evidence-.*\.pdf$/)
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-')
    const [zip] = await Promise.all([
      page.waitForEvent('download', SOON),
      drawer().getByRole('button', { name: 'With photos, as ZIP' }).click(),
    ])
    expect(zip.suggestedFilename()).toMatch(/^evidence-.*\.zip$/)
    expect((await readFile(await zip.path())).includes(PHOTO)).toBe(true)
  })

  it('expects no more of it, with a reason, and it is closed', async () => {
    await drawer().getByRole('button', { name: 'Expect no more of it…' }).click()
    await dialog().getByLabel('Why (kept with it)').fill('Ten were never sent')
    await confirm('Expect no more')
    await tells('Closed')
    await view('Closed')
    await row('PO-77').getByText('Disputed').waitFor(SOON)
  })

  it('lets a second person allow a scrap, in the inbox', async () => {
    const goods = await record(
      'HH-1',
      'returnReceive',
      1,
      {
        channel: 'target',
        orderExternalId: 'PO-78',
        sku: 'TRUFFLE',
        lot: 'T-1',
        quantity: 10,
        reason: 'defective',
        location: 'RET-1',
      },
      'exception',
    )
    await record(
      'HH-1',
      'inspect',
      1,
      {
        sku: 'TRUFFLE',
        lot: 'T-1',
        location: 'RET-1',
        quantity: 10,
        condition: 'defective',
        disposition: 'scrap',
        returned: goods,
      },
      'exception',
    )
    await view(/^Waiting/)
    await row('PO-78').getByText('Second person', { exact: true }).waitFor(SOON)
    await row('PO-78').getByRole('button').first().click()
    await tells('It waits for a second person to allow the scrap.')
    await drawer().getByRole('link', { name: 'Settle it', exact: true }).click()
    await drawer().getByRole('button', { name: 'Allow the scrap' }).click()
    await confirm('Allow the scrap')
    await tells(/carried out/)
    await page.goto(`${server.url}/office/exceptions?type=quality-suspect`)
    await row('TRUFFLE').getByRole('button').first().click(SOON)
    await drawer().getByRole('button', { name: 'Looked at' }).click()
    await dialog().getByLabel('Why (kept with it)').fill('One pallet fell over')
    await confirm('Looked at')
    await tells(/One pallet fell over/)
    await page.getByRole('link', { name: 'Returns' }).click()
    await view('Closed')
    await row('PO-78').getByRole('button').first().click()
    await tells('allowed by Ingrid Solberg')
  })

  it('lets a supervisor decide in the inspector’s place', async () => {
    const goods = await record('HH-1', 'returnReceive', 1, {
      channel: 'target',
      orderExternalId: 'PO-78',
      sku: 'TRUFFLE',
      lot: 'T-1',
      quantity: 2,
      reason: 'unwanted',
      location: 'RET-1',
    })
    const kept = {
      sku: 'TRUFFLE',
      lot: 'T-1',
      location: 'RET-1',
      condition: 'new',
      disposition: 'keep',
      returned: goods,
    }
    await record('HH-1', 'inspect', 1, { ...kept, quantity: 2, note: 'Smells odd' }, 'exception')
    await view(/^Waiting/)
    await row('PO-78').getByText('Supervisor', { exact: true }).waitFor(SOON)
    await row('PO-78').getByRole('button').first().click()
    await drawer().getByRole('link', { name: 'Settle it', exact: true }).click()
    await drawer().getByRole('button', { name: 'Decide where it goes' }).click()
    await dialog().getByLabel('Disposition').selectOption({ label: 'Restock' })
    await dialog().getByLabel('Where they are put').fill('NOWHERE')
    await dialog().getByLabel('Why (kept with it)').fill('It is the roast')
    await confirm('Decide where it goes')
    await dialog().getByText('There is no location NOWHERE in MAIN.').first().waitFor(SOON)
    await dialog().getByLabel('Where they are put').fill('A-01')
    await confirm('Decide where it goes')
    await tells('restock, carried out')
    expect(await onHand('TRUFFLE')).toBe(82)
    await page.getByRole('link', { name: 'Returns' }).click()
  })

  it('shows how often things come back, and what became of them', async () => {
    await view('Figures')
    await row('Oat bars').getByText('100 %', { exact: true }).waitFor(SOON)
    await row('Oat bars').getByText('Restock 40').waitFor(SOON)
    await row('Truffle oil').getByText('Restock 2, Scrap 10').waitFor(SOON)
    await row('Truffle oil').getByText('60 %', { exact: true }).waitFor(SOON)
    await press('Supplier')
    await press('Item')
    await row('Mill & Sons').getByText('Restock 42, Scrap 10').waitFor(SOON)
    const download = await downloadTable(page, 'CSV')
    expect(download.suggestedFilename()).toMatch(/^returns-by-supplier-.*\.csv$/)
    const [head, first] = (await readFile(await download.path(), 'utf8')).replace(/^\ufeff/, '').split('\r\n')
    expect(head).toBe(
      'Supplier,Shipped,Returned,Rate,Restock,Secondary,Rework,Scrap,To supplier,Kept,Not through,Scrapped,Currency,"Hours from dock to disposition, median","Hours from dock to disposition, mean"',
    )
    expect(first).toMatch(/^Mill & Sons,60,52,0\.86\d*,42,0,0,10,0,0,0,900,USD,/)
    await page.getByLabel('From', { exact: true }).fill('2020-01-01')
    await page.getByLabel('To', { exact: true }).fill('2020-01-31')
    await says('Nothing was shipped or came back in this time.')
  })

  it('changes how returns are taken back, and says what is wrong where it is', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    const section = page.getByRole('region', { name: 'Returns' })
    await section.getByLabel('Scrap limit, USD').fill('much')
    await section.getByText('Give an amount in USD.').waitFor(SOON)
    await section.getByLabel('Scrap limit, USD').fill('250')
    await section.getByText(/^Where goods go/).click()
    await section.getByRole('button', { name: 'Move rule 2 up' }).click()
    await section.getByText(/^Reasons/).click()
    await section.getByRole('button', { name: 'Add a reason' }).click()
    await section.getByRole('textbox', { name: 'Reason 15' }).fill('Eaten by mice')
    await section.getByLabel('Code 15').fill('Mice!')
    await section.getByText(/^Reasons/).click()
    await section.getByRole('button', { name: 'Save returns' }).click()
    await section.getByText('A code has small letters, digits and hyphens.').first().waitFor(SOON)
    await section.getByLabel('Code 15').fill('mice')
    await section.getByRole('button', { name: 'Save returns' }).click()
    await section.getByText('Saved.').waitFor(SOON)
    const settings = await api<{ scrapLimit: number; reasons: object[]; rules: object[] }>('GET', '/settings/returns')
    expect(settings.scrapLimit).toBe(25_000)
    expect(settings.rules.slice(0, 2)).toMatchObject([{ condition: 'defective' }, { reason: 'recall' }])
    expect(settings.reasons.at(-1)).toMatchObject({ code: 'mice', label: 'Eaten by mice' })
    for (const width of [1440, 1024]) {
      await page.setViewportSize({ width, height: 768 })
      await page.goto(`${server.url}/office/returns?view=closed`)
      await row('PO-77').waitFor(SOON)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await server.findings()).toEqual([])
    expect(faults).toEqual([])
  })
})
