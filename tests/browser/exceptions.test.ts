/**
 * The inbox in Chromium, against the production build and a real server process: each type of exception is raised by the floor
 * and settled on screen, one in its drawer or many at once, and what was refused is put right.
 */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { launchChromium, newOnlineContext } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const BADGE = 'QXW7KZ34PLMN56TRVB2HJD'
const SOON = { timeout: 10_000 }

interface Task {
  id: string
  sku: string
  lot: string
  location: string
  quantity: number
  lineId: string
}

/** Label of a field, and what is typed or chosen there. */
type Typed = Record<string, string>

describe('the inbox in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  const faults: string[] = []
  let made = 0

  function stream(deviceId = 'HH-1') {
    const streamId = v7()
    let seq = 0
    const envelope = (type: string, payload: object, over: object = {}) => ({
      id: v7(),
      seq: ++seq,
      v: 1,
      type,
      occurredAt: new Date().toISOString(),
      payload,
      ...over,
    })
    const send = (transactions: object[], over: object = {}) =>
      api('POST', '/sync/push', { deviceId, streamId, transactions, ...over })
    return {
      streamId,
      envelope,
      send,
      async push(type: string, payload: object, over: object = {}) {
        const sent = envelope(type, payload, over)
        await send([sent])
        return sent
      },
    }
  }
  let floor: ReturnType<typeof stream>

  async function item(over: object = {}): Promise<string> {
    const sku = `ITEM-${++made}`
    const cost = { amount: 250, currency: 'USD' }
    await api('PUT', `/items/${sku}`, {
      name: `Item ${made}`,
      rotation: 'fifo',
      lotTracked: true,
      standardCost: cost,
      ...over,
    })
    return sku
  }
  const receive = (sku: string, lot: string, quantity: number, location: string, over: object = {}) =>
    floor.push('receive', { sku, lot, quantity, location, ...over })
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

  async function released(sku: string, quantity: number) {
    const order = await api<{ id: string }>('POST', '/orders', {
      externalId: `WEB-${++made}`,
      channel: 'shop',
      customer: { id: 'C1', name: 'Ada' },
      lines: [{ sku, quantity, unitPrice: { amount: 499, currency: 'USD' } }],
      shipBy: '2999-01-01T00:00:00Z',
    })
    const { tasks, pickListId } = await api<{ tasks: Task[]; pickListId: string }>(
      'POST',
      `/orders/${order.id}/release`,
    )
    return { order, task: tasks[0] as Task, pickListId }
  }
  const pick = (task: Task, over: object = {}) => floor.push('pick', { ...task, taskId: task.id, ...over })

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    floor = stream()
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/channels/bronze', { name: 'Bronze', kind: 'dtc', priority: 9 })
    for (const code of ['A-01', 'A-02', 'A-03', 'A-04']) await api('PUT', `/locations/${code}`, { kind: 'pick' })
    await api('PUT', `/users/${BADGE}`, { name: 'Ruth Adler', roles: ['supervisor'], pin: '4711' })
    browser = await launchChromium()
    const context = await newOnlineContext(browser, { viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
    await enrolAtDesk(page, api, { badge: BADGE, pin: '4711' })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const drawer = () => page.getByRole('complementary')
  const dialog = () => page.getByRole('dialog')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const open = async (type: string, search: string) => {
    await page.goto(`${server.url}/office/exceptions?${new URLSearchParams({ type, search })}`)
    await page.getByRole('row').nth(1).getByRole('button').first().click(SOON)
    await drawer().getByRole('heading', { name: 'What can be done' }).waitFor(SOON)
  }

  async function fill(typed: Typed): Promise<void> {
    for (const [label, value] of Object.entries(typed)) {
      const field = dialog().getByLabel(label)
      await field.waitFor(SOON)
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: value })
      else await field.fill(value)
    }
  }

  /** Settles the one exception of this type that speaks of `search`, and sees on screen what was done. */
  async function settle(type: string, search: string, remedy: string | RegExp, typed: Typed, did: string | RegExp) {
    await open(type, search)
    await drawer().getByRole('button', { name: remedy }).first().click()
    await fill(typed)
    await dialog().getByRole('button', { name: remedy }).click()
    await drawer().getByRole('status').filter({ hasText: did }).first().waitFor(SOON)
  }
  const openOf = async (type: string, sku: string) =>
    (await api<{ items: object[] }>('GET', `/exceptions?${new URLSearchParams({ type, sku })}`)).items.length
  const WHY = { 'Why (kept with it)': 'Looked at on the spot' }

  const raised: [
    type: string,
    () => Promise<[search: string, remedy: string | RegExp, typed: Typed, did: string | RegExp]>,
  ][] = [
    [
      'negative-stock',
      async () => {
        const sku = await item()
        await floor.push('move', { sku, lot: 'L1', quantity: 5, from: 'A-03', to: 'A-02' })
        return [sku, 'Write it off', { Reason: 'Put in the wrong place' }, /5 of .* were added at A-03/]
      },
    ],
    [
      'rotation-bypassed',
      async () => {
        const sku = await item()
        await floor.push('receive', { sku, lot: 'OLD', quantity: 5, location: 'A-01' }, { occurredAt: daysAgo(9) })
        await receive(sku, 'NEW', 5, 'A-02')
        const { task } = await released(sku, 3)
        await pick(task, { lot: 'NEW', location: 'A-02' })
        return [sku, 'Swap for the older lot', {}, /3 of lot NEW are to be put back/]
      },
    ],
    [
      'held-lot-moved',
      async () => {
        const sku = await item()
        await receive(sku, 'BAD', 5, 'A-01')
        const { task } = await released(sku, 3)
        await api('POST', `/lots/${sku}/BAD/hold`, { reason: 'Foreign object' })
        await pick(task)
        return [sku, 'Stop the shipment', {}, /3 are to be put back/]
      },
    ],
    [
      'expired-lot-picked',
      async () => {
        const sku = await item()
        await receive(sku, 'OLD', 5, 'A-01', { expiresOn: daysAgo(3).slice(0, 10) })
        await receive(sku, 'NEW', 5, 'A-02')
        const { task } = await released(sku, 3)
        await pick(task, { lot: 'OLD', location: 'A-01' })
        return [sku, 'Have it put back', {}, /3 are to be put back/]
      },
    ],
    [
      'short-pick',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 10, 'A-01')
        const { task } = await released(sku, 8)
        await floor.push('shortPick', { ...task, taskId: task.id, found: 5, reason: 'missing' })
        await receive(sku, 'L2', 3, 'A-02')
        return [sku, 'Try to allocate again', {}, 'on a pick list again']
      },
    ],
    [
      'oversold',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 2, 'A-01')
        await api('POST', '/orders', {
          externalId: `AMZ-${++made}`,
          channel: 'shop',
          customer: { id: 'C1', name: 'Ada' },
          onShort: 'record',
          lines: [{ sku, quantity: 5, unitPrice: { amount: 499, currency: 'USD' } }],
        })
        return [sku, 'Cancel 3', WHY, /It was done/]
      },
    ],
    [
      'at-risk',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 10, 'A-01')
        await released(sku, 8)
        await floor.push('adjust', { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -5, reason: 'x' })
        return [sku, 'Backorder 3', WHY, /It was done/]
      },
    ],
    [
      'protection-short',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 10, 'A-01')
        await api('PUT', `/protections/${sku}/shop`, { quantity: 10 })
        await floor.push('adjust', { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -2, reason: 'x' })
        return [sku, 'Lower shop to 8', WHY, /It was done/]
      },
    ],
    [
      'unconfirmed-lot',
      async () => {
        const sku = await item()
        await receive(sku, 'LOT6', 5, 'A-01')
        await floor.push('move', { sku, lot: 'L0T6', quantity: 2, from: 'A-01', to: 'A-02' })
        return [sku, 'Merge into another lot', { 'It is really lot': 'LOT6', ...WHY }, /are of lot LOT6 now/]
      },
    ],
    [
      'lot-conflict',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 5, 'A-01', { expiresOn: '2999-01-01' })
        await receive(sku, 'L1', 5, 'A-02', { expiresOn: '2999-02-01' })
        return [sku, 'Correct the dates', { 'Expires on': '2999-02-01' }, /expires on 2999-02-01/]
      },
    ],
    [
      'count-variance',
      async () => {
        const sku = await item()
        await api('PUT', `/locations/C-${sku}`, { kind: 'pick' })
        await receive(sku, 'L1', 100, `C-${sku}`)
        const lines = [{ sku, lot: 'L1', status: 'available', quantity: 60 }]
        await floor.push('count', { location: `C-${sku}`, scope: 'location', lines })
        return [sku, 'Approve the count', { Reason: 'Stolen', ...WHY }, 'The ledger has what was counted.']
      },
    ],
    [
      'over-receipt',
      async () => {
        const sku = await item()
        const lines = [{ sku, quantity: 10 }]
        const { id } = await api<{ id: string }>('POST', '/receipts', { supplier: 'Mill', reference: 'PO-1', lines })
        await receive(sku, 'L1', 12, 'A-01', { receiptId: id })
        return [sku, 'Send the surplus back', { Units: '2' }, /2 left A-01 for the supplier/]
      },
    ],
    [
      'over-pick',
      async () => {
        const sku = await item()
        await api('PUT', `/locations/LANE-${sku}`, { kind: 'staging' })
        await receive(sku, 'L1', 10, 'A-01')
        const { task } = await released(sku, 3)
        await pick(task, { quantity: 5, to: `LANE-${sku}` })
        return [sku, 'Have it put back', {}, /2 at LANE-.* are to be put back/]
      },
    ],
    [
      'label-conflict',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 10, 'A-01')
        const { order, task } = await released(sku, 4)
        await pick(task)
        const lines = [{ sku, lot: 'L1', quantity: 2 }]
        for (const unit of [`BOX-A-${sku}`, `BOX-B-${sku}`])
          await floor.push('pack', { orderId: order.id, unit, sscc: '006141411234567890', lines })
        return [`BOX-B-${sku}`, 'Give it the right label', {}, /has no label now/]
      },
    ],
    [
      'over-shipment',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 5, 'A-01')
        const { order } = await released(sku, 3)
        await floor.push('ship', { orderId: order.id })
        return [order.id, 'Looked at', WHY, 'It was looked at.']
      },
    ],
    [
      'lease-conflict',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 5, 'A-01')
        const { task, pickListId } = await released(sku, 3)
        await api('POST', `/pick-lists/${pickListId}/lease`, { deviceId: 'HH-7' })
        await pick(task)
        return [sku, 'Looked at', WHY, 'It was looked at.']
      },
    ],
    [
      'unknown-reference',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 5, 'A-02', { receiptId: v7() })
        return [sku, 'Have it counted', {}, 'A count is asked for at A-02.']
      },
    ],
    [
      'stream-gap',
      async () => {
        const lost = stream()
        await lost.send([], { lost: { from: 1, to: 3 } })
        return [lost.streamId, 'Have it counted', { 'Location to count': 'A-04' }, 'A count is asked for at A-04.']
      },
    ],
    [
      'reversal-incomplete',
      async () => {
        const sku = await item()
        await receive(sku, 'L1', 5, 'A-01')
        const { order, task } = await released(sku, 3)
        const picked = await pick(task)
        await floor.push('ship', { orderId: order.id })
        await floor.push('reverse', { transaction: picked.id })
        return [sku, 'Looked at', WHY, 'It was looked at.']
      },
    ],
  ]

  it.each(raised.filter((_, nth) => IS_WHOLE || nth % 3 === 0))('settles %s', async (type, raise) => {
    const [search, remedy, typed, did] = await raise()
    // Of an order without an item the text names its number; it is found by its id on the server.
    const text = type === 'over-shipment' ? await orderName(search) : search
    await settle(type, text, remedy, typed, did)
    if (search.startsWith('ITEM-')) expect(await openOf(type, search)).toBe(0)
  })
  const orderName = async (id: string) => (await api<{ externalId: string }>('GET', `/orders/${id}`)).externalId

  it('settles unproven-author by an undo, and shows who could not be shown', async () => {
    const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
    const { token } = await api<{ token: string }>('POST', '/devices/enrol', { code, deviceId: 'HH-30' })
    const sku = await item()
    const device = stream('HH-30')
    const sent = device.envelope(
      'receive',
      { sku, lot: 'L1', quantity: 2, location: 'A-01' },
      { occurredAt: daysAgo(0.01) },
    )
    await fetch(`${server.url}/api/v1/sync/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ deviceId: 'HH-30', streamId: device.streamId, transactions: [sent] }),
    })
    await page.goto(`${server.url}/office/exceptions?type=unproven-author`)
    await press('Unproven author')
    await drawer().getByText('not proven').waitFor(SOON)
    await drawer()
      .getByText(/recorded without a network/)
      .waitFor()
    await press('Undo the transaction')
    await fill(WHY)
    await dialog().getByRole('button', { name: 'Undo the transaction' }).click()
    await drawer().getByText('The transaction was undone.').waitFor(SOON)
    expect(await api('GET', `/stock?sku=${sku}`)).toMatchObject({ items: [] })
  })

  it('asks for a disturbed count again, and keeps it open until that is made', async () => {
    const sku = await item()
    await api('PUT', `/locations/C-${sku}`, { kind: 'pick' })
    await receive(sku, 'L1', 10, `C-${sku}`)
    const { cursor } = await api<{ cursor: string }>('GET', '/sync/pull?limit=5000')
    const lines = [{ sku, lot: 'L1', status: 'available', quantity: 9 }]
    await stream('HH-2').push('move', { sku, lot: 'L1', quantity: 4, from: `C-${sku}`, to: 'A-04' }, { cursor })
    await stream('HH-3').push('count', { location: `C-${sku}`, scope: 'location', lines }, { cursor })
    await settle('count-disturbed', sku, 'Have it counted again', {}, /A count of .* is asked for/)
    await drawer().getByText('Counts of this place').waitFor()
    expect(await openOf('count-disturbed', sku)).toBe(1)
    const again = [{ sku, lot: 'L1', status: 'available', quantity: 6 }]
    await floor.push('count', { location: `C-${sku}`, scope: 'location', lines: again })
    await drawer()
      .getByText(/It closed by itself.*It was counted again/)
      .waitFor(SOON)
  })

  it('takes a refused transaction from its exception to where it is put right, field by field', async () => {
    const sku = await item()
    const sent = await floor.push('receive', { sku: 'TYPO', lot: 'L1', quantity: 4, location: 'A-01' })
    await open('refused-transaction', 'TYPO')
    await drawer().getByRole('link', { name: 'Mend or dismiss it' }).click()
    await drawer().getByText('There is no item TYPO').first().waitFor(SOON)
    await drawer().getByLabel('quantity').fill('0')
    await press('Resubmit')
    await drawer().getByText('payload.quantity: The quantity must be at least 1.').first().waitFor(SOON)
    await drawer().getByLabel('quantity').fill('4')
    await drawer().getByLabel('sku').fill('STILL-WRONG')
    await press('Resubmit')
    await drawer().getByText('Still refused: There is no item STILL-WRONG').waitFor(SOON)
    await drawer()
      .getByText(/by Ruth Adler/)
      .waitFor(SOON)
    await drawer().getByLabel('sku').fill(sku)
    await drawer().getByLabel('Note (kept with it)').fill('Read the label')
    await press('Resubmit')
    await drawer().getByText('It is posted.').waitFor(SOON)
    expect(await api('GET', `/stock?sku=${sku}`)).toMatchObject({ items: [{ quantity: 4 }] })
    const { items } = await api<{ items: { id: string }[] }>('GET', '/refused')
    expect(items.map(({ id }) => id)).not.toContain(sent.id)
  })

  it('dismisses with a reason what came twice, and its exception closes with it', async () => {
    const sku = await item()
    const twice = stream()
    const sent = await twice.push('receive', { sku, lot: 'L1', quantity: 2, location: 'A-01' })
    await twice.send([{ ...sent, id: v7() }])
    await open('sequence-reused', twice.streamId)
    await drawer().getByRole('link', { name: 'Mend or dismiss it' }).click()
    await drawer().getByRole('button', { name: 'As JSON' }).click(SOON)
    expect(await drawer().getByLabel('What it says').inputValue()).toContain(`"sku": "${sku}"`)
    await press('Dismiss…')
    expect(await dialog().getByRole('button', { name: 'Dismiss it' }).getAttribute('aria-disabled')).toBe('true')
    await fill({ 'Why (kept with it)': 'Sent twice' })
    await dialog().getByRole('button', { name: 'Dismiss it' }).click()
    await drawer().getByText('It was dismissed.').waitFor(SOON)
    expect(await openOf('sequence-reused', sku)).toBe(0)
  })

  it('settles many at once by the keyboard, and says which stayed', async () => {
    const skus = [await item(), await item(), await item()]
    for (const sku of skus) await receive(sku, 'L1', 5, 'A-02', { receiptId: v7() })
    await page.goto(`${server.url}/office/exceptions?type=unknown-reference`)
    await page.getByRole('row').nth(3).waitFor(SOON)
    for (let n = 0; n < 3; n++) {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
    }
    await page.getByText('3 exceptions selected').waitFor(SOON)
    await press('Looked at…')
    await fill(WHY)
    await dialog().getByRole('button', { name: 'Looked at' }).click()
    await dialog().getByText('3 exceptions settled').waitFor(SOON)
    await dialog().getByRole('button', { name: 'Close' }).click()
    await page.getByText('No exception is like that.').waitFor(SOON)
  })

  it('gives an exception to a person, and is found by that', async () => {
    const sku = await item()
    await receive(sku, 'L1', 5, 'A-02', { receiptId: v7() })
    await open('unknown-reference', sku)
    await press('I take it')
    await page.getByRole('row').filter({ hasText: sku }).getByText('Ruth Adler').waitFor(SOON)
    await page.keyboard.press('Escape')
    await page.getByLabel('Owner').selectOption({ label: 'Nobody' })
    await page.getByText('No exception is like that.').waitFor(SOON)
    await page.getByLabel('Owner').selectOption({ label: 'Ruth Adler' })
    await page.getByRole('row').filter({ hasText: sku }).waitFor(SOON)
  })

  it('leaves the ledger clean, and no page too wide', async () => {
    for (const width of [1280, 1024]) {
      await page.setViewportSize({ width, height: 768 })
      await page.goto(`${server.url}/office/exceptions`)
      await page.getByRole('row').nth(1).waitFor(SOON)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await server.findings()).toEqual([])
    expect(faults).toEqual([])
  })
})
