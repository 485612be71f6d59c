/** Goods go from one warehouse of the company to another: asked for or not, loose or on a pallet, whole or with a loss. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { comingOf } from '../../server/replenishment/item-facts.ts'
import { nameOverdueTransfers } from '../../server/transfers/overdue.ts'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import type { PushResult } from '../../shared/wire/push.ts'
import { DIALECTS } from '../support/database.ts'
import {
  type ExceptionBody,
  type Floor,
  feedSettled,
  type InventoryBody,
  ok,
  openFloor,
  pullAll,
  type StockBody,
} from './floor.ts'

const labelled = (body: string): string => `${body}${checkDigit(body)}`

interface TransferBody {
  id: string
  reference: string
  from: string | null
  to: string | null
  state: string
  order: string | null
  asked: { sku: string; quantity: number }[]
  goods: { sku: string; lot: string | null; sent: number; received: number; lost: number; underWay: number }[]
  units: { unit: string; receivedAt: string | null }[]
}

describe.each(DIALECTS)('transfers between warehouses on %s', (dialect) => {
  let floor: Floor
  let serial = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'America/New_York', currency: 'USD' })
    for (const code of ['E-DOCK', 'E-01'])
      await ok(floor.server, 'PUT', `/locations/${code}`, {
        kind: code === 'E-01' ? 'pick' : 'dock',
        warehouse: 'EAST',
      })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  /** A stocked item; its lot came in ten days ago. */
  async function stocked(quantity = 20, bin = 'A-01'): Promise<string> {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', quantity, bin, 10)
    return sku
  }

  async function push(type: string, payload: Record<string, unknown>, warehouse = 'MAIN') {
    const sent = { id: v7(), seq: 1, v: 1, type, occurredAt: new Date().toISOString(), payload }
    const body = { deviceId: `HH-${warehouse}`, streamId: v7(), transactions: [sent] }
    const { results } = await ok<{ results: PushResult[] }>(
      floor.server,
      'POST',
      `/sync/push?warehouse=${warehouse}`,
      body,
    )
    return { id: sent.id, result: results[0] as PushResult }
  }

  const ask = (sku: string, quantity: number, over: Record<string, unknown> = {}) =>
    floor.server.call<TransferBody & { code?: string }>('POST', '/transfers', {
      to: 'EAST',
      lines: [{ sku, quantity }],
      ...over,
    })
  const read = (id: string) => ok<TransferBody>(floor.server, 'GET', `/transfers/${id}`)
  const inventory = (sku: string, warehouse = 'MAIN') =>
    ok<InventoryBody & { inTransit: number }>(floor.server, 'GET', `/inventory/${sku}?warehouse=${warehouse}`)
  const stockIn = async (sku: string, warehouse: string) =>
    Object.fromEntries(
      (await ok<{ items: StockBody[] }>(floor.server, 'GET', `/stock?sku=${sku}&warehouse=${warehouse}`)).items.map(
        ({ lot, location, quantity }) => [`${lot}@${location}`, quantity],
      ),
    )
  const named = async (sku: string, warehouse: string) =>
    (
      await ok<{ items: ExceptionBody[] }>(
        floor.server,
        'GET',
        `/exceptions?state=open&warehouse=${warehouse}&limit=1000`,
      )
    ).items.filter((found) => found.sku === sku)
  const inTransit = async (sku: string) =>
    (await ok<{ inTransit: number }>(floor.server, 'GET', `/lots/${sku}/L1/trace`)).inTransit

  /** Asked for, released and picked into staging. */
  async function picked(quantity: number): Promise<{ sku: string; id: string }> {
    const sku = await stocked()
    const { status, body } = await ask(sku, quantity)
    expect(status, JSON.stringify(body)).toBe(201)
    const { tasks } = await floor.release(body.id)
    for (const task of tasks) expect((await floor.pick(task)).result.outcome).toBe('applied')
    return { sku, id: body.id }
  }

  it('goes its way by scan: asked for, picked, sent, in transit, received', async () => {
    const { sku, id } = await picked(8)
    expect(await read(id)).toMatchObject({ from: 'MAIN', to: 'EAST', state: 'open', order: 'picked', goods: [] })

    const sent = await push('transferShip', {
      transferId: id,
      lines: [{ sku, lot: 'L1', quantity: 8, from: 'STAGING' }],
    })
    expect(sent.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await floor.lines(sent.id)).toEqual(['8 L1 STAGING > @in-transit'])
    expect(await floor.readOrder(id)).toMatchObject({ status: 'shipped' })
    expect(await inventory(sku)).toMatchObject({ onHand: 12, shared: 12 })
    expect(await inventory(sku, 'EAST')).toMatchObject({ onHand: 0, inTransit: 8 })
    expect(await inTransit(sku)).toBe(8)

    const came = await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 8 }] }, 'EAST')
    expect(came.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await stockIn(sku, 'EAST')).toEqual({ 'L1@E-DOCK': 8 })
    expect(await inventory(sku, 'EAST')).toMatchObject({ onHand: 8, sellable: 8, inTransit: 0 })
    expect(await inTransit(sku)).toBe(0)
    expect(await read(id)).toMatchObject({
      state: 'closed',
      goods: [{ sku, lot: 'L1', sent: 8, received: 8, lost: 0, underWay: 0 }],
    })
  })

  it('promises no unit twice: what is asked for is committed, and too much is refused', async () => {
    const sku = await stocked(10)
    await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 4 })
    const over = await ask(sku, 7)
    expect(over).toMatchObject({ status: 409, body: { code: 'insufficient-atp' } })
    const taken = await ask(sku, 6)
    expect(taken.status).toBe(201)
    expect((await inventory(sku)).channels.find(({ channel }) => channel === 'TRANSFER')).toMatchObject({
      committed: 6,
    })
    expect((await floor.placing(sku, 5)).status).toBe(409)
    await floor.order(sku, 4)
    await ok(floor.server, 'POST', `/orders/${taken.body.id}/cancel`)
    expect(await read(taken.body.id)).toMatchObject({ state: 'closed', order: 'cancelled' })
  })

  it('answers the same reference with the first answer, and another body with order-differs', async () => {
    const sku = await stocked(10)
    const first = await ask(sku, 3, { reference: `R-${sku}` })
    const again = await ask(sku, 3, { reference: `R-${sku}` })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body.id).toBe(first.body.id)
    expect(await ask(sku, 4, { reference: `R-${sku}` })).toMatchObject({ status: 409, body: { code: 'order-differs' } })
    const wrong = await ask(sku, 1, { to: 'MAIN' })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'same-warehouse', field: 'to' } })
    expect(await ask(sku, 1, { to: 'MOON' })).toMatchObject({ status: 422, body: { code: 'unknown-warehouse' } })
    expect(await ask('NONE', 1)).toMatchObject({ status: 422, body: { code: 'unknown-sku' } })
  })

  it('is closed from the start where nothing of it is there, and open where it waits', async () => {
    const sku = await floor.item()
    expect((await ask(sku, 3, { onShort: 'partial' })).body).toMatchObject({ state: 'closed', order: 'cancelled' })
    const waits = await ask(sku, 3, { onShort: 'backorder' })
    expect(waits.body).toMatchObject({ state: 'open', order: 'backordered' })
    await floor.receive(sku, 'L1', 3, 'A-01')
    expect(await read(waits.body.id)).toMatchObject({ state: 'open', order: 'committed' })
  })

  it('keeps the channel of transfers to transfers', async () => {
    const sku = await stocked(5)
    await ask(sku, 1)
    expect(await floor.placing(sku, 1, { channel: 'TRANSFER' })).toMatchObject({
      status: 422,
      body: { code: 'transfer-channel' },
    })
    const terms = { name: 'Transfers', kind: 'transfer', priority: 2 }
    expect((await floor.server.call('PUT', '/channels/TRANSFER', terms)).status).toBeLessThan(300)
    for (const [channel, kind] of [
      ['TRANSFER', 'dtc'],
      ['other', 'transfer'],
    ])
      expect(await floor.server.call('PUT', `/channels/${channel}`, { ...terms, kind })).toMatchObject({
        status: 422,
        body: { code: 'transfer-channel' },
      })
  })

  it('may be begun on the floor, and be received before it is known to have been sent', async () => {
    const sku = await stocked(5)
    const transferId = v7()
    const came = await push(
      'transferReceive',
      { transferId, from: 'MAIN', lines: [{ sku, lot: 'L1', quantity: 2, location: 'E-01' }] },
      'EAST',
    )
    expect(came.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'transfer-differs' }] })
    expect(await named(sku, 'EAST')).toMatchObject([{ type: 'transfer-differs', remedies: ['write-off', 'reverse'] }])
    const sent = await push('transferShip', {
      transferId,
      to: 'EAST',
      lines: [{ sku, lot: 'L1', quantity: 2, from: 'A-01' }],
    })
    expect(sent.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await named(sku, 'EAST')).toEqual([])
    expect(await read(transferId)).toMatchObject({ state: 'closed', order: null, from: 'MAIN', to: 'EAST' })
    expect(await stockIn(sku, 'EAST')).toEqual({ 'L1@E-01': 2 })
  })

  it('sends a pallet whole: what is in it goes and comes with one label', async () => {
    const sku = await stocked(12)
    const sscc = labelled(`00950600013435${String(++serial).padStart(3, '0')}`)
    const { status, body } = await ask(sku, 6)
    expect(status).toBe(201)
    const { tasks } = await floor.release(body.id)
    for (const task of tasks) await floor.pick(task)
    await push('pack', { orderId: body.id, sscc, lines: [{ sku, lot: 'L1', quantity: 6, from: 'STAGING' }] })
    const { cursor } = await pulledBy('EAST')
    const sent = await push('transferShip', {
      transferId: body.id,
      unit: sscc,
      lines: [{ sku, lot: 'L1', quantity: 6 }],
    })
    expect(sent.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect((await read(body.id)).units).toEqual([{ unit: sscc, receivedAt: null }])
    const told = await pulledBy('EAST', cursor)
    expect(told.changes.find(({ table }) => table === 'transferUnits')?.value).toEqual({
      transferId: body.id,
      unit: sscc,
      goods: [{ sku, lot: 'L1', quantity: 6 }],
    })
    const came = await push(
      'transferReceive',
      { transferId: body.id, unit: sscc, location: 'E-DOCK', lines: [{ sku, lot: 'L1', quantity: 6 }] },
      'EAST',
    )
    expect(came.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await stockIn(sku, 'EAST')).toEqual({ [`L1@${sscc}`]: 6 })
    const after = await pulledBy('EAST', told.cursor)
    expect(after.changes.find(({ table }) => table === 'locations')?.value).toMatchObject({
      code: sscc,
      within: 'E-DOCK',
    })
    // It is through: its handhelds forget it.
    expect(after.changes.filter(({ table, value }) => table === 'transfers' && value === null)).toHaveLength(1)
    // And back again: the label is known there.
    const back = v7()
    await push(
      'transferShip',
      { transferId: back, to: 'MAIN', unit: sscc, lines: [{ sku, lot: 'L1', quantity: 6 }] },
      'EAST',
    )
    await push('transferReceive', {
      transferId: back,
      unit: sscc,
      location: 'DOCK-1',
      lines: [{ sku, lot: 'L1', quantity: 6 }],
    })
    expect(await stockIn(sku, 'MAIN')).toEqual({ 'L1@A-01': 6, [`L1@${sscc}`]: 6 })
    expect(await read(back)).toMatchObject({ state: 'closed' })
  })

  const pulledBy = async (warehouse: string, cursor?: string) => {
    await feedSettled(floor.server)
    return pullAll(floor.server, cursor, { token: await tokenOf(warehouse) })
  }
  const tokens = new Map<string, string>()
  /** Of a handheld that works there: it hears of its own warehouse only. */
  async function tokenOf(warehouse: string): Promise<string> {
    const known = tokens.get(warehouse)
    if (known) return known
    const { code } = await ok<{ code: string }>(floor.server, 'POST', `/devices/enrolments?warehouse=${warehouse}`)
    const { token } = await ok<{ token: string }>(floor.server, 'POST', '/devices/enrol', {
      code,
      deviceId: `D-${warehouse}`,
    })
    tokens.set(warehouse, token)
    return token
  }

  it('tells the handhelds of the warehouse that it goes to, and no other', async () => {
    const { sku, id } = await picked(3)
    await push('transferShip', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 3, from: 'STAGING' }] })
    const of = async (warehouse: string) =>
      (await pulledBy(warehouse)).changes.filter(({ table }) => table.startsWith('transfer')).map(({ value }) => value)
    expect(await of('EAST')).toContainEqual({ transferId: id, sku, lot: 'L1', sent: 3, received: 0, lost: 0 })
    expect(JSON.stringify(await of('MAIN'))).not.toContain(id)
  })

  it('names what never came, until it comes or is booked', async () => {
    const { sku, id } = await picked(8)
    await push('transferShip', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 8, from: 'STAGING' }] })
    const lines = (quantity: number) => [{ sku, lot: 'L1', quantity }]
    const came = await push('transferReceive', { transferId: id, lines: lines(5), complete: true }, 'EAST')
    expect(came.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'transfer-differs' }] })
    expect(await read(id)).toMatchObject({ state: 'open', goods: [{ underWay: 3 }] })
    await push('transferReceive', { transferId: id, lines: lines(1) }, 'EAST')
    const [found] = await named(sku, 'EAST')
    const settle = (body: object) => floor.server.call('POST', `/exceptions/${found?.id}/resolve`, body)
    expect(await settle({ remedy: 'write-off', note: 'Lost' })).toMatchObject({ status: 422 })
    expect((await settle({ remedy: 'write-off', reason: 'damaged', note: 'Fell off the lorry' })).status).toBe(200)
    expect(await read(id)).toMatchObject({ state: 'closed', goods: [{ sent: 8, received: 6, lost: 2, underWay: 0 }] })
    expect(await inTransit(sku)).toBe(0)
    expect(await named(sku, 'EAST')).toEqual([])
    // They turn up after all: more has come than was sent and not written off.
    const late = await push('transferReceive', { transferId: id, lines: lines(2) }, 'EAST')
    expect(late.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'transfer-differs' }] })
    const [surplus] = await named(sku, 'EAST')
    const booked = { remedy: 'write-off', reason: 'damaged', note: 'Found behind the gate' }
    expect((await floor.server.call('POST', `/exceptions/${surplus?.id}/resolve`, booked)).status).toBe(200)
    expect(await read(id)).toMatchObject({ state: 'closed', goods: [{ sent: 8, received: 8, lost: 0 }] })
    expect(await inventory(sku, 'EAST')).toMatchObject({ onHand: 8 })
  })

  it('is said to be complete without another line', async () => {
    const { sku, id } = await picked(4)
    await push('transferShip', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 4, from: 'STAGING' }] })
    const said = await push('transferReceive', { transferId: id, lines: [], complete: true }, 'EAST')
    expect(said.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'transfer-differs' }] })
    await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 4 }] }, 'EAST')
    expect(await named(sku, 'EAST')).toEqual([])
  })

  it('names what should have been there by its day, and is reckoned with until then', async () => {
    const sku = await stocked()
    const { body } = await ask(sku, 5, { expectedOn: '2026-01-05' })
    const { tasks } = await floor.release(body.id)
    for (const task of tasks) await floor.pick(task)
    await nameOverdueTransfers(floor.server.database.work, 'EAST', Date.now())
    expect(await named(sku, 'EAST')).toEqual([])
    await push('transferShip', { transferId: body.id, lines: [{ sku, lot: 'L1', quantity: 3, from: 'STAGING' }] })
    expect(await comingTo(sku)).toEqual([{ date: '2026-01-05', units: 5, reference: body.reference, supplier: null }])
    await nameOverdueTransfers(floor.server.database.work, 'EAST', Date.now())
    await nameOverdueTransfers(floor.server.database.work, 'EAST', Date.now())
    const [overdue, ...more] = await named(sku, 'EAST')
    expect(overdue?.detail).toContain('3 of')
    expect(more).toEqual([])
    await push('transferReceive', { transferId: body.id, lines: [{ sku, lot: 'L1', quantity: 3 }] }, 'EAST')
    expect(await named(sku, 'EAST')).toEqual([])
    expect(await comingTo(sku)).toMatchObject([{ units: 2 }])
  })

  const comingTo = async (sku: string) =>
    (await floor.server.database.work.read((reader) => comingOf(reader, 'EAST', sku))).map(
      ({ receiptId: _, ...coming }) => coming,
    )

  it('is undone at either end, and says so where the other end has gone on', async () => {
    const { sku, id } = await picked(4)
    const lines = [{ sku, lot: 'L1', quantity: 4, from: 'STAGING' }]
    const sent = await push('transferShip', { transferId: id, lines })
    const undone = await push('reverse', { transaction: sent.id })
    expect(undone.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await floor.readOrder(id)).toMatchObject({ status: 'picked' })
    expect(await inTransit(sku)).toBe(0)

    const again = await push('transferShip', { transferId: id, lines })
    const came = await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 4 }] }, 'EAST')
    const back = await push('reverse', { transaction: came.id }, 'EAST')
    expect(back.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await read(id)).toMatchObject({ state: 'open', goods: [{ sent: 4, received: 0 }] })
    await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 4 }] }, 'EAST')
    const late = await push('reverse', { transaction: again.id })
    expect(late.result.outcome).toBe('exception')
    expect(late.result.exceptions.map(({ type }) => type).sort()).toEqual(['reversal-incomplete', 'transfer-differs'])
    await push('transferShip', { transferId: id, lines })
    for (const found of await named(sku, 'MAIN'))
      await ok(floor.server, 'POST', `/exceptions/${found.id}/resolve`, { remedy: 'review', note: 'It did leave.' })
    expect(await read(id)).toMatchObject({ state: 'closed' })
  })

  it('offers no pallet whose sending was undone after part of its goods had come', async () => {
    const sku = await stocked(6)
    const unit = labelled(`00950600013436${String(++serial).padStart(3, '0')}`)
    const transferId = v7()
    await push('pack', { orderId: v7(), sscc: unit, lines: [{ sku, lot: 'L1', quantity: 6, from: 'A-01' }] })
    const sending = { transferId, to: 'EAST', unit, lines: [{ sku, lot: 'L1', quantity: 6 }] }
    const sent = await push('transferShip', sending)
    const lines = [{ sku, lot: 'L1', quantity: 2 }]
    const part = await push('transferReceive', { transferId, lines }, 'EAST')
    expect((await push('reverse', { transaction: sent.id })).result.outcome).toBe('exception')
    expect((await read(transferId)).units).toEqual([])
    await push('reverse', { transaction: part.id }, 'EAST')
    expect(await read(transferId)).toMatchObject({ goods: [{ sent: 0, received: 0 }] })
  })

  it('is shipped as an order by an app that does not know of transfers', async () => {
    const { sku, id } = await picked(2)
    const sent = await push('ship', { orderId: id })
    expect(await floor.lines(sent.id)).toEqual(['2 L1 STAGING > @in-transit'])
    expect(await read(id)).toMatchObject({ goods: [{ sku, sent: 2 }] })
    await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 2 }] }, 'EAST')
  })

  it('keeps a lot as old, as dear and as held as it was', async () => {
    const { sku, id } = await picked(2)
    const before = await floor.lot(sku, 'L1')
    await push('transferShip', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 2, from: 'STAGING' }] })
    await push('transferReceive', { transferId: id, lines: [{ sku, lot: 'L1', quantity: 2 }] }, 'EAST')
    expect(await floor.lot(sku, 'L1')).toEqual(before)
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Glass' })
    expect(await inventory(sku, 'EAST')).toMatchObject({ onHand: 2, onHold: 2, sellable: 0 })
  })

  it('parks what names no item, no place or no warehouse', async () => {
    const sku = await stocked(1)
    const transferId = v7()
    const of = async (type: string, payload: object, warehouse?: string) =>
      (await push(type, { transferId, ...payload }, warehouse)).result.problem?.code
    expect(await of('transferShip', { to: 'MOON', lines: [{ sku, lot: 'L1', quantity: 1 }] })).toBe('unknown-warehouse')
    expect(await of('transferShip', { to: 'MAIN', lines: [{ sku, lot: 'L1', quantity: 1 }] })).toBe('same-warehouse')
    expect(await of('transferShip', { unit: 'A-01', lines: [{ sku, lot: 'L1', quantity: 1 }] })).toBe('not-a-unit')
    expect(await of('transferReceive', { lines: [{ sku: 'NONE', quantity: 1 }] }, 'EAST')).toBe('unknown-sku')
    expect(await of('transferReceive', { location: 'X', lines: [{ sku, lot: 'L1', quantity: 1 }] }, 'EAST')).toBe(
      'unknown-location',
    )
    expect(await of('transferReceive', { lines: [] }, 'EAST')).toBe('malformed')
    for (const warehouse of ['MAIN', 'EAST']) {
      const { items } = await ok<{ items: { id: string }[] }>(floor.server, 'GET', `/refused?warehouse=${warehouse}`)
      for (const { id } of items) await ok(floor.server, 'POST', `/refused/${id}/dismiss`)
    }
  })
})
