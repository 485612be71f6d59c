/** The office's side of returns: announced, looked up, listed by what waits for whom, proven, and judged by figures. */
import { unzipSync } from 'fflate'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { pagesOf } from '../support/pdf-text.ts'
import { enrolDevice, type Floor, feedSettled, ok, openFloor, pullAll, signInWorker } from './floor.ts'
import { type ReturnsFloor, returnsFloor } from './returns-floor.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

interface Shipped {
  items: {
    orderId: string
    externalId: string
    channel: string
    customer: { id: string; name: string }
    returnId: string | null
    lines: { sku: string; lot: string | null; shipped: number; returned: number }[]
  }[]
}

/** One white pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)

for (const dialect of EDGE_DIALECTS) {
  describe(`the office's returns on ${dialect}`, () => {
    let floor: Floor
    let returns: ReturnsFloor

    beforeAll(async () => {
      floor = await openFloor(dialect)
      returns = await returnsFloor(floor)
      const terms = { name: 'BigMart', kind: 'retail', priority: 2, drawsShared: true, buffer: 0 }
      await ok(floor.server, 'PUT', '/channels/bigmart', terms)
    })
    afterAll(() => floor.close())
    afterEach(() => floor.cleanAudit())

    const pulled = async (server: Floor['server'], cursor?: string) => {
      await feedSettled(server)
      return pullAll(server, cursor)
    }

    const sold = async (over: Record<string, unknown> = {}, item: Record<string, unknown> = {}) => {
      const sku = await floor.item({ standardCost: { amount: 400, currency: 'USD' }, ...item })
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 30, bin, 20, { supplier: 'Mill' })
      return { sku, bin, order: await returns.shipped(sku, 10, over) }
    }

    it('announces a return once for its reference', async () => {
      const { sku, order } = await sold()
      const reference = `RMA-${v7()}`
      const body = {
        channel: 'shop',
        reference,
        orderExternalId: order.externalId,
        lines: [{ sku, quantity: 4, reason: 'unwanted' }],
      }
      const first = await floor.server.call<{ id: string }>('POST', '/returns', body)
      expect(first.status).toBe(201)
      const again = await floor.server.call<{ id: string }>('POST', '/returns', body)
      expect(again).toMatchObject({ status: 200, body: { id: first.body.id } })
      const other = { ...body, lines: [{ sku, quantity: 5, reason: 'unwanted' }] }
      expect(await floor.server.call('POST', '/returns', other)).toMatchObject({
        status: 409,
        body: { code: 'return-differs' },
      })
      expect(await returns.read(first.body.id)).toMatchObject({
        state: 'expected',
        blind: false,
        customer: { name: 'Ada' },
        waitingFor: ['customer'],
        units: { expected: 4 },
        lines: [{ sku, expected: 4, lots: [{ lot: 'L1', quantity: 10 }] }],
      })
    })

    it('is found by words of its order, its reference and its customer, in any capitals', async () => {
      const { sku, order } = await sold()
      const reference = `RMA-50%-${v7()}`
      const { id } = await returns.announce({
        reference,
        orderExternalId: order.externalId,
        lines: [{ sku, quantity: 1, reason: 'unwanted' }],
      })
      const found = async (search: string) => (await returns.list({ search })).map((one) => one.id)
      expect(await found(order.externalId.toUpperCase())).toEqual([id])
      expect(await found(`ada ${reference.slice(-12)}`)).toEqual([id])
      expect(await found('50%')).toEqual([id])
      expect(await found(`ada ${reference}x`)).toEqual([])
      expect(await found('50_')).toEqual([])
    })

    it('warns of more than can come back, and takes it all the same', async () => {
      const { sku, order } = await sold()
      const lines = [{ sku, quantity: 11, reason: 'unwanted' }]
      const more = await returns.announce({ orderExternalId: order.externalId, lines })
      expect(more.warnings).toHaveLength(1)
      const unknown = await returns.announce({ orderExternalId: 'NOBODY', lines })
      expect(unknown.warnings).toEqual(['Order NOBODY is not known here.'])
    })

    it('refuses what it cannot mean', async () => {
      const { sku } = await sold()
      const line = { sku, quantity: 1, reason: 'unwanted' }
      const cases: [Record<string, unknown>, string][] = [
        [{ channel: 'nowhere', lines: [line] }, 'channel'],
        [{ channel: 'shop', lines: [] }, 'lines'],
        [{ channel: 'shop', lines: [{ ...line, sku: 'NO-SUCH' }] }, 'lines[0].sku'],
        [{ channel: 'shop', lines: [{ ...line, quantity: 0 }] }, 'lines[0].quantity'],
        [{ channel: 'shop', lines: [line], chargeback: { category: 'vibes' } }, 'chargeback.category'],
      ]
      for (const [body, field] of cases)
        expect(await floor.server.call('POST', '/returns', body), field).toMatchObject({ status: 422, body: { field } })
      const picker = await floor.server.token('picker')
      const body = { channel: 'shop', lines: [line] }
      expect((await floor.server.call('POST', '/returns', body, { token: picker })).status).toBe(403)
    })

    it('takes goods in against the announced return of their order', async () => {
      const { sku, order } = await sold()
      const { id } = await returns.announce({
        orderExternalId: order.externalId,
        lines: [{ sku, quantity: 3, reason: 'unwanted' }],
      })
      await returns.receive(sku, 'L1', 2, { orderExternalId: order.externalId })
      expect(await returns.read(id)).toMatchObject({
        state: 'received',
        units: { expected: 1, received: 2, uninspected: 2 },
      })
      await returns.inspect(sku, 'L1', 2, 'restock')
      expect(await returns.read(id)).toMatchObject({ state: 'expected', waitingFor: ['customer'] })
      const closed = await ok<{ state: string }>(floor.server, 'POST', `/returns/${id}/close`, {
        note: 'Keeps the rest',
      })
      expect(closed.state).toBe('closed')
      const { result } = await returns.receive(sku, 'L1', 2, { returnId: id })
      expect(result.exceptions.map(({ type }) => type)).toEqual(['over-return'])
      expect((await returns.read(id)).state).toBe('received')
    })

    it('tells handhelds what is expected and what is to be inspected, and no more', async () => {
      const { sku, order } = await sold()
      const { cursor } = await pulled(floor.server)
      const { id } = await returns.announce({
        orderExternalId: order.externalId,
        lines: [{ sku, quantity: 2, reason: 'unwanted' }],
      })
      const { id: goods } = await returns.receive(sku, 'L1', 2, { returnId: id })
      const during = await pulled(floor.server, cursor)
      expect(during.changes.find(({ table }) => table === 'returnLines')?.value).toMatchObject({
        lots: [{ lot: 'L1' }],
      })
      expect(during.changes.filter(({ table }) => table === 'returns').at(-1)?.value).toMatchObject({
        state: 'received',
      })
      const snapshot = (await pulled(floor.server)).changes
      expect(snapshot.find(({ key }) => key === goods)?.value).toMatchObject({ quantity: 2, inspected: 0, lot: 'L1' })
      expect(snapshot.find(({ key }) => key === id)).toBeDefined()
      await returns.inspect(sku, 'L1', 2, 'scrap', { returned: goods })
      const after = await pulled(floor.server, during.cursor)
      for (const key of [goods, id]) expect(after.changes.filter((one) => one.key === key).at(-1)?.value).toBeNull()
      const left = (await pulled(floor.server)).changes
      expect(left.filter(({ key }) => [goods, id].includes(key) || key.startsWith(id))).toEqual([])
    })

    it('finds what was shipped by whatever can be scanned', async () => {
      const { sku, order } = await sold()
      await returns.receive(sku, 'L1', 3, { orderExternalId: order.externalId })
      const find = (query: Record<string, string>) =>
        ok<Shipped>(floor.server, 'GET', `/returns/lookup?${new URLSearchParams(query)}`)
      const queries = [
        { scan: order.externalId },
        { scan: order.id },
        { scan: `T-${order.externalId}` },
        { sku },
        { sku, lot: 'L1' },
      ]
      for (const query of queries)
        expect((await find(query)).items, JSON.stringify(query)).toMatchObject([
          {
            orderId: order.id,
            channel: 'shop',
            customer: { name: 'Ada' },
            lines: [{ sku, lot: 'L1', shipped: 10, returned: 3 }],
          },
        ])
      expect((await find({ scan: 'NOTHING' })).items).toEqual([])
      expect((await floor.server.call('GET', '/returns/lookup')).status).toBe(422)
      const picker = await floor.server.token('picker')
      expect((await floor.server.call('GET', `/returns/lookup?sku=${sku}`, undefined, { token: picker })).status).toBe(
        200,
      )
    })

    it('lists what waits for whom, with its age and worth', async () => {
      const { sku, order } = await sold()
      await returns.receive(sku, 'L1', 5, { orderExternalId: order.externalId })
      await returns.inspect(sku, 'L1', 2, 'keep', { note: 'Smells odd' })
      const one = await returns.ofOrder(order.externalId)
      expect(one).toMatchObject({
        waitingFor: ['inspector', 'supervisor'],
        value: { amount: 2_000, currency: 'USD' },
        units: { uninspected: 3, waiting: 2 },
      })
      expect(one.ageSeconds).toBeLessThan(600)
      const ids = async (filter: Record<string, string>) => (await returns.list(filter)).map(({ id }) => id)
      expect(await ids({ waitingFor: 'supervisor' })).toContain(one.id)
      expect(await ids({ waitingFor: 'documents' })).not.toContain(one.id)
      expect(await ids({ state: 'open', channel: 'shop' })).toContain(one.id)
      expect(await ids({ channel: 'bigmart' })).not.toContain(one.id)
      expect(await ids({ state: 'closed' })).not.toContain(one.id)
      const paged = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query = new URLSearchParams({ limit: '2', cursor })
        const page: { items: { id: string }[]; next: string | null } = await ok(
          floor.server,
          'GET',
          `/returns?${query}`,
        )
        paged.push(...page.items.map(({ id }) => id))
        cursor = page.next
      }
      expect(paged).toEqual(await ids({}))
    })

    it('collects the evidence of what the floor scanned, as records, document and archive', async () => {
      await enrolDevice(floor.server, 'HH-EVIDENCE')
      const worker = await signInWorker(floor.server, 'HH-EVIDENCE', ['inspector'])
      const { sku, order } = await sold({ channel: 'bigmart' })
      const chargeback = {
        reference: 'CB/77',
        category: 'damage',
        code: 'BM-12',
        amount: { amount: 9_900, currency: 'USD' },
        disputeBy: soon(9),
      }
      const lines = [{ sku, quantity: 4, reason: 'refused' }]
      const { id } = await returns.announce({
        channel: 'bigmart',
        orderExternalId: order.externalId,
        lines,
        chargeback,
      })
      await returns.receive(sku, 'L1', 4, {
        channel: 'bigmart',
        returnId: id,
        orderExternalId: order.externalId,
        reason: 'refused',
      })
      const sha256 = await storePhoto(PNG)
      const pending = 'c'.repeat(64)
      await returns.inspect(sku, 'L1', 4, 'rework', {
        photos: [sha256, pending],
        condition: 'packaging',
        note: 'Łódź carton torn',
      })
      const evidence = await ok<{
        steps: { what: string; lot: string }[]
        shipments: object[]
        allocations: object[]
        order: object
      }>(floor.server, 'GET', `/returns/${id}/evidence`)
      expect(evidence.steps.map(({ what, lot }) => `${what} ${lot}`)).toEqual([
        'pick L1',
        'ship L1',
        'returnReceive L1',
        'inspect L1',
      ])
      expect(evidence).toMatchObject({
        order: { externalId: order.externalId },
        allocations: [{ sku, lot: 'L1', quantity: 10, picked: 10 }],
        shipments: [{ trackingNumber: `T-${order.externalId}` }],
        asn: null,
        return: {
          photos: [
            { sha256, stored: true, type: 'image/png', from: 'inspection' },
            { sha256: pending, stored: false },
          ],
        },
      })
      const pdf = await file(`/returns/${id}/evidence?format=pdf`)
      expect(pdf.type).toBe('application/pdf')
      const text = (await pagesOf(pdf.bytes)).join('\n')
      for (const words of ['CB/77', 'damage, BM-12', '99.00 USD', order.externalId, 'Came back', sha256, 'Łódź'])
        expect(text).toContain(words)
      const zip = unzipSync((await file(`/returns/${id}/evidence?format=zip`)).bytes)
      expect(Object.keys(zip).sort()).toEqual(['evidence.json', 'evidence.pdf', `photos/${sha256}.png`])
      expect(Buffer.from(zip[`photos/${sha256}.png`] ?? []).equals(PNG)).toBe(true)
      expect((await floor.server.call('GET', `/returns/${v7()}/evidence`)).status).toBe(404)
      expect(
        (await floor.server.call('GET', `/returns/${id}/evidence`, undefined, { token: worker.token })).status,
      ).toBe(403)
    })

    const file = async (path: string) => {
      const headers = { authorization: `Bearer ${floor.server.adminToken}` }
      const response = await floor.server.fetch(new Request(`http://test/api/v1${path}`, { headers }))
      expect(response.status).toBe(200)
      return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
    }

    async function storePhoto(bytes: Buffer): Promise<string> {
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
      const sha256 = Buffer.from(digest).toString('hex')
      const headers = { authorization: `Bearer ${floor.server.adminToken}` }
      const url = `http://test/api/v1/attachments/${sha256}`
      const response = await floor.server.fetch(
        new Request(url, { method: 'PUT', headers, body: new Uint8Array(bytes) }),
      )
      expect(response.status).toBe(201)
      return sha256
    }

    it('reckons rates, dispositions and hours by any group and period', async () => {
      const { sku, order } = await sold()
      await returns.receive(sku, 'L1', 4, { orderExternalId: order.externalId, reason: 'unwanted' })
      for (const [hours, quantity, disposition] of [
        [6, 3, 'restock'],
        [2, 1, 'scrap'],
      ] as const) {
        floor.clock.offset += hours * 3_600_000
        const occurredAt = new Date(Date.now() + floor.clock.offset).toISOString()
        const payload = { sku, lot: 'L1', location: returns.cage, quantity, condition: 'new', disposition }
        await floor.stream.push('inspect', payload, { occurredAt })
      }
      const own = async (query: Record<string, string>) =>
        (await returns.figures(query)).filter((row) => row.sku === sku)
      expect(await own({ groupBy: 'sku,channel,supplier' })).toMatchObject([
        {
          channel: 'shop',
          supplier: 'Mill',
          shipped: 10,
          returned: 4,
          rate: 0.4,
          dispositions: { restock: 3, scrap: 1, rework: 0 },
          waiting: 0,
          scrapped: { amount: 400 },
        },
      ])
      const [{ hours } = { hours: null }] = await own({ groupBy: 'sku' })
      expect(hours?.median).toBeCloseTo(6, 0)
      expect(hours?.mean).toBeCloseTo(6.5, 0)
      expect(await own({ groupBy: 'sku', from: soon(30) })).toEqual([])
      expect((await own({ groupBy: 'sku', from: soon(-2), to: soon(2) })).length).toBe(1)
      for (const query of ['groupBy=sku,sku', 'groupBy=colour', 'from=2026-01-02&to=2026-01-01'])
        expect((await floor.server.call('GET', `/returns/figures?${query}`)).status, query).toBe(422)
    })

    it('keeps its settings, checked, and tells handhelds', async () => {
      const { cursor } = await pulled(floor.server)
      const standard = await ok<{ reasons: object[]; scrapLimit: number }>(floor.server, 'GET', '/settings/returns')
      expect(standard).toMatchObject({ scrapLimit: 50_000 })
      const changed = { ...standard, scrapLimit: 1_000 }
      expect(await ok(floor.server, 'PUT', '/settings/returns', changed)).toEqual(changed)
      const { changes } = await pulled(floor.server, cursor)
      expect(changes).toMatchObject([{ table: 'settings', key: 'returns', value: { value: { scrapLimit: 1_000 } } }])
      expect((await pulled(floor.server)).changes.filter(({ table }) => table === 'settings')).toHaveLength(1)
      for (const [body, field] of [
        [{ ...standard, reasons: [] }, 'reasons'],
        [{ ...standard, scrapLimit: -1 }, 'scrapLimit'],
        [{ ...standard, rules: [{ disposition: 'burn' }] }, 'rules[0].disposition'],
        [{ ...standard, conditions: [{ code: 'New!', label: 'New' }] }, 'conditions[0].code'],
      ] as const)
        expect(await floor.server.call('PUT', '/settings/returns', body), field).toMatchObject({
          status: 422,
          body: { field },
        })
      const picker = await floor.server.token('picker')
      expect((await floor.server.call('PUT', '/settings/returns', standard, { token: picker })).status).toBe(403)
      await ok(floor.server, 'PUT', '/settings/returns', standard)
    })
  })
}
