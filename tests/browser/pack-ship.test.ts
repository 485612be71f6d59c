/**
 * Packing and shipping as a person does it, in Chromium, with the server dead: two cartons with numbers of the device's own
 * reserve, a tab that is closed in the middle, both cartons shipped by scan; then all of it on the server once.
 */
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { type Api, adminApi, type FloorPage, newFloorPage, openFloorPage } from './floor-page.ts'

const GS = '\u001d'
const CASE = '10614141000736'
const LABEL = `]C101${CASE}10L2417${GS}17301231`
const YOUNGER = `]C101${CASE}10L2431${GS}17310331`
const BADGE = 'QXW7KZ34PLMN56TRVB2HJD'
const DAY = 86_400_000

describe('packing and shipping in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let api: Api
  let floor: FloorPage

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    const barcodes = [
      { code: '0614141000739', quantity: 1 },
      { code: CASE, quantity: 12 },
    ]
    await api('PUT', '/items/OAT-500', { name: 'Oat bars 500 g', rotation: 'fifo', lotTracked: true, barcodes })
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/locations/A-01-1', { kind: 'pick', pickSequence: 1 })
    await api('PUT', '/locations/STAGE-1', { kind: 'staging', pickSequence: 2 })
    await api('PUT', '/settings/labels', { companyPrefix: '9521234' })
    await api('PUT', `/users/${BADGE}`, { name: 'Maria', roles: ['picker'], pin: '4711' })
    const order = await pickedOrder()
    expect(order).toMatch(/-/)
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  let orderId = ''
  /** Three cases of the lot, picked into the lane by another device. */
  async function pickedOrder(): Promise<string> {
    const push = (seq: number, type: string, payload: object) =>
      api('POST', '/sync/push', {
        deviceId: 'OFFICE',
        streamId: '0193a1b2-0000-7000-8000-000000000001',
        transactions: [
          {
            id: `0193a1b2-0000-7000-8000-00000000001${seq}`,
            seq,
            v: 1,
            type,
            occurredAt: new Date(Date.now() - DAY).toISOString(),
            payload,
          },
        ],
      })
    await push(1, 'receive', {
      sku: 'OAT-500',
      lot: 'L2417',
      quantity: 48,
      location: 'A-01-1',
      expiresOn: '2030-12-31',
    })
    const order = await api<{ id: string }>('POST', '/orders', {
      externalId: 'WEB-1',
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      lines: [{ sku: 'OAT-500', quantity: 36, unitPrice: { amount: 499, currency: 'USD' } }],
    })
    orderId = order.id
    const { tasks } = await api<{ tasks: { id: string; lineId: string }[] }>('POST', `/orders/${order.id}/release`)
    await push(2, 'pick', {
      taskId: tasks[0]?.id,
      sku: 'OAT-500',
      lot: 'L2417',
      location: 'A-01-1',
      to: 'STAGE-1',
      quantity: 36,
      orderId: order.id,
      lineId: tasks[0]?.lineId,
    })
    return order.id
  }

  /** What is on the carton that is being packed, from the screen. */
  const cartonOnScreen = async (): Promise<string> => {
    // The band says that it is packed a frame before the carton stands below it.
    const card = floor.page.getByText(/Carton \d{18}/).first()
    await card.waitFor()
    return /Carton (\d{18})/.exec(await card.innerText())?.[1] ?? ''
  }

  it('packs two cartons and ships them by scan, offline and through a closed tab, exactly once', async () => {
    floor = await openFloorPage(context, server, api, { badge: BADGE, pin: '4711' })
    await floor.press(/^Pack/)
    await floor.sees('WEB-1')
    await floor.page.getByText('Synced').waitFor()
    await floor.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    // The reserve is there before the network goes.
    await expect.poll(() => ssccsOnDevice(), { timeout: 20_000 }).toBe(20)
    await server.kill()

    // The first carton: one case, and what is not the order's is stopped.
    await floor.scan('ORD:WEB-1', () => floor.asks('Scan or open a carton'))
    await floor.press('New carton')
    await floor.asks('Scan what you put in')
    await floor.scan(YOUNGER, () => floor.sees('That is lot L2431.'))
    await floor.scan(LABEL, () => floor.asks('12 of 36 packed'))
    await floor.page.getByText(/Offline/).waitFor({ timeout: 30_000 })
    await floor.press('Close carton')
    await floor.asks('Not all of it is packed')

    // The tab is gone, and what was recorded is not.
    await floor.page.close()
    floor = await newFloorPage(context, server)
    await floor.asks(/Scan anything/)
    await floor.press(/^Pack/)
    await floor.scan('ORD:WEB-1', () => floor.asks('Scan or open a carton'))
    await floor.sees('12 of 36')
    await floor.press('New carton')
    await floor.asks('Scan what you put in')
    await floor.scan(LABEL, () => floor.asks('24 of 36 packed'))
    await floor.press('Type the total in it')
    await floor.press(/^2$/)
    await floor.press(/^4$/)
    await floor.press('24 in it')
    await floor.asks('36 of 36 packed')
    await floor.press('Close carton')
    await floor.asks('WEB-1 is packed')
    const second = await cartonOnScreen()
    await floor.sees('Labels are drawn where the network is.')

    // Shipped by the scans of both cartons; one that was not scanned would stay.
    await floor.press('Ship WEB-1')
    // The screen that was left hears no scan.
    await floor.asks('Scan carton or order')
    await floor.scan(`]C100${second}`, () => floor.asks('Scan the next carton'))
    const cartons = await unitsOnDevice()
    const first = cartons.find((sscc) => sscc !== second) ?? ''
    await floor.press('Ship a part')
    await floor.asks('Not all of it leaves')
    await floor.press('Scan the others')
    await floor.scan(`]C100${first}`, () => floor.asks('Scan the carrier label, or ship'))
    await floor.scan('1Z999AA10123456784', () => floor.asks('Tracking number'))
    await floor.press('Ship WEB-1')
    await floor.asks(/WEB-1 shipped/)
    await floor.page.getByText(/Offline · 4 saved/).waitFor()

    await server.start()
    await floor.page.getByText('Synced').waitFor({ timeout: 60_000 })
    expect(new Set([first, second]).size).toBe(2)
    expect(await api('GET', `/orders/${orderId}`)).toMatchObject({
      status: 'shipped',
      lines: [{ quantity: 36, shipped: 36, picked: 0, allocated: 0 }],
      shipments: [{ trackingNumber: '1Z999AA10123456784' }],
    })
    const { items } = await api<{ items: { reason: string; quantity: number; to: { location: string } }[] }>(
      'GET',
      '/movements?sku=OAT-500',
    )
    expect(items.map(({ reason, quantity, to }) => `${reason} ${quantity} ${to.location}`)).toEqual([
      'receive 48 A-01-1',
      'pick 36 STAGE-1',
      `pack 12 ${first}`,
      `pack 12 ${second}`,
      `pack 12 ${second}`,
      expect.stringMatching(/^ship \d+ @customer$/),
      expect.stringMatching(/^ship \d+ @customer$/),
    ])
    expect(await api('GET', '/exceptions')).toEqual({ items: [], next: null })
    expect(await server.findings()).toEqual([])
    expect(floor.faults).toEqual([])
  }, 120_000)

  /** How many numbers the device has in reserve. */
  const ssccsOnDevice = (): Promise<number> =>
    floor.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('lotline-outbox')
          opening.onsuccess = () => {
            const asked = opening.result.transaction('device').objectStore('device').get('sscc')
            asked.onsuccess = () => {
              opening.result.close()
              resolve(asked.result?.value.length ?? 0)
            }
          }
        }),
    )

  /** The labels of the cartons that the device has packed. */
  const unitsOnDevice = (): Promise<string[]> =>
    floor.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const opening = indexedDB.open('lotline-outbox')
          opening.onsuccess = () => {
            const asked = opening.result.transaction('transactions').objectStore('transactions').getAll()
            asked.onsuccess = () => {
              opening.result.close()
              const packed = asked.result.filter(({ envelope }) => envelope.type === 'pack')
              resolve([...new Set(packed.map(({ envelope }) => String(envelope.payload.sscc)))])
            }
          }
        }),
    )
})
