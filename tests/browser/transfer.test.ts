/**
 * A transfer as people do it, in Chromium, on two handhelds of two warehouses: one ships a carton and a loose case, the other
 * receives the carton by one scan of its label, the case by its own, and says that nothing more has come.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { type Api, adminApi, type FloorPage, openFloorPage } from './floor-page.ts'

const CASE = '10614141000736'
const LABEL = `]C101${CASE}10L2417`
const SSCC = '095212340000000013'
const PICKER = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const RECEIVER = { badge: 'HJDQXW7KZ34PLMN56TRVB2', pin: '1147', warehouse: 'EAST' }

describe('a transfer in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let api: Api
  let id = ''

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    const barcodes = [{ code: CASE, quantity: 12 }]
    await api('PUT', '/items/OAT-500', { name: 'Oat bars 500 g', rotation: 'fifo', lotTracked: true, barcodes })
    await api('PUT', '/warehouses/EAST', { name: 'East', timeZone: 'America/New_York', currency: 'USD' })
    await api('PUT', '/locations/A-01-1', { kind: 'pick', pickSequence: 1 })
    for (const code of ['DOCK-1', 'DOCK-2']) await api('PUT', `/locations/${code}`, { kind: 'dock', warehouse: 'EAST' })
    await api('PUT', `/users/${PICKER.badge}`, { name: 'Maria', roles: ['picker'], pin: PICKER.pin })
    await api('PUT', `/users/${RECEIVER.badge}`, { name: 'Ed', roles: ['receiver'], pin: RECEIVER.pin })
    id = await packedTransfer()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  /** Three cases picked: two stand in a carton, one in the lane. */
  async function packedTransfer(): Promise<string> {
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
            occurredAt: new Date().toISOString(),
            payload,
          },
        ],
      })
    const goods = { sku: 'OAT-500', lot: 'L2417' }
    await push(1, 'receive', { ...goods, quantity: 48, location: 'A-01-1' })
    const transfer = await api<{ id: string }>('POST', '/transfers', {
      to: 'EAST',
      reference: 'TR-1',
      lines: [{ sku: 'OAT-500', quantity: 36 }],
    })
    const { tasks } = await api<{ tasks: { id: string }[] }>('POST', `/orders/${transfer.id}/release`)
    await push(2, 'pick', { ...goods, taskId: tasks[0]?.id, location: 'A-01-1', quantity: 36 })
    await push(3, 'pack', { orderId: transfer.id, sscc: SSCC, lines: [{ ...goods, quantity: 24, from: 'STAGING' }] })
    return transfer.id
  }

  const handheld = async (who: typeof PICKER & { warehouse?: string }): Promise<FloorPage> =>
    openFloorPage(await newOnlineContext(browser, { viewport: { width: 360, height: 640 } }), server, api, who)
  const read = () =>
    api<{ state: string; goods: { sent: number; received: number }[]; units: { receivedAt: string | null }[] }>(
      'GET',
      `/transfers/${id}`,
    )

  it('is shipped in one warehouse and received in the other by scan', async () => {
    const out = await handheld(PICKER)
    await out.press(/^Ship/)
    await out.sees('TR-1 · East')
    await out.scan('ORD:TR-1', () => out.asks('Scan the next carton'))
    await out.scan(`]C100${SSCC}`, () => out.asks('Scan the carrier label, or ship'))
    await out.press('Ship TR-1')
    await out.sees('TR-1 shipped')
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ goods: [{ sent: 36, received: 0 }], units: [{}] })

    const into = await handheld(RECEIVER)
    await into.press(/^In transit/)
    await into.asks('Scan the dock')
    await into.scan('LOC:DOCK-2', () => into.asks('Scan a pallet, carton or item'))
    await into.sees('TR-1 from MAIN')
    await into.scan(`]C100${SSCC}`, () => into.asks(/24 received/))
    await into.scan(LABEL, () => into.asks('How many came?'))
    await into.press(/^C$|Clear|⌫/)
    await into.press(/^1$/)
    await into.press(/^1$/)
    await into.press('Receive 11')
    await into.asks(/11 received/)
    await into.press(/Nothing more/)
    await into.sees('1 unit has not come')
    await into.press('This was all')
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ state: 'open', goods: [{ sent: 36, received: 35 }] })
    const types = async () => {
      const { items } = await api<{ items: { type: string }[] }>('GET', '/exceptions?state=open&warehouse=EAST')
      return items.map(({ type }) => type)
    }
    await expect.poll(types, { timeout: 20_000 }).toEqual(['transfer-differs'])
    const { items: stock } = await api<{ items: { location: string; quantity: number }[] }>(
      'GET',
      '/stock?sku=OAT-500&warehouse=EAST',
    )
    expect(Object.fromEntries(stock.map(({ location, quantity }) => [location, quantity]))).toEqual({
      [SSCC]: 24,
      'DOCK-2': 11,
    })
    expect([...out.faults, ...into.faults]).toEqual([])
    expect(await server.findings()).toEqual([])
  })
})
