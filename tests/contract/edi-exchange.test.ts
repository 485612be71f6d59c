/** Files exchanged with a retailer: an order from its file to its invoice, how it is set up, and what is shown of it. */
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpEdi } from './edi-floor.ts'
import { type Floor, ok } from './floor.ts'
import { orderSet, type TradingPartner } from './trading-partner.ts'

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let retail: TradingPartner
  const { shipped } = setUpEdi(dialect, (given) => {
    ;({ floor, retail } = given)
  })

  it('takes an order from its file to its invoice', async () => {
    await retail.connect({ inventory: { everyHours: 24, changedEveryMinutes: 15 } })
    const a = await retail.listed(40)
    await floor.receive(a.sku, 'L0', 5, 'A-02', 9, { expiresOn: '2026-12-31' })
    const b = await retail.listed(3)
    await retail.figures()
    await retail.step()
    const [first] = retail.collect()
    expect(first).toMatchObject({ id: '846' })
    expect(first?.lines).toEqual(expect.arrayContaining([`LIN*1*VN*${a.listing}`, 'QTY*33*45*EA', 'QTY*33*3*EA']))

    retail.send(
      orderSet('PO-1', [
        [a.listing, 12, '9.25'],
        [b.listing, 5, '4.00'],
      ]),
    )
    await retail.step()
    const order = await retail.orderOf('PO-1')
    expect(order).toMatchObject({
      externalId: 'PO-1',
      lines: [
        { sku: a.sku, quantity: 12, committed: 12 },
        { sku: b.sku, quantity: 5, committed: 3, backordered: 2 },
      ],
    })
    const detail = await ok<Record<string, unknown>>(floor.server, 'GET', `/orders/${order?.id}`)
    expect(detail).toMatchObject({
      shipBy: '2027-01-20',
      customer: { id: '0042', name: 'Example Retail' },
      shipTo: { name: 'Central DC', address1: '1 Depot Road', city: 'Springfield', state: 'IL', zip: '62701' },
    })
    const answers = retail.collect()
    expect(answers.map(({ id }) => id).sort()).toEqual(['855', '997'])
    expect(answers.find(({ id }) => id === '997')?.lines).toEqual(['AK1*PO*10', 'AK2*850*0001', 'AK5*A', 'AK9*A*1*1*1'])
    expect(answers.find(({ id }) => id === '855')?.lines.filter((line) => /^(BAK|PO1|ACK)/.test(line))).toEqual([
      expect.stringMatching(/^BAK\*00\*AC\*PO-1\*20260105/),
      `PO1*1*12*EA*9.25*PE*VN*${a.listing}`,
      'ACK*IA*12*EA*068*20270120',
      `PO1*2*5*EA*4.00*PE*VN*${b.listing}`,
      'ACK*IA*3*EA*068*20270120',
      'ACK*IB*2*EA',
    ])
    expect(retail.left('done')).toHaveLength(1)
    expect(retail.left('in')).toEqual([])

    const { labels } = await shipped(order?.id ?? '', [
      [a.sku, 'L0', 5],
      [a.sku, 'L1', 7],
      [b.sku, 'L1', 3],
    ])
    await retail.step()
    const told = retail.collect()
    expect(told.map(({ id }) => id).sort()).toEqual(['810', '856'])
    const notice = told.find(({ id }) => id === '856')
    expect(notice?.lines).toEqual(
      expect.arrayContaining([
        'TD1*CTN25*3',
        'TD5**2*UPSN**GROUND',
        'REF*CN*1Z77',
        'N1*ST*Central DC*92*0042',
        'PRF*PO-1***20260105',
        ...labels.map((sscc) => `MAN*GM*00${sscc}`),
        `LIN*1*VN*${a.listing}*LT*L0`,
        `LIN*1*VN*${a.listing}*LT*L1`,
        'SN1*1*5*EA',
        'SN1*1*7*EA',
        'DTM*036*20261231',
        'DTM*036*20270630',
      ]),
    )
    expect(told.find(({ id }) => id === '810')?.lines).toEqual(
      expect.arrayContaining([
        `IT1*1*12*EA*9.25*PE*VN*${a.listing}`,
        `IT1*2*3*EA*4.00*PE*VN*${b.listing}`,
        'TDS*12300',
      ]),
    )

    for (const got of [...answers.filter(({ id }) => id !== '997'), ...told]) retail.acknowledge(got)
    await retail.step()
    const states = (await retail.documents('&direction=out')).map(({ set, state }) => `${set} ${state}`).sort()
    expect(states).toEqual(['810 accepted', '846 sent', '855 accepted', '856 accepted', '997 sent'])
    expect(retail.collect()).toEqual([])

    await retail.figures()
    floor.clock.offset += 16 * 60_000
    await retail.step()
    const [advice] = retail.collect()
    expect(advice?.lines).toEqual(expect.arrayContaining(['QTY*33*33*EA', 'QTY*33*0*EA']))
    await retail.step()
    expect(retail.collect()).toEqual([])
    expect(await retail.failures()).toEqual([])
  })

  describe('set up', () => {
    const put = (body: Record<string, unknown>) =>
      floor.server.call<{ code: string; detail: string; field: string }>('PUT', '/connectors/new-one', {
        kind: 'edi',
        channel: retail.id,
        settings: { name: 'Retail', us: { qualifier: 'ZZ', id: 'US' }, partner: { qualifier: 'ZZ', id: 'THEM' } },
        folders: retail.folders,
        ...body,
      })

    it.each([
      ['no folders', { folders: undefined }, 'invalid', /^settings\.folders: This is required\.$/],
      [
        'a folder that is not there',
        { folders: { in: '/nowhere/at/all', out: '/tmp' } },
        'folder-unusable',
        /folders\.in: \/nowhere\/at\/all does not exist/,
      ],
      ['a folder that is no whole path', { folders: { in: 'in', out: '/tmp' } }, 'invalid', /whole path/],
      ['one folder for both ways', { folders: { in: '/tmp', out: '/tmp' } }, 'invalid', /another place/],
      ['a profile without a partner', { settings: { name: 'Retail' } }, 'invalid', /settings\.us/],
    ])('says plainly what is wrong with %s', async (_name, body, code, detail) => {
      const reply = await put(body)
      expect(reply.status).toBe(422)
      expect(reply.body).toMatchObject({ code })
      expect(reply.body.detail).toMatch(detail)
    })

    it('lets no two partners share the folder in which files arrive', async () => {
      const reply = await put({})
      expect(reply).toMatchObject({ status: 409, body: { code: 'folder-taken', field: 'folders.in' } })
      expect(reply.body.detail).toContain(retail.id)
    })

    it('needs no credentials, and shows none', async () => {
      const { items } = await ok<{ items: Record<string, unknown>[] }>(floor.server, 'GET', '/connectors')
      const found = items.find(({ id }) => id === retail.id)
      expect(found).toMatchObject({
        kind: 'edi',
        state: 'on',
        settings: { folders: retail.folders, version: '004010' },
      })
      expect(found).not.toHaveProperty('credentials')
    })
  })

  it('is listed by page, kind, state and number, and each document is explained beside its text', async () => {
    const { listing } = await retail.listed(40)
    for (const number of ['PO-91', 'PO-92', 'PO-93']) retail.send(orderSet(number, [[listing, 1]]))
    await retail.step()
    const path = `/connectors/${retail.id}/documents`
    const first = await ok<{ items: { id: string; set: string }[]; next: string }>(
      floor.server,
      'GET',
      `${path}?limit=5`,
    )
    const second = await ok<{ items: { id: string }[]; next: string | null }>(
      floor.server,
      'GET',
      `${path}?limit=5&cursor=${encodeURIComponent(first.next)}`,
    )
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(9)
    expect(second.next).toBeNull()
    const found = await retail.documents('&number=PO-92')
    expect(found.map(({ set }) => set).sort()).toEqual(['850', '855'])
    const order = found.find(({ set }) => set === '850')
    const detail = await ok<{
      segments: { id: string; name: string; raw: string; elements: unknown[] }[]
      orderId: string
    }>(floor.server, 'GET', `${path}/${order?.id}`)
    expect(detail).toMatchObject({
      name: 'Purchase order PO-92 (850)',
      orderId: (await retail.orderOf('PO-92'))?.id,
      acknowledgement: { status: 'A', document: expect.any(String), at: expect.any(String) },
    })
    expect(detail.segments.find(({ id }) => id === 'PO1')).toMatchObject({
      name: 'Order line',
      raw: `PO1*1*1*EA*9.25**VN*${listing}`,
      elements: expect.arrayContaining([
        { ref: 'PO103', name: 'Unit', value: 'EA', means: 'each' },
        { ref: 'PO106', name: 'Item id qualifier', value: 'VN', means: "vendor's number" },
        { ref: 'PO107', name: 'Item id', value: listing, means: null },
      ]),
    })
    const refusals = [
      ['POST', `${path}/${order?.id}/resend`, 409],
      ['GET', `${path}/nothing`, 404],
      ['GET', `/connectors/nobody/documents`, 404],
      ['GET', `${path}?cursor=x`, 422],
    ] as const
    for (const [method, url, status] of refusals)
      expect((await floor.server.call(method, url)).status, url).toBe(status)
  })
})
