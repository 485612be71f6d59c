/** Rotation as a picker meets it without a network, in Chromium against a real server process. */

import type { Browser, BrowserContext } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { type Api, adminApi, type FloorPage, openFloorPage, typePin } from './floor-page.ts'

const DAY = 86_400_000
const MARIA = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const RUTH = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }

/** Item, its GTIN, and its lots: the oldest first, each in its bin. */
const STOCK = [
  {
    sku: 'ONE',
    gtin: '00614141000012',
    lots: [
      ['L-104', 'A-01-1'],
      ['L-200', 'A-01-1'],
    ],
  },
  {
    sku: 'TWO',
    gtin: '00614141000029',
    lots: [
      ['T-1', 'A-02-1'],
      ['T-2', 'A-03-1'],
    ],
  },
  {
    sku: 'SIX',
    gtin: '00614141000067',
    lots: [
      ['H-1', 'A-04-1'],
      ['H-2', 'A-04-1'],
    ],
  },
  {
    sku: 'TEN',
    gtin: '00614141000104',
    lots: [
      ['F-1', 'A-05-1'],
      ['F-2', 'A-06-1'],
    ],
  },
] as const
const BINS = ['A-01-1', 'A-02-1', 'A-03-1', 'A-04-1', 'A-05-1', 'A-06-1']

const label = (sku: (typeof STOCK)[number]['sku'], lot: string) =>
  `]C101${STOCK.find((item) => item.sku === sku)?.gtin}10${lot}`

interface Found {
  items: { type: string; severity: string; sku: string; lot: string; detail: string }[]
}

describe('rotation without a network', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let api: Api
  let floor: FloorPage

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    for (const [pickSequence, code] of BINS.entries())
      await api('PUT', `/locations/${code}`, { kind: 'pick', pickSequence })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria', roles: ['picker'], pin: MARIA.pin })
    await api('PUT', `/users/${RUTH.badge}`, { name: 'Ruth', roles: ['supervisor'], pin: RUTH.pin })
    for (const { sku, gtin } of STOCK)
      await api('PUT', `/items/${sku}`, { name: `Item ${sku}`, lotTracked: true, barcodes: [{ code: gtin }] })
    await receiveAll()
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function receiveAll(): Promise<void> {
    const receipts = STOCK.flatMap(({ sku, lots }) =>
      lots.map(([lot, location], index) => ({ sku, lot, location, quantity: 10, days: 9 - index })),
    )
    await api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: v7(),
      transactions: receipts.map(({ days, ...payload }, index) => ({
        id: v7(),
        seq: index + 1,
        v: 1,
        type: 'receive',
        occurredAt: new Date(Date.now() - days * DAY).toISOString(),
        payload,
      })),
    })
  }

  it('stops the younger lot, takes it with a badge and PIN, sends a short pick on, and refuses a held lot', async () => {
    const line = (sku: string, quantity: number) => ({ sku, quantity, unitPrice: { amount: 100, currency: 'USD' } })
    const lines = [line('ONE', 4), line('TWO', 5), line('SIX', 1), line('TEN', 1)]
    const order = await api<{ id: string; lines: { id: string }[] }>('POST', '/orders', {
      externalId: 'WEB-7',
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      lines,
    })
    await api('POST', `/orders/${order.id}/release`)
    await api('POST', '/lots/SIX/H-2/hold', { reason: 'Seal broken' })

    floor = await openFloorPage(context, server, api, MARIA)
    const { page, press, asks, sees, scan } = floor
    await press(/^Pick/)
    await page.getByText('WEB-7').first().waitFor({ timeout: 30_000 })
    await page.getByText('Synced').waitFor()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await context.setOffline(true)
    // She taps while her other hand scans: the scan is for the list that is being opened, not for the one of lists.
    await page
      .getByText('WEB-7')
      .first()
      .evaluate((row: HTMLElement) => addEventListener('keydown', () => row.click(), { capture: true, once: true }))

    // The younger lot lies in front; the older one goes first, until a supervisor lets it pass.
    await scan('LOC:A-01-1', () => asks('Scan lot L-104'))
    await scan(label('ONE', 'L-200'), () => sees('Lot L-104 at A-01-1 goes first.'))
    await press('Take lot L-200')
    await scan(label('ONE', 'L-200'), () => sees(/Or go back/))
    await scan(`BDG:${RUTH.badge}`, () => asks('Supervisor: PIN and reason'))
    await press('The place is blocked')
    await typePin(floor, '1111')
    await press('Allow lot L-200')
    await sees(/not a supervisor/)
    await typePin(floor, RUTH.pin)
    await press('Allow lot L-200')
    await asks('Take 4')
    await press('4 taken')

    // Two of five are there: the rest is directed to the next lot at once.
    await scan('LOC:A-02-1', () => asks('Scan lot T-1'))
    await press('Problem')
    await press(/not enough/)
    await press(/^2$/)
    await press('Found 2')
    await scan('LOC:A-03-1', () => asks('Scan lot T-2'))
    await scan(label('TWO', 'T-2'), () => asks('Take 3'))
    await press('3 taken')

    // A lot that this device knows to be on hold does not pass, nor can anybody let it.
    await scan('LOC:A-04-1', () => asks('Scan lot H-1'))
    await scan(label('SIX', 'H-2'), () => sees('Lot H-2 is on hold.'))
    expect(await page.getByRole('button', { name: /^Take lot/ }).count()).toBe(0)
    await scan(label('SIX', 'H-1'), () => asks('Scan bin A-05-1'))

    // This one comes on hold while the device cannot hear of it.
    await api('POST', '/lots/TEN/F-1/hold', { reason: 'Metal found' })
    await scan('LOC:A-05-1', () => asks('Scan lot F-1'))
    await scan(label('TEN', 'F-1'), () => asks(/All picked/))

    await context.setOffline(false)
    await page.getByText('Synced').waitFor({ timeout: 60_000 })
    const found = await api<Found>('GET', '/exceptions?state=open&limit=100')
    const told = found.items.map(({ type, severity, sku, lot }) => [type, severity, sku, lot].join(' ')).sort()
    expect(told).toEqual(['held-lot-moved severe TEN F-1', 'rotation-bypassed medium ONE L-200'])
    expect(found.items.find(({ sku }) => sku === 'ONE')?.detail).toContain('Ruth allowed it: The place is blocked.')
    expect(await api('GET', `/orders/${order.id}`)).toMatchObject({
      lines: [{ picked: 4 }, { picked: 5 }, { picked: 1 }, { picked: 1 }],
    })
    const counts = await api<{ items: { sku: string; location: string }[] }>('GET', '/tasks?kind=count&state=open')
    expect(counts.items.map(({ sku, location }) => `${sku} ${location}`)).toEqual(['TWO A-02-1'])
    expect(await server.findings()).toEqual([])
    expect(floor.faults).toEqual([])
  }, 120_000)
})
