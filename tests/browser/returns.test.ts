/**
 * Returns as a person takes them in, in Chromium against a real server process: goods that nobody announced are received,
 * photographed and inspected without a network, the app is killed, and all of it arrives once, photos included.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SCRAP } from '../../shared/rules/places.ts'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { type Api, adminApi, type FloorPage, newFloorPage, openFloorPage, typePin } from './floor-page.ts'

const RUTH = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const SAM = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const EACH = '00614141000739'
const LABEL = `]C101${EACH}10L-1`
const BINS = [
  ['RET-01', 'returns'],
  ['A-01-1', 'storage'],
] as const

interface Stock {
  items: { location: string; status: string; quantity: number }[]
}
interface Summaries {
  items: { id: string; state: string; blind: boolean; orderExternalId: string | null; units: { received: number } }[]
}
interface Detail {
  photos: { sha256: string; stored: boolean }[]
  inspections: { quantity: number; disposition: string; state: string; by: string | null; approvedBy: string | null }[]
}

describe('returns', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let api: Api
  let floor: FloorPage
  let hashes: string[] = []

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/items/OAT', {
      name: 'Oat bars',
      lotTracked: true,
      barcodes: [{ code: EACH }],
      // Two of them are worth more than one person may scrap.
      standardCost: { amount: 30_000, currency: 'USD' },
    })
    for (const [pickSequence, [code, kind]] of BINS.entries())
      await api('PUT', `/locations/${code}`, { kind, pickSequence })
    await api('PUT', `/users/${RUTH.badge}`, { name: 'Ruth', roles: ['receiver', 'inspector'], pin: RUTH.pin })
    await api('PUT', `/users/${SAM.badge}`, { name: 'Sam', roles: ['supervisor'], pin: SAM.pin })
    await record('receive', { sku: 'OAT', lot: 'L-1', location: 'A-01-1', quantity: 10 })
    browser = await launchChromium()
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const record = (type: string, payload: object) =>
    api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: v7(),
      transactions: [
        {
          id: v7(),
          seq: 1,
          v: 1,
          type,
          occurredAt: new Date().toISOString(),
          payload,
        },
      ],
    })

  const stock = async () =>
    (await api<Stock>('GET', '/stock?sku=OAT&limit=100')).items
      .map(({ location, status, quantity }) => `${quantity} ${status} ${location}`)
      .sort()
  const returns = async () => (await api<Summaries>('GET', '/returns?limit=100')).items
  const synced = () => floor.page.getByText('Synced').waitFor({ timeout: 60_000 })

  /** As a camera would give it: a real picture, and no two alike. */
  async function picture(page: Page, name: string, type: 'image/jpeg' | 'image/png', colour: string) {
    const base64 = await page.evaluate(
      ([format, fill]) => {
        const canvas = document.createElement('canvas')
        canvas.width = 2_400
        canvas.height = 1_800
        const context = canvas.getContext('2d')
        if (!context) throw new Error('No canvas.')
        context.fillStyle = fill
        context.fillRect(0, 0, 2_400, 1_800)
        context.fillStyle = '#fff'
        context.fillRect(200, 300, 900, 400)
        return canvas.toDataURL(format).split(',')[1] ?? ''
      },
      [type, colour] as const,
    )
    return { name, mimeType: type, buffer: Buffer.from(base64, 'base64') }
  }

  const camera = () => floor.page.locator('input[type=file]')
  /** What the device keeps, as it would find it after a power loss. */
  const kept = () =>
    floor.page.evaluate(
      () =>
        new Promise<{ sha256: string; state: string; size: number }[]>((resolve, reject) => {
          const opening = indexedDB.open('lotline-outbox')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const all = opening.result.transaction('photos').objectStore('photos').getAll()
            all.onerror = () => reject(all.error)
            all.onsuccess = () => {
              opening.result.close()
              resolve(all.result.map(({ sha256, state, bytes }) => ({ sha256, state, size: bytes.length })))
            }
          }
        }),
    )

  /** No photo goes onto it any more, as the browser says it where the disk is full. */
  const fillDisk = () =>
    floor.page.evaluate(() => {
      const { add } = IDBObjectStore.prototype
      const full = new DOMException('The disk is full.', 'QuotaExceededError')
      IDBObjectStore.prototype.add = function (...row) {
        if (this.name === 'photos') throw full
        return add.apply(this, row)
      }
      Object.assign(window, { freeDisk: () => Object.assign(IDBObjectStore.prototype, { add }) })
    })
  const freeDisk = () => floor.page.evaluate(() => (window as unknown as { freeDisk(): void }).freeDisk())

  /** Off in the middle of it, and on again: still without a network. */
  async function killApp(): Promise<void> {
    await floor.page.close()
    floor = await newFloorPage(context, server)
    await floor.asks(/Scan anything/)
  }

  it('are received by the label, without a network', async () => {
    floor = await openFloorPage(context, server, api, RUTH)
    const { page, press, asks, scan } = floor
    await synced()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await context.setOffline(true)

    await press(/^Returns/)
    await asks('Scan order, slip or goods')
    await scan(LABEL, () => asks('Why did it come back?'))
    await press('Arrived damaged')
    await asks('How many came back?')
    await press(/^3$/)
    await press('3 came back')
    await asks('Put it in RET-01, or scan where')
    await press('It is in RET-01')
    await asks('3 in RET-01')
    await press('Done with it')
    await asks('Scan order, slip or goods')
    await press('Back')
  }, 120_000)

  it('are inspected without a network, and a begun inspection outlives the app', async () => {
    const { page, press, asks, sees, scan } = floor
    await press(/^Inspect/)
    await sees('RET-01')
    await scan(LABEL, () => asks('What condition is it in?'))
    await press('As new, unopened')
    await press('All OK')
    await asks('Photos, if they help')
    await camera().setInputFiles({ name: 'no-picture.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Hello') })
    await sees('This is no picture.')
    await fillDisk()
    await camera().setInputFiles(await picture(page, 'zero.jpg', 'image/jpeg', '#333'))
    await sees('NOT KEPT.')
    await sees('Go on without')
    await freeDisk()
    await camera().setInputFiles(await picture(page, 'one.jpg', 'image/jpeg', '#a33'))
    await sees('Go on with 1')
    await killApp()
    await floor.press('Go on inspecting Oat bars')
    await floor.page.getByAltText('Photo 1').waitFor()
  }, 120_000)

  it('go on where they were left, in two parts, each with its photo', async () => {
    const { page, press, asks, sees, scan } = floor
    await press('Go on with 1')
    await press(/^2$/)
    await press('2 like this')
    await asks('Where does it go?')
    await press('Restock')
    await scan('LOC:A-01-1', () => asks('What condition is it in?'))

    await press('Defective or spoiled')
    await press('All OK')
    await asks('Take photos of it')
    await camera().setInputFiles(await picture(page, 'two.png', 'image/png', '#3a3'))
    await press('Go on with 1')
    await asks('Where does it go?')
    await press('Scrap')
    await sees('Nothing waits to be inspected.')

    const photos = await kept()
    expect(photos.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    for (const { size } of photos) expect(size).toBeLessThan(200_000)
    hashes = photos.map(({ sha256 }) => sha256)
    await page.getByText('Offline · 5 saved').waitFor()
  }, 120_000)

  it('outlive the app, and arrive once with their photos', async () => {
    await killApp()
    await floor.page.getByText('Offline · 5 saved').waitFor()
    expect((await kept()).map(({ sha256 }) => sha256).sort()).toEqual([...hashes].sort())

    await context.setOffline(false)
    await synced()
    const [one, ...others] = await returns()
    expect(others).toEqual([])
    expect(one).toMatchObject({ state: 'closed', blind: true, orderExternalId: null, units: { received: 3 } })
    const detail = await api<Detail>('GET', `/returns/${one?.id}`)
    expect(detail.inspections).toMatchObject([
      { quantity: 2, disposition: 'restock', state: 'done', by: 'Ruth' },
      { quantity: 1, disposition: 'scrap', state: 'done', by: 'Ruth' },
    ])
    const moved = await api<{ items: { quantity: number; to: { location: string } }[] }>(
      'GET',
      '/movements?sku=OAT&lot=L-1',
    )
    expect(moved.items.map(({ quantity, to }) => `${quantity} ${to.location}`).sort()).toEqual([
      `1 ${SCRAP}`,
      '10 A-01-1',
      '2 A-01-1',
      '3 RET-01',
    ])
    expect(await stock()).toEqual(['12 available A-01-1'])

    await expect
      .poll(async () => (await api<Detail>('GET', `/returns/${one?.id}`)).photos.map(({ stored }) => stored), {
        timeout: 60_000,
      })
      .toEqual([true, true])
    expect(detail.photos.map(({ sha256 }) => sha256).sort()).toEqual([...hashes].sort())
    for (const sha256 of hashes) await isWhole(sha256)
    expect(await server.findings()).toEqual([])
    expect(floor.faults).toEqual([])
  }, 180_000)

  it('of a shipped order are known by its parcel; a dear scrap needs a second person; the supplier gets the rest', async () => {
    const { page, press, asks, sees, scan } = floor
    const order = await api<{ id: string }>('POST', '/orders', {
      externalId: 'WEB-7',
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      lines: [{ sku: 'OAT', quantity: 4, unitPrice: { amount: 100, currency: 'USD' } }],
    })
    const line = { sku: 'OAT', lot: 'L-1', quantity: 4, from: 'A-01-1' }
    await record('ship', { orderId: order.id, lines: [line], trackingNumber: '1Z-WEB-7' })

    await press(/^Returns/)
    await scan('1Z-WEB-7', () => asks('Scan what came back'))
    await sees('Order WEB-7 · Shop · Ada')
    await scan(`]C1010${EACH.slice(1)}`, () => asks('Scan its lot, or say it'))
    await press('Lot L-1')
    await press('Defective or spoiled')
    await sees('4 shipped')
    await press(/^3$/)
    await press('3 came back')
    await press('It is in RET-01')
    await press('Done with it')
    await press('Back')

    await press(/^Inspect/)
    await scan(LABEL, () => asks('What condition is it in?'))
    await press('Defective or spoiled')
    await press('All OK')
    await camera().setInputFiles(await picture(page, 'three.jpg', 'image/jpeg', '#33a'))
    await press('Go on with 1')
    await press(/^2$/)
    await press('2 like this')
    await press('Scrap')
    await scan(`BDG:${SAM.badge}`, () => asks('Second person: your PIN'))
    await typePin(floor, SAM.pin)
    await press('Allow: scrap 2')
    await asks('What condition is it in?')
    await press('As new, unopened')
    await press('All OK')
    await press('Go on without')
    await press('Return to supplier')
    await press('Agreed with the supplier')
    await scan('LOC:RET-01', () => sees('Nothing waits to be inspected.'))
    await press('Back')

    await press(/^Returns/)
    await press(/Send back to suppliers/)
    await scan('LOC:RET-01', () => asks('Scan what leaves RET-01'))
    await scan(LABEL, () => asks('How many leave?'))
    await press('1 leave')
    await scan('DN-99', () => asks('DN-99'))
    await press('Sent')
    await asks('1 sent back')
    await expect.poll(stock, { timeout: 30_000 }).toEqual(['8 available A-01-1'])

    const one = (await returns()).find(({ orderExternalId }) => orderExternalId === 'WEB-7')
    expect(one).toMatchObject({ state: 'closed', units: { received: 3 } })
    expect((await api<Detail>('GET', `/returns/${one?.id}`)).inspections).toMatchObject([
      { quantity: 2, disposition: 'scrap', state: 'done', by: 'Ruth', approvedBy: 'Sam' },
      { quantity: 1, disposition: 'supplier', state: 'done', by: 'Ruth', approvedBy: null },
    ])
    expect(await server.findings()).toEqual([])
    expect(floor.faults).toEqual([])
  }, 180_000)

  /** What the server gives for a hash has that hash, and is no larger than it need be. */
  async function isWhole(sha256: string): Promise<void> {
    const token = await server.token()
    const response = await fetch(`${server.url}/api/v1/attachments/${sha256}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    const bytes = await response.arrayBuffer()
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(digest).toBe(sha256)
  }
})
