/** The way of a lot: where it came from, what it became, where it is and who has it; read from indexes, however long the past. */
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rawRows } from '../../server/db/rows.ts'
import { consignmentsQuery } from '../../server/lots/consignments.ts'
import { sourcesQuery } from '../../server/lots/sources.ts'
import { balancesQuery } from '../../server/lots/whereabouts.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, orderBody } from './floor.ts'
import { FOREIGN, FORMULA, type Story, tellStory } from './recall-story.ts'

interface Step {
  sku: string
  lot: string
  quantity: number
  transaction: string
  kind: string
  at: string
}

interface TraceBody {
  lot: Record<string, unknown>
  received: {
    supplier: string
    supplierLot: string | null
    reference: string | null
    quantity: number
    warehouse: string
    location: string
  }[]
  onHand: { quantity: number; places: { warehouse: string; location: string; status: string; quantity: number }[] }
  inTransit: number
  scrapped: number
  adjusted: number
  shipped: {
    channel: string
    customer: { id: string; name: string }
    order: string
    orderId: string
    quantity: number
    shippedAt: string
    carrier: string | null
    trackingNumber: string | null
  }[]
  returned: number
  madeFrom: Step[]
  madeInto: Step[]
  graph: {
    nodes: { id: string; kind: string; label: string; sku?: string; lot?: string; quantity?: number }[]
    links: { from: string; to: string; quantity: number }[]
  }
}

describe.each(DIALECTS)('a trace on %s', (dialect) => {
  let floor: Floor
  let story: Story
  beforeAll(async () => {
    floor = await openFloor(dialect)
    story = await tellStory(floor)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const trace = ({ sku, lot }: { sku: string; lot: string }) =>
    ok<TraceBody>(floor.server, 'GET', `/lots/${sku}/${lot}/trace`)

  /** `from > to` → units, by the names of the nodes. */
  const linksOf = ({ nodes, links }: TraceBody['graph']) => {
    const nameOf = (id: string) => {
      const node = nodes.find((one) => one.id === id)
      if (!node) throw new Error(`A link ends at ${id}, which is no node.`)
      return node.lot ?? node.label
    }
    return Object.fromEntries(links.map(({ from, to, quantity }) => [`${nameOf(from)} > ${nameOf(to)}`, quantity]))
  }

  it('says from whom the lot came, with what was undone left out', async () => {
    const { lot, received } = await trace(story.lots.F1)
    expect(lot).toMatchObject({
      ...story.lots.F1,
      name: 'Flour',
      supplier: 'Mill',
      supplierLot: 'S-77',
      hold: null,
      holds: [],
    })
    expect(
      received.map((one) => [one.supplier, one.supplierLot, one.reference, one.quantity, one.warehouse, one.location]),
    ).toEqual([
      ['Mill', 'S-77', 'BOL-1', 100, 'MAIN', 'A-01'],
      ['Coop', 'S-78', 'PO-9', 50, 'MAIN', 'A-01'],
      ['Mill', 'S-77', null, 25, 'EAST', 'E-01'],
    ])
  })

  it('says where it is, in every warehouse, and what became of the rest', async () => {
    expect(await trace(story.lots.F1)).toMatchObject({
      onHand: {
        quantity: 85,
        places: [
          { warehouse: 'EAST', location: 'E-01', status: 'available', quantity: 15 },
          { warehouse: 'MAIN', location: 'A-01', status: 'available', quantity: 70 },
        ],
      },
      inTransit: 0,
      scrapped: 0,
      adjusted: 0,
    })
    expect(await trace(story.lots.B2)).toMatchObject({
      onHand: { quantity: 10 },
      inTransit: 3,
      adjusted: -2,
      returned: 0,
    })
    const { onHand, scrapped, returned } = await trace(story.lots.P1)
    expect(onHand.places.map(({ location, status, quantity }) => [location, status, quantity])).toEqual([
      ['A-01', 'available', 8],
      ['A-01', 'damaged', 1],
      ['A-04', 'uninspected', 5],
    ])
    expect([scrapped, returned]).toEqual([0, 5])
    expect(await trace(story.lots.B1)).toMatchObject({ scrapped: 4 })
  })

  it('says what went straight into it and what was made straight of it, two lines of one lot as one', async () => {
    const { mixing, baking, packing } = story.made
    const steps = (some: Step[]) =>
      some.map(({ lot, quantity, transaction, kind }) => [lot, quantity, transaction, kind])
    const dough = await trace(story.lots.D1)
    expect(steps(dough.madeFrom).sort()).toEqual([
      ['F1', 80, mixing, 'production'],
      ['S1', 5, mixing, 'production'],
    ])
    expect(steps(dough.madeInto).sort()).toEqual([
      ['B1', 60, baking, 'production'],
      ['B2', 20, baking, 'production'],
    ])
    const pack = await trace(story.lots.P1)
    expect(steps(pack.madeFrom)).toEqual([['B1', 30, packing, 'repack']])
    expect(pack.madeInto).toEqual([])
  })

  it('says who was sent it, shipment by shipment, with its carrier; not what was undone', async () => {
    const { ada, grocer, adaAgain, evil, unknown } = story.orders
    const said = ({ shipped }: TraceBody) =>
      shipped.map(({ channel, customer, order, orderId, quantity, carrier, trackingNumber }) => [
        channel,
        customer.name,
        order,
        orderId,
        quantity,
        carrier,
        trackingNumber,
      ])
    expect(said(await trace(story.lots.B1))).toEqual([
      ['shop', 'Ada', ada.externalId, ada.id, 10, 'UPS', '1Z999'],
      ['retail', FOREIGN, grocer.externalId, grocer.id, 6, 'DHL', 'JD01'],
    ])
    expect(said(await trace(story.lots.P1))).toEqual([
      ['shop', 'Ada', adaAgain.externalId, adaAgain.id, 7, null, null],
      ['shop', 'Ada', adaAgain.externalId, adaAgain.id, 5, null, null],
      ['shop', FORMULA, '-D+1', evil.id, 5, null, null],
      ['retail', 'Not known', 'X-1', unknown, 4, null, null],
    ])
  })

  it('draws the whole way: suppliers, lots, channels, customers', async () => {
    expect(linksOf((await trace(story.lots.D1)).graph)).toEqual({
      'Mill > F1': 125,
      'Coop > F1': 50,
      'Sea > S1': 10,
      'F1 > D1': 80,
      'S1 > D1': 5,
      'D1 > B1': 30,
      'D1 > B2': 10,
      'B1 > P1': 30,
      'B1 > shop': 10,
      'B1 > retail': 6,
      'B2 > retail': 5,
      'P1 > shop': 17,
      'P1 > retail': 4,
      'shop > Ada': 22,
      [`shop > ${FORMULA}`]: 5,
      [`retail > ${FOREIGN}`]: 11,
      'retail > Not known': 4,
    })
    // Forward from the packs there is nothing, and the bread beside them is not on their way.
    const { nodes } = (await trace(story.lots.P1)).graph
    expect(
      nodes
        .filter(({ kind }) => kind === 'lot')
        .map(({ lot }) => lot)
        .sort(),
    ).toEqual(['B1', 'D1', 'F1', 'P1', 'S1'])
    expect(nodes.filter(({ kind }) => kind === 'channel')).toMatchObject([
      { label: 'shop', quantity: 17 },
      { label: 'retail', quantity: 4 },
    ])
    expect(nodes.find(({ label }) => label === 'Mill')).toMatchObject({ kind: 'supplier', quantity: 125 })
  })

  it('draws twelve customers of a channel, and the rest as one', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 200, 'A-01')
    for (let index = 1; index <= 15; index++) {
      const customer = { id: `K${String(index).padStart(2, '0')}`, name: `Customer ${index}` }
      const { id } = await ok<{ id: string }>(
        floor.server,
        'POST',
        '/orders',
        orderBody([{ sku, quantity: index }], { customer }),
      )
      await floor.stream.push('ship', { orderId: id, lines: [{ sku, lot: 'L1', quantity: index, from: 'A-01' }] })
    }
    const { nodes, links } = (await trace({ sku, lot: 'L1' })).graph
    const customers = nodes.filter(({ kind }) => kind === 'customer')
    expect(customers).toHaveLength(13)
    expect(customers[0]).toMatchObject({ label: 'Customer 15', quantity: 15 })
    expect(customers.at(-1)).toMatchObject({ label: '3 more', quantity: 1 + 2 + 3 })
    const toCustomers = links.filter(({ to }) => customers.some(({ id }) => id === to))
    expect(toCustomers.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(120)
  })

  it('takes an opening balance for received from whom the lot says', async () => {
    const sku = await floor.item()
    await floor.server.database.work.run([], async (tx) => {
      const { openStockImport } = await import('../../server/import/stock.ts')
      const stock = openStockImport(tx, 'MAIN')
      await stock.writeLot({
        sku,
        lot: 'L1',
        receivedOn: '2026-01-05',
        supplier: 'Orchard',
        supplierLot: 'OR-1',
        unitCostQuantity: 0,
      })
      await stock.writeStock({ sku, lot: 'L1', location: 'A-01', status: 'available', quantity: 12 })
      await stock.end()
    })
    await floor.stream.push('adjust', {
      sku,
      lot: 'L1',
      location: 'A-01',
      status: 'available',
      quantity: 3,
      reason: 'Found',
    })
    const { received, adjusted, graph } = await trace({ sku, lot: 'L1' })
    expect(received).toMatchObject([{ supplier: 'Orchard', supplierLot: 'OR-1', quantity: 12, location: 'A-01' }])
    expect(adjusted).toBe(3)
    expect(linksOf(graph)).toEqual({ 'Orchard > L1': 12 })
  })

  it('ends where a lot was made of itself', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01', 0, { supplier: 'Mill' })
    const line = { sku, lot: 'L1', location: 'A-01', quantity: 4 }
    await floor.stream.push('transform', { kind: 'relabel', consumed: [line], produced: [line] })
    const { madeFrom, madeInto, graph } = await trace({ sku, lot: 'L1' })
    expect([madeFrom.length, madeInto.length]).toEqual([1, 1])
    expect(graph.nodes.filter(({ kind }) => kind === 'lot')).toHaveLength(1)
  })

  it('follows a making of goods without lots', async () => {
    const [plain, sku] = [await floor.item({ lotTracked: false, name: 'Water' }), await floor.item()]
    await floor.receive(plain, null, 10, 'A-01')
    await floor.stream.push('transform', {
      consumed: [{ sku: plain, lot: null, location: 'A-01', quantity: 4 }],
      produced: [{ sku, lot: 'W1', location: 'A-01', quantity: 2 }],
    })
    const { madeFrom } = await trace({ sku, lot: 'W1' })
    expect(madeFrom).toMatchObject([{ sku: plain, lot: '', quantity: 4 }])
  })

  describe('is read', () => {
    const LOTS = [
      { sku: 'A', lot: '1' },
      { sku: 'B', lot: '2' },
    ]
    /** In a database as small as this PostgreSQL would read whole tables: what counts is whether it can do without. */
    const planOf = (query: SQL) =>
      floor.server.database.work.read(async (reader) => {
        if (dialect === 'sqlite')
          return (await rawRows<{ detail: string }>(reader, sql`explain query plan ${query}`)).map(
            ({ detail }) => detail,
          )
        await rawRows(reader, sql`set local enable_seqscan = off`)
        return (await rawRows<Record<string, string>>(reader, sql`explain ${query}`)).map(
          (row) => row['QUERY PLAN'] ?? '',
        )
      })

    it.each<[string, SQL, string]>([
      ['who was sent a lot', consignmentsQuery(LOTS), 'movements_over_border'],
      ['from whom it came', sourcesQuery(LOTS), 'movements_over_border'],
      [
        'where it is',
        balancesQuery(LOTS),
        dialect === 'sqlite' ? 'sqlite_autoindex_stock_1' : 'stock_warehouse_sku_lot_location_status_pk',
      ],
    ])('%s: by index, and nothing else of the table', async (_what, query, index) => {
      const plan = (await planOf(query)).join('\n')
      expect(plan).toMatch(new RegExp(index))
      expect(plan).not.toMatch(/SCAN (m|stock|inbox|orders)\b|Seq Scan on (movements|stock|inbox|orders)/)
    })
  })
})
