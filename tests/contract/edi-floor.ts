/** What the tests of EDI begin with, and do again and again: each has a retailer of its own, and ships to it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import type { Dialect } from '../support/database.ts'
import { type Floor, openFloor } from './floor.ts'
import { connectPartner, type TradingPartner } from './trading-partner.ts'

export interface EdiFloor {
  floor: Floor
  /** Where goods stand before they leave. */
  lane: string
  retail: TradingPartner
}

let serial = 0
export const newSscc = (): string => {
  serial += 1
  const body = `0952123499${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

/** To be called where the tests are described; `begin` is told before each of them. */
export function setUpEdi(dialect: Dialect, begin: (given: EdiFloor) => void) {
  let floor: Floor
  let lane: string
  let retail: TradingPartner
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    lane = await floor.bin({ kind: 'staging' })
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    retail = await connectPartner(floor, `retail-${++made}`)
    begin({ floor, lane, retail })
  })
  afterEach(async () => {
    await retail.end()
    await floor.cleanAudit()
  })

  /** Picked into cartons of so many, and shipped. */
  async function shipped(orderId: string, cartons: readonly (readonly [sku: string, lot: string, quantity: number])[]) {
    const { tasks } = await floor.release(orderId)
    for (const task of tasks) await floor.pick(task, { to: lane, orderId })
    const labels: string[] = []
    for (const [sku, lot, quantity] of cartons) {
      const sscc = newSscc()
      labels.push(sscc)
      await floor.stream.push('pack', { orderId, sscc, lines: [{ sku, lot, quantity, from: lane }] })
    }
    const ship = await floor.stream.push('ship', {
      orderId,
      carrier: 'UPSN',
      service: 'GROUND',
      trackingNumber: '1Z77',
    })
    expect(ship.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    return { labels, transaction: ship.id }
  }

  /** Units of each line of our order, as it stands. */
  const lines = async (externalId: string) =>
    ((await retail.orderOf(externalId))?.lines ?? []).map(({ quantity, cancelled }) => quantity - cancelled)

  /** The one document of its kind. */
  const only = async (set: string) => {
    const found = (await retail.documents()).filter((one) => one.set === set)
    expect(found).toHaveLength(1)
    return found[0] as (typeof found)[number]
  }

  return { shipped, lines, only }
}
