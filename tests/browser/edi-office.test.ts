/**
 * EDI from a desk, in Chromium against a real server process that looks into real folders: a retailer's files come in, what was
 * followed and what was refused is listed, and a document is read in words beside its text and sent again.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { x12Problems } from '../support/x12-structure.ts'
import { launchChromium } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const DESK = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const SOON = { timeout: 10_000 }

const interchange = (control: string, sets: readonly string[][]): string =>
  [
    `ISA*00*          *00*          *08*9254110060     *ZZ*LOTLINE        *260101*1200*U*00401*${control}*0*T*>`,
    `GS*PO*9254110060*LOTLINE*20260101*1200*${Number(control)}*X*004010`,
    ...sets.flatMap((segments, at) => [`ST*850*000${at + 1}`, ...segments, `SE*${segments.length + 2}*000${at + 1}`]),
    `GE*${sets.length}*${Number(control)}`,
    `IEA*1*${control}`,
    '',
  ].join('~\n')

describe('EDI at a desk', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  const faults: string[] = []
  const root = mkdtempSync(join(tmpdir(), 'lotline-edi-desk-'))
  const folders = { in: join(root, 'in'), out: join(root, 'out') }
  for (const folder of Object.values(folders)) mkdirSync(folder)

  const put = (name: string, text: string) => {
    writeFileSync(join(folders.in, `.${name}`), text)
    renameSync(join(folders.in, `.${name}`), join(folders.in, name))
  }
  const sent = () => readdirSync(folders.out).filter((name) => !name.startsWith('.'))

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/items/OAT', { name: 'Oat bars', rotation: 'fifo', lotTracked: true, barcodes: [] })
    await api('PUT', '/channels/target', { name: 'Target', kind: 'retail', priority: 1 })
    await api('PUT', '/connectors/target', {
      kind: 'edi',
      channel: 'target',
      folders,
      settings: {
        name: 'Target Stores',
        us: { qualifier: 'ZZ', id: 'LOTLINE' },
        partner: { qualifier: '08', id: '9254110060' },
      },
    })
    await api('PUT', '/connectors/target/mappings', [{ listing: 'OAT-12', sku: 'OAT' }])
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['supervisor'], pin: DESK.pin })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(root, { recursive: true, force: true })
  })

  it('shows what came in, what was answered, and what somebody must look after', async () => {
    put(
      'orders.edi',
      interchange('000000007', [
        [
          'BEG*00*SA*PO-4711**20260105',
          'DTM*038*20270120',
          'N1*ST*Central DC*92*0042',
          'PO1*1*12*EA*9.25**VN*OAT-12',
          'CTT*1',
        ],
        ['BEG*00*SA***20260105', 'PO1*1*1*EA*1**VN*OAT-12'],
      ]),
    )
    await expect.poll(sent, SOON).toHaveLength(2)
    for (const name of sent()) expect(x12Problems(readFileSync(join(folders.out, name), 'utf8'))).toEqual([])
    await page.getByRole('link', { name: 'EDI' }).click()
    const row = (name: string | RegExp) => page.getByRole('row').filter({ hasText: name })
    await row('Purchase order PO-4711 (850)').getByText('Followed').waitFor(SOON)
    await row('Order acknowledgement PO-4711 (855)').getByText('Sent').waitFor(SOON)
    await row('Purchase order (850)').getByText('Refused').waitFor(SOON)
    expect(await row('Purchase order PO-4711 (850)').innerText()).toContain('Accepted')
    await page.getByRole('tab', { name: 'To look after' }).click()
    await expect.poll(() => page.getByRole('row').count(), SOON).toBe(2)
  })

  it('explains a document beside its text', async () => {
    await page.getByRole('button', { name: 'Purchase order (850)' }).click()
    const drawer = page.getByRole('complementary', { name: 'Purchase order (850)' })
    await drawer.getByText('Segment 4 (BEG03)').first().waitFor(SOON)
    const line = drawer.getByRole('row').filter({ hasText: 'PO1*1*1*EA*1**VN*OAT-12' })
    expect(await line.innerText()).toContain("Item id qualifier VN (vendor's number) · Item id OAT-12")
    await drawer.getByRole('link', { name: 'Show it' }).click()
    await page.getByRole('complementary', { name: 'Functional acknowledgement 7 (997)' }).waitFor(SOON)
  })

  it('sends a document again, with other numbers', async () => {
    await page.getByRole('tab', { name: 'Went out' }).click()
    await page.getByRole('button', { name: 'Order acknowledgement PO-4711 (855)' }).click()
    await page.getByRole('button', { name: 'Send it again…' }).click()
    await page.getByRole('button', { name: 'Send again', exact: true }).click()
    await page.getByRole('link', { name: 'The first one' }).waitFor(SOON)
    await expect.poll(sent, SOON).toHaveLength(3)
    expect(faults).toEqual([])
  })
})
