/**
 * One item through two channels: wholesale by the pallet, Amazon one by one. What each earns comes out of the orders as they
 * were filled: the lots that left, fees by rule, carriers by table, work, a return and advertising. Nobody types a total.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import { DIALECTS } from '../support/database.ts'
import { daysAgo, type Floor, feedSettled, ok, openFloor } from './floor.ts'

interface Row {
  channel: string
  units: number
  revenue: number
  cogs: number
  labour: number
  packaging: number
  shipping: number
  platformFees: number
  returns: number
  advertising: number
  contribution: number
  contributionRate: number
}
interface Entry {
  kind: string
  amount: number
  source: string
  because: string
  known: string
}

const usd = (amount: number) => ({ amount, currency: 'USD' })
const YEAR = 'from=2020-01-01&to=2039-12-31'
const AMAZON_ORDERS = 20

describe.each(DIALECTS)('what two channels earn with one item on %s', (dialect) => {
  let floor: Floor
  let sku = ''

  beforeAll(async () => {
    floor = await openFloor(dialect)
    const { server } = floor
    await captureCosts(server.database.work)
    for (const [channel, kind] of [
      ['wholesale', 'wholesale'],
      ['amazon', 'marketplace'],
    ])
      await ok(server, 'PUT', `/channels/${channel}`, { name: channel, kind, priority: 2 })
    await ok(server, 'PUT', '/settings/labour', {
      wagePerHour: usd(1_800),
      pickSecondsPerUnit: 12,
      inspectSecondsPerUnit: 45,
      packagingPerParcel: usd(45),
    })
    const fuel = [{ name: 'fuel', rate: 0.125 }]
    await ok(server, 'PUT', '/settings/carrier-rates', [
      {
        id: 'freight',
        carrier: 'Roadrunner',
        from: '2020-01-01',
        rows: [{ upToGrams: 100_000, amount: 9_700 }],
        surcharges: fuel,
      },
      {
        id: 'parcel-5',
        carrier: 'UPS',
        service: 'Ground',
        zone: '5',
        from: '2020-01-01',
        rows: [
          { upToGrams: 500, amount: 400 },
          { upToGrams: 2_000, amount: 700 },
        ],
        surcharges: fuel,
      },
    ])
    await ok(server, 'PUT', '/channels/amazon/fees', [{ kind: 'commission', rate: 0.15, from: '2020-01-01' }])
    sku = await floor.item({ weightGrams: 500 })
    await floor.receive(sku, 'A', 100, 'A-01', 9, { unitCost: usd(600) })
    await floor.receive(sku, 'B', 100, 'A-02', 2, { unitCost: usd(640) })
    await fillOrders()
  })
  afterAll(() => floor.close())

  async function sell(channel: string, externalId: string, quantity: number, price: number, ship: object) {
    const order = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId,
      channel,
      customer: { id: 'C', name: 'Ada' },
      lines: [{ sku, quantity, unitPrice: usd(price) }],
    })
    const { tasks } = await floor.release(order.id)
    // Long before or after the scan before it: the standard counts, however slow the machine is.
    for (const task of tasks) await floor.pick(task, {}, floor.stream, daysAgo(1))
    await floor.stream.push('ship', { orderId: order.id, ...ship })
  }

  async function fillOrders(): Promise<void> {
    const { server } = floor
    await sell('wholesale', 'PO-1', 100, 1_100, { carrier: 'Roadrunner' })
    for (let nth = 0; nth < AMAZON_ORDERS; nth++)
      await sell('amazon', `AMZ-${nth}`, 1, 1_900, { carrier: 'UPS', service: 'Ground', zone: '5' })
    await ok(server, 'PUT', '/locations/RET-1', { kind: 'returns', pickSequence: 900 })
    await floor.stream.push('returnReceive', {
      sku,
      lot: 'B',
      quantity: 1,
      location: 'RET-1',
      channel: 'amazon',
      orderExternalId: 'AMZ-3',
      reason: 'unwanted',
    })
    const place = { sku, lot: 'B', location: 'RET-1', to: 'A-02', quantity: 1 }
    const inAnHour = { occurredAt: new Date(Date.now() + 3_600_000).toISOString() }
    await floor.stream.push('inspect', { ...place, condition: 'unopened', disposition: 'restock' }, inAnHour)
    await feedSettled(server)
    await captureCosts(server.database.work)
    await ok(server, 'POST', '/costs', {
      kind: 'advertising',
      channel: 'amazon',
      period: { from: '2020-01-01', to: '2039-12-31' },
      amount: usd(1_300),
      note: 'Campaign oats',
    })
  }

  const rows = async (): Promise<Record<string, Row>> => {
    const answer = await ok<{ rows: Row[]; gaps: number }>(floor.server, 'GET', `/margins?${YEAR}&groupBy=channel`)
    expect(answer.gaps).toBe(0)
    return Object.fromEntries(answer.rows.map((row) => [row.channel, row]))
  }

  it('is 35 % through wholesale and 18 % on Amazon', async () => {
    const { wholesale, amazon } = await rows()
    expect(wholesale).toMatchObject({
      units: 100,
      revenue: 110_000,
      cogs: -60_000,
      shipping: -10_913,
      labour: -600,
      packaging: -45,
      contribution: 38_442,
    })
    expect(amazon).toMatchObject({
      units: 20,
      revenue: 38_000,
      cogs: -12_800,
      platformFees: -5_700,
      shipping: -9_000,
      labour: -120,
      packaging: -900,
      returns: -1_900 + 640 - 23,
      advertising: -1_300,
      contribution: 6_897,
    })
    expect(Math.round((wholesale?.contributionRate ?? 0) * 100)).toBe(35)
    expect(Math.round((amazon?.contributionRate ?? 0) * 100)).toBe(18)
  })

  it('follows from entries, each with its source and how it was known', async () => {
    const { items } = await ok<{ items: Entry[] }>(
      floor.server,
      'GET',
      `/margins/entries?${YEAR}&channel=amazon&limit=1000`,
    )
    const sum = (kind: string) =>
      items.filter((one) => one.kind === kind).reduce((total, { amount }) => total + amount, 0)
    const { amazon } = await rows()
    expect({ cogs: sum('cogs'), shipping: sum('shipping'), platformFees: sum('platform-fee') }).toEqual({
      cogs: amazon?.cogs,
      shipping: amazon?.shipping,
      platformFees: amazon?.platformFees,
    })
    expect(items.every(({ source, because }) => source !== '' && because !== '')).toBe(true)
    expect(items.find(({ kind }) => kind === 'cogs')).toMatchObject({
      known: 'actual',
      because: '1 of lot B at what they were received for',
    })
    expect(items.find(({ kind }) => kind === 'shipping')?.because).toBe('1 × 500 g by table parcel-5')
    await floor.cleanAudit()
  })
})
