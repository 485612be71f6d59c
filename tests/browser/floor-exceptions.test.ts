/** A supervisor on the floor with a handheld in Chromium: sees what is open, goes there, and settles it on the spot. */
import type { Browser, BrowserContext } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { type Api, adminApi, type FloorPage, openFloorPage } from './floor-page.ts'

const RUTH = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const MARIA = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
/** A finger in a glove. */
const SMALLEST_TARGET = 56

describe('exceptions on a handheld', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let api: Api
  let floor: FloorPage
  const streamId = v7()
  let seq = 0

  async function record(type: string, payload: object) {
    const sent = { id: v7(), seq: ++seq, v: 1, type, occurredAt: new Date().toISOString(), payload }
    await api('POST', '/sync/push', { deviceId: 'HH-1', streamId, transactions: [sent] })
  }
  const openOf = async (type: string) =>
    (await api<{ items: { lot: string | null }[] }>('GET', `/exceptions?type=${type}`)).items

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    for (const code of ['A-01', 'A-02']) await api('PUT', `/locations/${code}`, { kind: 'pick' })
    await api('PUT', '/items/OAT', { name: 'Oat bars', lotTracked: true })
    await api('PUT', `/users/${RUTH.badge}`, { name: 'Ruth', roles: ['supervisor'], pin: RUTH.pin })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria', roles: ['picker'], pin: MARIA.pin })
    const lines = [{ sku: 'OAT', quantity: 10 }]
    const { id } = await api<{ id: string }>('POST', '/receipts', { supplier: 'Mill', reference: 'PO-1', lines })
    await record('receive', { sku: 'OAT', lot: 'L1', quantity: 60, location: 'A-01', receiptId: id })
    await record('move', { sku: 'OAT', lot: 'L1', quantity: 2, from: 'A-02', to: 'A-01' })
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true })
    floor = await openFloorPage(context, server, api, RUTH)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  /** What can be tapped and is too small for it. */
  const small = () =>
    floor.page.evaluate(
      (least) =>
        [...document.querySelectorAll('main button, main input, footer button')]
          .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.height > 0 && Math.round(Math.min(box.height, box.width)) < least)
          .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
      SMALLEST_TARGET,
    )
  const fits = async () => {
    expect(await small()).toEqual([])
    expect(await floor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }

  it('shows the worst first, with what is known of each', async () => {
    await floor.press('Exceptions')
    await floor.sees('2 open')
    const rows = await floor.page.getByRole('listitem').allInnerTexts()
    expect(rows.map((text) => text.split('\n')[0])).toEqual(['Negative stock', 'Over receipt'])
    await fits()
    await floor.press(/^Over receipt/)
    await floor.sees(/60 of OAT came in on receipt PO-1/)
    await floor.sees('60 × supplier → A-01')
    await fits()
  })

  it('holds the lot with a reason that handhelds show, and leaves it open', async () => {
    await floor.press(/^Hold the lot/)
    await floor.page.getByLabel(/^Reason/).fill('Came in wet')
    await fits()
    await floor.press('Hold the lot')
    await floor.sees('Lot L1 of OAT is on hold.')
    expect(await openOf('over-receipt')).toHaveLength(1)
  })

  it('settles with a note, or with one tap', async () => {
    await floor.press(/^Over receipt/)
    await floor.press(/^Accept it/)
    await floor.page.getByLabel('Why (kept with it)').fill('The mill rounds up')
    await floor.press('Accept it')
    await floor.sees('It stays as it happened.')
    expect(await openOf('over-receipt')).toEqual([])
    await floor.press(/^Negative stock/)
    await floor.press(/^Have it counted/)
    await floor.sees('A count is asked for at A-02.')
    const { items } = await api<{ items: { location: string }[] }>('GET', '/tasks?kind=count&state=open')
    expect(items.map(({ location }) => location)).toEqual(['A-02'])
  })

  it('approves a count with one of the reasons of the company', async () => {
    const lines = [{ sku: 'OAT', lot: 'L1', status: 'available', quantity: 20 }]
    await record('count', { location: 'A-01', scope: 'location', lines })
    await floor.press('Look again')
    await floor.press(/^Count variance/)
    await floor.sees('20, 62')
    await floor.press(/^Approve the count/)
    await floor.press('Stolen')
    await floor.sees('The ledger has what was counted.')
    expect(await api('GET', '/stock?sku=OAT&location=A-01')).toMatchObject({ items: [{ quantity: 20 }] })
  })

  it('says what is missing where the network is gone, and comes back with it', async () => {
    await context.setOffline(true)
    await floor.press('Look again')
    await floor.sees(/The server cannot be reached.*while the network is there/)
    await context.setOffline(false)
    await floor.press('Look again')
    await floor.page.getByText(/cannot be reached/).waitFor({ state: 'detached', timeout: 10_000 })
    await floor.press(/^Negative stock/)
    await context.setOffline(true)
    await floor.press(/^Have it counted/)
    await floor.sees('The server cannot be reached.')
    await context.setOffline(false)
    expect(floor.faults).toEqual([])
  })

  it('is nobody else’s', async () => {
    const other = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const picker = await openFloorPage(other, server, api, MARIA)
    expect(await picker.page.getByRole('button', { name: 'Exceptions' }).count()).toBe(0)
    await picker.page.goto(`${server.url}/exceptions`)
    await picker.asks(/Scan anything/)
    await other.close()
  })
})
