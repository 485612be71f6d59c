/** What the office looks at before it recalls: lots by what keeps them from being sold, and what a recall would reach. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'

interface Reach {
  lots: { sku: string; lot: string; depth: number; held: boolean }[]
  quantities: { onHand: number; shipped: number }
  consignees: { channel: string; customers: { name: string; quantity: number }[] }[]
}

describe.each(DIALECTS)('before a recall on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const listed = async (query: Record<string, string>) =>
    (await ok<{ items: { lot: string }[] }>(floor.server, 'GET', `/lots?${new URLSearchParams(query)}`)).items.map(
      ({ lot }) => lot,
    )

  it('lots are found that have expired and are still here, and those that nobody has received', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'FRESH', 5, 'A-01', 0, { expiresOn: '2099-01-01' })
    await floor.receive(sku, 'OLD', 5, 'A-01', 9, { expiresOn: '2020-01-01' })
    await floor.receive(sku, 'GONE', 5, 'A-01', 9, { expiresOn: '2020-01-01' })
    const scrapped = { sku, lot: 'GONE', location: 'A-01', status: 'available', quantity: -5, reason: 'Expired' }
    await floor.stream.push('adjust', scrapped)
    await floor.stream.push('move', { sku, lot: 'FOUND', quantity: 1, from: 'A-02', to: 'A-01' })
    expect(await listed({ search: sku, expired: 'true' })).toEqual(['OLD'])
    expect(await listed({ search: sku, confirmed: 'false' })).toEqual(['FOUND'])
    expect(await listed({ search: sku, confirmed: 'true', held: 'false' })).toEqual(['FRESH', 'GONE', 'OLD'])
    expect(await floor.server.call('GET', '/lots?confirmed=maybe')).toMatchObject({ status: 422 })
    await floor.receive(sku, 'FOUND', 1, 'A-02')
  })

  it('its reach is told, and nothing is held or kept', async () => {
    const sku = await floor.item()
    const made = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01', 0, { supplier: 'Mill', supplierLot: `S-${sku}` })
    await floor.stream.push('transform', {
      consumed: [{ sku, lot: 'L1', location: 'A-01', quantity: 4 }],
      produced: [{ sku: made, lot: 'M1', location: 'A-02', quantity: 8 }],
    })
    const order = await floor.order(made, 3)
    const line = { sku: made, lot: 'M1', quantity: 3, from: 'A-02' }
    await floor.stream.push('ship', { orderId: order.id, lines: [line] })
    const before = await floor.counts()
    const preview = (subject: object) => floor.server.call<Reach>('POST', '/recalls/preview', subject)
    const { body } = await preview({ lots: [{ sku, lot: 'L1' }] })
    expect(body).toMatchObject({
      lots: [
        { sku, lot: 'L1', depth: 0, held: false },
        { sku: made, lot: 'M1', depth: 1, held: false },
      ],
      quantities: { onHand: 11, shipped: 3 },
      consignees: [{ channel: 'shop', customers: [{ quantity: 3 }] }],
    })
    expect(body).not.toHaveProperty('holds')
    expect((await preview({ supplierLot: `S-${sku}` })).body).toEqual(body)
    expect(await preview({})).toMatchObject({ status: 422 })
    expect(await preview({ supplierLot: 'NO-SUCH' })).toMatchObject({ status: 404 })
    expect(await floor.counts()).toEqual(before)
    expect(await floor.inventory(sku)).toMatchObject({ onHold: 0 })
    const picker = await floor.server.token('picker')
    const denied = await floor.server.call('POST', '/recalls/preview', { supplierLot: 'X' }, { token: picker })
    expect(denied.status).toBe(403)
  })
})
