/**
 * One story of lots, told to a server by its own transactions, with figures that were worked out by hand.
 *
 *     Mill, Coop → flour F1 ─┐                       ┌→ bread B1 ─→ packs P1
 *     Sea        → salt  S1 ─┴→ dough D1 (40) ───────┴→ bread B2
 *
 * Flour: 100 from Mill and 50 from Coop in MAIN, 25 from Mill in EAST; 30 more were booked by mistake and undone.
 */
import { v7 } from 'uuid'
import type { MovementLine } from '../../server/ledger/scene.ts'
import { move, openScene } from '../../server/ledger/scene.ts'
import { settle } from '../../server/ledger/settle.ts'
import { CUSTOMER, SCRAP } from '../../shared/rules/places.ts'
import { testStream } from '../support/server.ts'
import { type Floor, ok, orderBody } from './floor.ts'

export const FORMULA = '=HYPERLINK("http://example.test","Free")'
export const FOREIGN = 'Sklep Łódź – Ωmega Žižkov'

export async function tellStory(floor: Floor) {
  const { server } = floor
  await ok(server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
  await ok(server, 'PUT', '/locations/E-01', { kind: 'pick', warehouse: 'EAST' })
  await ok(server, 'PUT', '/channels/retail', { name: 'Retail', kind: 'retail', priority: 2 })
  await ok(server, 'PUT', '/channels/wholesale', { name: 'Wholesale', kind: 'wholesale', priority: 3 })
  const flour = await floor.item({ name: 'Flour' })
  const salt = await floor.item({ name: 'Salt' })
  const dough = await floor.item({ name: 'Dough' })
  const bread = await floor.item({ name: 'Bread' })
  const pack = await floor.item({ name: 'Bread, 6 loaves' })

  const push = async (warehouse: string, type: string, payload: Record<string, unknown>) => {
    const stream = testStream(server)
    const sent = stream.envelope(type, payload)
    const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [sent] }
    await ok(server, 'POST', `/sync/push?warehouse=${warehouse}`, body)
    return sent.id
  }
  /** What no transaction of this version can say yet: returns, scrap, goods on their way. */
  const post = (type: string, lines: MovementLine[]) =>
    server.database.work.run([], async (tx) => {
      const author = { deviceId: null, userId: null }
      const scene = openScene({
        tx,
        warehouse: 'MAIN',
        posted: { transactionId: tx.newId(), type, author, occurredAt: tx.now, moment: 'now' },
      })
      for (const line of lines) await move(scene, line)
      await settle(scene)
    })

  // From whom.
  const receiptOf = async (supplier: string, reference: string, quantity: number) =>
    (await ok<{ id: string }>(server, 'POST', '/receipts', { supplier, reference, lines: [{ sku: flour, quantity }] }))
      .id
  const lot = { sku: flour, lot: 'F1', location: 'A-01' }
  await floor.receive(flour, 'F1', 100, 'A-01', 9, { supplier: 'Mill', supplierLot: 'S-77', documentNumber: 'BOL-1' })
  const receiptId = await receiptOf('Coop', 'PO-9', 50)
  await floor.receive(flour, 'F1', 50, 'A-01', 8, { receiptId, supplierLot: 'S-78' })
  const mistake = await floor.receive(flour, 'F1', 30, 'A-01', 8, { supplier: 'Wrong Ltd' })
  await floor.stream.push('reverse', { transaction: mistake.id })
  await push('EAST', 'receive', { ...lot, location: 'E-01', quantity: 25, supplier: 'Mill', supplierLot: 'S-77' })
  await floor.receive(salt, 'S1', 10, 'A-02', 7, { supplier: 'Sea', supplierLot: 'S-99' })

  // What it became.
  const made = async (kind: string, consumed: [string, string, number][], produced: [string, string, number][]) => {
    const lines = (side: [string, string, number][], location: string) =>
      side.map(([sku, number, quantity]) => ({ sku, lot: number, quantity, location }))
    const payload = { kind, consumed: lines(consumed, 'A-01'), produced: lines(produced, 'A-01') }
    return (await floor.stream.push('transform', payload)).id
  }
  await floor.stream.push('move', { sku: salt, lot: 'S1', quantity: 10, from: 'A-02', to: 'A-01' })
  // Out of two bags: two lines of one lot.
  const mixing = await made(
    'production',
    [
      [flour, 'F1', 30],
      [flour, 'F1', 50],
      [salt, 'S1', 5],
    ],
    [[dough, 'D1', 40]],
  )
  const baking = await made(
    'production',
    [[dough, 'D1', 40]],
    [
      [bread, 'B1', 60],
      [bread, 'B2', 20],
    ],
  )
  const packing = await made('repack', [[bread, 'B1', 30]], [[pack, 'P1', 30]])

  // Who has it.
  const place = async (
    channel: string,
    customer: [string, string],
    lines: [string, number][],
    over: Record<string, unknown> = {},
    warehouse = 'MAIN',
  ) => {
    const externalId = `${over.externalId ?? v7()}`
    const body = orderBody(
      lines.map(([sku, quantity]) => ({ sku, quantity })),
      { channel, customer: { id: customer[0], name: customer[1] }, ...over, externalId },
    )
    const { id } = await ok<{ id: string }>(server, 'POST', `/orders?warehouse=${warehouse}`, body)
    return { id, externalId }
  }
  const ship = (orderId: string, lines: [string, string, number][], over: Record<string, unknown> = {}) =>
    push('MAIN', 'ship', {
      orderId,
      lines: lines.map(([sku, number, quantity]) => ({ sku, lot: number, quantity, from: 'A-01' })),
      ...over,
    })
  const shipTo = {
    name: 'Ada Lovelace',
    address1: '1 Mill Lane',
    city: 'Springfield',
    state: 'IL',
    zip: '62701',
    phone: '+1 555 0100',
  }
  const ada = await place('shop', ['C1', 'Ada'], [[bread, 10]], { shipTo })
  await ship(ada.id, [[bread, 'B1', 10]], { carrier: 'UPS', trackingNumber: '1Z999' })
  const grocer = await place('retail', ['C2', FOREIGN], [[bread, 19]])
  const undone = await ship(grocer.id, [[bread, 'B1', 8]])
  await push('MAIN', 'reverse', { transaction: undone })
  await ship(
    grocer.id,
    [
      [bread, 'B1', 6],
      [bread, 'B2', 5],
    ],
    { carrier: 'DHL', trackingNumber: 'JD01' },
  )
  const adaAgain = await place('shop', ['C1', 'Ada'], [[pack, 12]])
  await ship(adaAgain.id, [[pack, 'P1', 7]])
  await ship(adaAgain.id, [[pack, 'P1', 5]])
  const evil = await place('shop', ['C3', FORMULA], [[pack, 5]], { externalId: '-D+1' })
  await ship(evil.id, [[pack, 'P1', 5]])
  const direct = await place('wholesale', ['C4', 'Baker'], [[flour, 10]], {}, 'EAST')
  await push('EAST', 'ship', { orderId: direct.id, lines: [{ sku: flour, lot: 'F1', quantity: 10, from: 'E-01' }] })
  // An order that was never placed here.
  const unknown = v7()
  await push('MAIN', 'ship', {
    orderId: unknown,
    channel: 'retail',
    orderExternalId: 'X-1',
    lines: [{ sku: pack, lot: 'P1', quantity: 4, from: 'A-01' }],
  })

  // What came back, and what became of the rest.
  const back = (order: { id: string }, quantity: number): MovementLine => ({
    sku: pack,
    lot: 'P1',
    quantity,
    from: { location: CUSTOMER, status: 'available' },
    to: { location: 'A-04', status: 'uninspected' },
    order: { id: order.id, channel: 'shop' },
  })
  const mirrored = (line: MovementLine): MovementLine => ({ ...line, from: line.to, to: line.from })
  const away = (sku: string, number: string, quantity: number, location: string): MovementLine => ({
    sku,
    lot: number,
    quantity,
    from: { location: 'A-01', status: 'available' },
    to: { location, status: 'available' },
  })
  await post('returnReceive', [back(adaAgain, 2), back(evil, 3)])
  await post('returnReceive', [back(evil, 5)])
  await post('reverse', [mirrored(back(evil, 5))])
  await post('inspect', [away(bread, 'B1', 4, SCRAP)])
  await push('MAIN', 'transferShip', {
    transferId: v7(),
    to: 'EAST',
    lines: [{ sku: bread, lot: 'B2', quantity: 3, from: 'A-01' }],
  })
  await floor.stream.push('changeStatus', {
    sku: pack,
    lot: 'P1',
    location: 'A-01',
    quantity: 1,
    from: 'available',
    to: 'damaged',
    reason: 'Wet',
  })
  await floor.stream.push('adjust', {
    sku: bread,
    lot: 'B2',
    location: 'A-01',
    status: 'available',
    quantity: -2,
    reason: 'Gone',
  })

  return {
    items: { flour, salt, dough, bread, pack },
    orders: { ada, grocer, adaAgain, evil, direct, unknown },
    made: { mixing, baking, packing },
    lots: {
      F1: { sku: flour, lot: 'F1' },
      D1: { sku: dough, lot: 'D1' },
      B1: { sku: bread, lot: 'B1' },
      B2: { sku: bread, lot: 'B2' },
      P1: { sku: pack, lot: 'P1' },
      S1: { sku: salt, lot: 'S1' },
    },
    push,
  }
}

export type Story = Awaited<ReturnType<typeof tellStory>>
