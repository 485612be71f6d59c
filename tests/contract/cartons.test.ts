/** Cartons and pallets from the first scan to the lorry, and stock that comes back from a shared lane. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, feedSettled, ok, openFloor, pullAll, type TaskBody } from './floor.ts'

let serial = 0
const newSscc = (): string => {
  serial += 1
  const body = `0952123400${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

describe.each(EDGE_DIALECTS)('cartons and pallets on %s', (dialect) => {
  let floor: Floor
  let lane: string
  beforeAll(async () => {
    floor = await openFloor(dialect)
    lane = await floor.bin({ kind: 'staging' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  /** An order of so many, picked into the lane. */
  async function picked(sku: string, quantity: number) {
    const order = await floor.order(sku, quantity)
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task as TaskBody, { to: lane, orderId: order.id })
    return order
  }
  const pack = (orderId: string, sku: string, quantity: number, sscc: string) =>
    floor.stream.push('pack', { orderId, sscc, lines: [{ sku, lot: 'L1', quantity, from: lane }] })
  /** What the handhelds are told of this place; undefined where it is none of theirs. */
  async function told(code: string) {
    await feedSettled(floor.server)
    const { changes } = await pullAll(floor.server)
    return changes.filter(({ table, key }) => table === 'locations' && key === code).at(-1)?.value ?? undefined
  }

  it('a pallet is begun by its label, and leaves with its cartons', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01')
    const order = await picked(sku, 10)
    const [one, two, pallet] = [newSscc(), newSscc(), newSscc()]
    await pack(order.id, sku, 6, one)
    await pack(order.id, sku, 4, two)
    expect(await floor.stock(sku)).toEqual({ [`L1@${one}`]: 6, [`L1@${two}`]: 4 })
    for (const unit of [one, two])
      expect((await floor.stream.push('moveUnit', { unit, to: pallet })).result.outcome).toBe('applied')
    expect(await told(pallet)).toMatchObject({ kind: 'unit', within: lane, sscc: pallet })
    expect(await told(two)).toMatchObject({ within: pallet })
    const { result } = await floor.stream.push('ship', {
      orderId: order.id,
      units: [one, two, pallet],
      lines: [
        { sku, lot: 'L1', quantity: 6, from: one },
        { sku, lot: 'L1', quantity: 4, from: two },
      ],
    })
    expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await floor.stock(sku)).toEqual({})
    for (const unit of [one, two, pallet]) expect(await told(unit)).toBeUndefined()
  })

  it('a carton is put onto a pallet once only, and a label that is damaged begins none', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 2, 'A-02')
    const order = await picked(sku, 2)
    const carton = newSscc()
    await pack(order.id, sku, 2, carton)
    const damaged = `${newSscc().slice(0, 17)}X`
    const refused = await floor.stream.push('moveUnit', { unit: carton, to: damaged })
    expect(refused.result.problem).toMatchObject({ code: 'unknown-location', field: 'payload.to' })
    await ok(floor.server, 'POST', `/refused/${refused.sent.id}/dismiss`)
    const pallet = newSscc()
    const first = await floor.stream.push('moveUnit', { unit: carton, to: pallet })
    await floor.stream.push('reverse', { transaction: first.id })
    expect(await told(carton)).toMatchObject({ within: lane })
    await floor.stream.push('moveUnit', { unit: carton, to: pallet })
    expect(await told(carton)).toMatchObject({ within: pallet })
  })

  it('what is put back of a cancelled order is not taken from another one in the same lane', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 6, 'A-03')
    const orders = [await picked(sku, 3), await picked(sku, 3)].reverse()
    for (const given of orders) {
      const kept = orders.find((order) => order !== given)
      await ok(floor.server, 'POST', `/orders/${given.id}/cancel`)
      await floor.stream.push('move', { sku, lot: 'L1', quantity: 3, from: lane, to: 'A-04' })
      expect((await floor.tasks({ kind: 'put-back', state: 'open' })).filter((task) => task.sku === sku)).toEqual([])
      expect((await floor.readOrder(given.id)).lines[0]).toMatchObject({ picked: 0, cancelled: 3 })
      if (given === orders[0])
        expect((await floor.readOrder(kept?.id ?? '')).lines[0]).toMatchObject({ picked: 3, cancelled: 0 })
    }
    expect(await floor.stock(sku)).toEqual({ 'L1@A-04': 6 })
  })
})
