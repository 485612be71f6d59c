/** A recall in one action: what is affected is held, whoever has it is named, and the figures are those worked out by hand. */
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { pagesOf } from '../support/pdf-text.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'
import { FOREIGN, FORMULA, type Story, tellStory } from './recall-story.ts'

interface LotName {
  sku: string
  lot: string
}

interface RecallBody {
  id: string
  reason: string
  drill: boolean
  by: string
  supplierLot: string | null
  startedAt: string
  tookMs: number
  found: Record<string, number> | null
  lots: (LotName & { name: string; depth: number; held: boolean })[]
  backward: {
    lots: (LotName & { depth: number })[]
    suppliers: {
      supplier: string
      lots: (LotName & { supplierLot: string; reference: string | null; quantity: number })[]
    }[]
  }
  quantities: Record<string, number>
  perLot: (LotName & { onHand: number; inTransit: number; shipped: number; returned: number; scrapped: number })[]
  consignees: {
    channel: string
    customers: {
      id: string
      name: string
      quantity: number
      returned: number
      orders: { id: string; externalId: string; quantity: number; returned: number; shippedAt: string }[]
    }[]
  }[]
  holds: LotName[]
}

describe.each(EDGE_DIALECTS)('a recall on %s', (dialect) => {
  let floor: Floor
  let story: Story
  beforeAll(async () => {
    floor = await openFloor(dialect)
    story = await tellStory(floor)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const recall = (body: Record<string, unknown>) =>
    ok<RecallBody>(floor.server, 'POST', '/recalls', { reason: 'Metal found', ...body })
  const drill = (...lots: LotName[]) => recall({ lots, drill: true })
  const names = (lots: readonly LotName[]) => lots.map(({ lot }) => lot).sort()
  const read = (id: string) => ok<RecallBody>(floor.server, 'GET', `/recalls/${id}`)
  const holdOf = async ({ sku, lot }: LotName) => (await floor.lot(sku, lot))?.holdReason ?? null
  const release = (lots: readonly LotName[]) =>
    Promise.all(lots.map(({ sku, lot }) => ok(floor.server, 'POST', `/lots/${sku}/${lot}/release`)))
  const file = (id: string, query: Record<string, string>) =>
    floor.server.fetch(
      new Request(`http://test/api/v1/recalls/${id}/notifications?${new URLSearchParams(query)}`, {
        headers: { authorization: `Bearer ${floor.server.adminToken}` },
      }),
    )
  const csvOf = async (id: string, query: Record<string, string> = {}) => {
    const bytes = Buffer.from(await (await file(id, { format: 'csv', ...query })).arrayBuffer())
    return parse(bytes, { columns: true, bom: true }) as Record<string, string>[]
  }

  describe('of flour that became bread and packs', () => {
    it('reaches what was made of it, nearest first, and what went in and from whom', async () => {
      const found = await drill(story.lots.F1)
      expect(found.lots.map(({ lot, depth, held, name }) => [lot, depth, held, name])).toEqual([
        ['F1', 0, false, 'Flour'],
        ['D1', 1, false, 'Dough'],
        ['B1', 2, false, 'Bread'],
        ['B2', 2, false, 'Bread'],
        ['P1', 3, false, 'Bread, 6 loaves'],
      ])
      expect(found.backward.lots).toEqual([])
      expect(
        found.backward.suppliers.map(({ supplier, lots }) => [
          supplier,
          lots.map(({ lot, quantity, supplierLot, reference }) => [lot, quantity, supplierLot, reference]),
        ]),
      ).toEqual([
        [
          'Mill',
          [
            ['F1', 100, 'S-77', 'BOL-1'],
            ['F1', 25, 'S-77', null],
          ],
        ],
        ['Coop', [['F1', 50, 'S-78', 'PO-9']]],
      ])
    })

    it('says how much of it is where', async () => {
      const { quantities, perLot } = await drill(story.lots.F1)
      expect(quantities).toEqual({ onHand: 119, inTransit: 3, shipped: 52, returned: 5, scrapped: 4 })
      const figures = perLot.map(({ lot, onHand, inTransit, shipped, returned, scrapped }) => [
        lot,
        { onHand, inTransit, shipped, returned, scrapped },
      ])
      expect(Object.fromEntries(figures)).toEqual({
        F1: { onHand: 85, inTransit: 0, shipped: 10, returned: 0, scrapped: 0 },
        D1: { onHand: 0, inTransit: 0, shipped: 0, returned: 0, scrapped: 0 },
        B1: { onHand: 10, inTransit: 0, shipped: 16, returned: 0, scrapped: 4 },
        B2: { onHand: 10, inTransit: 3, shipped: 5, returned: 0, scrapped: 0 },
        P1: { onHand: 14, inTransit: 0, shipped: 21, returned: 5, scrapped: 0 },
      })
    })

    it('names every consignee: by channel, customer and order, without what was undone', async () => {
      const { ada, grocer, adaAgain, evil, direct, unknown } = story.orders
      const { consignees } = await drill(story.lots.F1)
      const said = consignees.map(({ channel, customers }) => [
        channel,
        customers.map(({ id, name, quantity, returned, orders }) => ({
          id,
          name,
          quantity,
          returned,
          orders: orders.map((order) => [order.id, order.externalId, order.quantity, order.returned]),
        })),
      ])
      expect(said).toEqual([
        [
          'retail',
          [
            { id: '', name: 'Not known', quantity: 4, returned: 0, orders: [[unknown, 'X-1', 4, 0]] },
            { id: 'C2', name: FOREIGN, quantity: 11, returned: 0, orders: [[grocer.id, grocer.externalId, 11, 0]] },
          ],
        ],
        [
          'shop',
          [
            { id: 'C3', name: FORMULA, quantity: 5, returned: 3, orders: [[evil.id, '-D+1', 5, 3]] },
            {
              id: 'C1',
              name: 'Ada',
              quantity: 22,
              returned: 2,
              orders: [
                [ada.id, ada.externalId, 10, 0],
                [adaAgain.id, adaAgain.externalId, 12, 2],
              ],
            },
          ],
        ],
        [
          'wholesale',
          [{ id: 'C4', name: 'Baker', quantity: 10, returned: 0, orders: [[direct.id, direct.externalId, 10, 0]] }],
        ],
      ])
    })

    it('dates an order by its last shipment that was not undone', async () => {
      const { consignees } = await drill(story.lots.B1)
      const grocer = consignees.flatMap(({ customers }) => customers).find(({ id }) => id === 'C2')
      const shipments = await floor.movements({ order: story.orders.grocer.id })
      const last = shipments
        .filter(({ to }) => to.location === '@customer')
        .map(({ occurredAt }) => occurredAt)
        .at(-1)
      expect(grocer?.orders[0]?.shippedAt).toBe(last)
    })
  })

  it('of dough goes back to flour and salt, and forward from there', async () => {
    const found = await drill(story.lots.D1)
    expect(names(found.lots)).toEqual(['B1', 'B2', 'D1', 'P1'])
    expect(found.backward.lots.map(({ lot, depth }) => [lot, depth]).sort()).toEqual([
      ['F1', 1],
      ['S1', 1],
    ])
    expect(found.backward.suppliers.map(({ supplier }) => supplier)).toEqual(['Mill', 'Coop', 'Sea'])
    expect(found.quantities).toEqual({ onHand: 34, inTransit: 3, shipped: 42, returned: 5, scrapped: 4 })
  })

  it('of several lots tells each once, and one that nobody has met as well', async () => {
    const found = await drill(story.lots.B1, story.lots.P1, story.lots.B1, { sku: story.items.bread, lot: 'NOT-MET' })
    expect(names(found.lots)).toEqual(['B1', 'NOT-MET', 'P1'])
    expect(found.lots.filter(({ depth }) => depth === 0)).toHaveLength(3)
    expect(found.quantities).toMatchObject({ shipped: 37 })
  })

  it.each([
    'S-77',
    'S-78',
  ])('by the supplier lot %s, whether the lot came in under it first or later', async (supplierLot) => {
    const found = await recall({ supplierLot, drill: true })
    expect(found.supplierLot).toBe(supplierLot)
    expect(found.lots.filter(({ depth }) => depth === 0)).toMatchObject([story.lots.F1])
  })

  it('as a drill holds nothing, is timed, and is kept', async () => {
    const { id, tookMs, ...answer } = await drill(story.lots.F1)
    expect(answer).toMatchObject({ drill: true, reason: 'Metal found', by: 'test admin', holds: [] })
    expect(tookMs).toBeGreaterThanOrEqual(0)
    for (const lot of answer.lots) expect(await holdOf(lot)).toBeNull()
    const kept = { lots: 5, consignees: 5, onHand: 119, inTransit: 3, shipped: 52, returned: 5 }
    expect(await read(id)).toMatchObject({ id, tookMs, found: kept })
    const { items } = await ok<{ items: { id: string; drill: boolean; tookMs: number; lots: LotName[] }[] }>(
      floor.server,
      'GET',
      '/recalls?limit=1',
    )
    expect(items).toMatchObject([{ id, drill: true, tookMs, lots: [story.lots.F1], found: kept }])
  })

  it('takes the time of the clock that the server is given', async () => {
    let seconds = 0
    // Each look at the clock finds it a second later.
    Object.defineProperty(floor.clock, 'offset', { get: () => ++seconds * 1_000, configurable: true })
    const { tookMs } = await drill(story.lots.F1)
    Object.defineProperty(floor.clock, 'offset', { value: 0, writable: true })
    expect(tookMs).toBeGreaterThanOrEqual(1_000)
    expect(tookMs).toBeLessThan(seconds * 1_000)
  })

  it('holds all that is affected in one commit, everywhere, until each is released', async () => {
    const order = await floor.order(story.items.pack, 3)
    await floor.release(order.id)
    const { id, lots, holds } = await recall({ lots: [story.lots.F1] })
    expect(names(holds)).toEqual(['B1', 'B2', 'D1', 'F1', 'P1'])
    expect(lots.every(({ held }) => held)).toBe(true)
    for (const lot of lots) {
      expect(await holdOf(lot)).toBe('Metal found')
      expect(await floor.inventory(lot.sku)).toMatchObject({ sellable: 0 })
    }
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 0, committed: 3 }] })
    const trace = await ok<{ lot: { holds: { source: string }[] } }>(
      floor.server,
      'GET',
      `/lots/${story.items.pack}/P1/trace`,
    )
    expect(trace.lot.holds[0]).toMatchObject({ source: `recall ${id}`, by: 'test admin' })
    // What is made of it now is held with it, and counts as held through the recall.
    await floor.stream.push('transform', {
      kind: 'relabel',
      consumed: [{ ...story.lots.B1, location: 'A-01', quantity: 2 }],
      produced: [{ sku: story.items.bread, lot: 'B3', location: 'A-01', quantity: 2 }],
    })
    const later = await read(id)
    expect(names(later.holds)).toEqual(['B1', 'B2', 'B3', 'D1', 'F1', 'P1'])
    expect(later.found).toMatchObject({ lots: 5 })
    await release([story.lots.B2])
    expect(names((await read(id)).holds)).toEqual(['B1', 'B3', 'D1', 'F1', 'P1'])
    await release([story.lots.F1, story.lots.D1, story.lots.B1, story.lots.P1])
    const after = await read(id)
    expect(after.holds).toEqual([])
    expect(after.lots.some(({ held }) => held)).toBe(false)
    await ok(floor.server, 'POST', `/orders/${order.id}/cancel`)
  })

  it('keeps a lot held that a person holds too', async () => {
    await ok(floor.server, 'POST', `/lots/${story.items.salt}/S1/hold`, { reason: 'Wet' })
    const { id } = await recall({ lots: [story.lots.S1], reason: 'Glass found' })
    expect(await holdOf(story.lots.S1)).toBe('Wet')
    const { holds, lots } = await read(id)
    expect(names(holds)).toEqual(names(lots))
    await release(lots)
    expect(await holdOf(story.lots.S1)).toBeNull()
  })

  it('is begun once for each Idempotency-Key', async () => {
    const key = v7()
    const body = { lots: [story.lots.S1], reason: 'Glass found', drill: true }
    const asked = () => floor.server.call<RecallBody>('POST', '/recalls', body, { key })
    const [first, again] = [await asked(), await asked()]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    const { items } = await ok<{ items: { reason: string }[] }>(floor.server, 'GET', '/recalls?limit=1000')
    expect(items.filter(({ reason }) => reason === 'Glass found').length).toBe(2)
  })

  it('is refused whole, and nothing is held, where it cannot be understood', async () => {
    const before = (await ok<{ items: unknown[] }>(floor.server, 'GET', '/recalls?limit=1000')).items.length
    const asked = (body: Record<string, unknown>) =>
      floor.server.call<Problem>('POST', '/recalls', { reason: 'Metal', ...body })
    expect(await asked({ lots: [story.lots.F1, { sku: 'NO-SUCH', lot: 'L1' }] })).toMatchObject({ status: 404 })
    expect(await asked({ supplierLot: 'NEVER-CAME' })).toMatchObject({ status: 404, body: { field: 'supplierLot' } })
    for (const body of [
      {},
      { lots: [] },
      { lots: [story.lots.F1], supplierLot: 'S-77' },
      { lots: [{ sku: 'A', lot: '' }] },
    ])
      expect(await asked(body)).toMatchObject({ status: 422 })
    expect(await asked({ lots: [story.lots.F1], reason: '' })).toMatchObject({ status: 422, body: { field: 'reason' } })
    expect(await holdOf(story.lots.F1)).toBeNull()
    expect((await ok<{ items: unknown[] }>(floor.server, 'GET', '/recalls?limit=1000')).items).toHaveLength(before)
    expect(await floor.server.call('GET', `/recalls/${v7()}`)).toMatchObject({ status: 404 })
    expect(await floor.server.call('GET', `/recalls/${v7()}/notifications`)).toMatchObject({ status: 404 })
  })

  it('belongs to supervisors, planners and admins', async () => {
    const body = { lots: [story.lots.F1], reason: 'Drill', drill: true }
    for (const role of ['picker', 'receiver', 'inspector'] as const) {
      const token = await floor.server.token(role)
      expect(await floor.server.call('POST', '/recalls', body, { token })).toMatchObject({ status: 403 })
    }
    for (const role of ['supervisor', 'planner'] as const) {
      const token = await floor.server.token(role)
      expect((await floor.server.call('POST', '/recalls', body, { token })).status).toBe(201)
    }
  })

  describe('tells whom to notify', () => {
    it('as CSV: each order and lot, and how to reach the customer', async () => {
      const { id } = await drill(story.lots.F1)
      const answer = await file(id, { format: 'csv' })
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(answer.headers.get('content-disposition')).toContain(`recall-${id}.csv`)
      const rows = await csvOf(id)
      expect(
        rows.map((row) => [row.Channel, row['Customer number'], row.Lot, row.Shipped, row.Returned, row.Outstanding]),
      ).toEqual([
        ['retail', '', 'P1', '4', '0', '4'],
        ['retail', 'C2', 'B1', '6', '0', '6'],
        ['retail', 'C2', 'B2', '5', '0', '5'],
        ['shop', 'C3', 'P1', '5', '3', '2'],
        ['shop', 'C1', 'B1', '10', '0', '10'],
        ['shop', 'C1', 'P1', '12', '2', '10'],
        ['wholesale', 'C4', 'F1', '10', '0', '10'],
      ])
      expect(rows.find((row) => row.Order === story.orders.ada.externalId)).toMatchObject({
        Customer: 'Ada',
        Item: story.items.bread,
        'Item name': 'Bread',
        'Shipped at': expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/),
        Recipient: 'Ada Lovelace',
        Street: '1 Mill Lane',
        City: 'Springfield',
        State: 'IL',
        ZIP: '62701',
        Phone: "'+1 555 0100",
      })
      expect(rows[1]?.Customer).toBe(FOREIGN)
    })

    it('of one channel only', async () => {
      const { id } = await drill(story.lots.F1)
      expect(new Set((await csvOf(id, { channel: 'shop' })).map((row) => row.Channel))).toEqual(new Set(['shop']))
      expect(await csvOf(id, { channel: 'nobody' })).toEqual([])
    })

    it('so that no spreadsheet takes a name for a formula', async () => {
      const { id } = await drill(story.lots.P1)
      const text = await (await file(id, { format: 'csv', channel: 'shop' })).text()
      for (const cell of parse(text, { bom: true }).flat() as string[]) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      const [evil] = await csvOf(id, { channel: 'shop' })
      expect(evil).toMatchObject({ Customer: `'${FORMULA}`, Order: "'-D+1", Shipped: '5' })
    })

    it('as a workbook with the same rows: instants as dates, quantities as numbers, names as they are', async () => {
      const { id } = await drill(story.lots.P1)
      const answer = await file(id, { format: 'xlsx' })
      expect(answer.headers.get('content-disposition')).toContain(`recall-${id}.xlsx`)
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(await answer.arrayBuffer())
      const [sheet] = book.worksheets
      const heads = sheet?.getRow(1).values as string[]
      const rows = await csvOf(id)
      expect(sheet?.rowCount).toBe(rows.length + 1)
      rows.forEach((row, nth) => {
        const cells = sheet?.getRow(nth + 2)
        const cellOf = (name: string) => cells?.getCell(heads.indexOf(name))
        expect(cellOf('Shipped')?.value).toBe(Number(row.Shipped))
        expect(cellOf('Shipped at')?.value).toEqual(new Date(row['Shipped at'] ?? ''))
        expect(cellOf('Customer')?.type).not.toBe(ExcelJS.ValueType.Formula)
        expect(cellOf('Customer')?.text).toBe(row.Customer?.replace(/^'(?=[=+@-])/, ''))
      })
      expect(rows.some(({ Customer }) => Customer === `'${FORMULA}`)).toBe(true)
    })

    it('as PDF: each channel on its pages, each customer by name, in whatever letters', async () => {
      const { id } = await drill(story.lots.F1)
      const answer = await file(id, { format: 'pdf' })
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const pages = await pagesOf(new Uint8Array(await answer.arrayBuffer()))
      expect(pages.map((page) => /DRILL: nothing is recalled. Recall notification: (\w+)/.exec(page)?.[1])).toEqual([
        'retail',
        'shop',
        'wholesale',
      ])
      const [retail = '', shop = '', wholesale = ''] = pages
      expect(retail).toContain('Reason: Metal found')
      expect(retail).toContain('2 customers were shipped 15 units; 0 came back, 15 are outstanding.')
      expect(retail).toContain(`${FOREIGN} (C2)`)
      expect(retail).toContain(`Lots: ${story.items.pack} lot P1, ${story.items.bread} lot B1`)
      expect(shop).toContain('2 customers were shipped 27 units; 5 came back, 22 are outstanding.')
      expect(shop).toContain(FORMULA)
      expect(shop).toContain('Ada Lovelace, 1 Mill Lane, Springfield IL 62701, +1 555 0100')
      expect(wholesale).toContain(story.orders.direct.externalId)
      expect(wholesale).toContain(`Recall ${id}`)
    })

    it('as PDF of nobody, where nobody has any', async () => {
      const { id } = await drill({ sku: story.items.bread, lot: 'NOT-MET' })
      const pages = await pagesOf(new Uint8Array(await (await file(id, { format: 'pdf' })).arrayBuffer()))
      expect(pages).toHaveLength(1)
      expect(pages[0]).toContain('Nobody was sent any of it')
    })
  })

  it('knows the customer of an order that is placed after its goods have left', async () => {
    const placed = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: 'X-1',
      channel: 'retail',
      customer: { id: 'C9', name: 'Late Grocer' },
      onShort: 'record',
      lines: [{ sku: story.items.pack, quantity: 4, unitPrice: { amount: 1, currency: 'USD' } }],
    })
    const { consignees } = await drill(story.lots.P1)
    const late = consignees.flatMap(({ customers }) => customers).find(({ id }) => id === 'C9')
    expect(late).toMatchObject({ name: 'Late Grocer', quantity: 4, orders: [{ id: placed.id, externalId: 'X-1' }] })
    await ok(floor.server, 'POST', `/orders/${placed.id}/cancel`)
  })
})
