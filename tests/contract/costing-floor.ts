/** What the tests of costing begin with, and do again and again: orders are filled, and what was entered for them is read. */
import { afterAll, beforeAll } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import type { Dialect } from '../support/database.ts'
import { type Floor, feedSettled, ok, openFloor } from './floor.ts'

export interface Row extends Record<string, unknown> {
  sku?: string
  channel?: string
  units: number
  revenue: number
  contribution: number
  contributionRate: number | null
}

export interface Entry {
  id: string
  day: string
  sku: string
  channel: string
  orderLineId: string | null
  kind: string
  amount: number
  units: number
  known: string
  source: string
  because: string
}

export const EVER = 'from=2020-01-01&to=2039-12-31'
export const usd = (amount: number) => ({ amount, currency: 'USD' })

/** To be called where the tests are described; `begin` is told the floor before them. */
export function setUpCosting(dialect: Dialect, begin: (floor: Floor) => void) {
  let floor: Floor
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    begin(floor)
    await capture()
    await ok(floor.server, 'PUT', '/settings/labour', {
      wagePerHour: usd(1_800),
      pickSecondsPerUnit: 10,
      packagingPerParcel: usd(45),
    })
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  async function capture(): Promise<void> {
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
  }
  const channel = async (): Promise<string> => {
    const id = `ch-${++made}`
    await ok(floor.server, 'PUT', `/channels/${id}`, { name: id, kind: 'dtc', priority: 5 })
    return id
  }
  const margins = async (query: string) => {
    await capture()
    return ok<{ rows: Row[]; total: Row; gaps: number }>(floor.server, 'GET', `/margins?${EVER}&${query}`)
  }
  const entries = async (query: string) => {
    await capture()
    return (await ok<{ items: Entry[] }>(floor.server, 'GET', `/margins/entries?${EVER}&limit=1000&${query}`)).items
  }
  const kinds = (found: readonly Entry[]) =>
    Object.fromEntries(
      [...new Set(found.map(({ kind }) => kind))].map((kind) => [
        kind,
        found.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + amount, 0),
      ]),
    )

  /** Placed, picked, and ready to leave. */
  async function picked(
    sku: string,
    quantity: number,
    over: Record<string, unknown> = {},
    line: Record<string, unknown> = {},
  ) {
    const { channel: of = 'shop', ...more } = over
    const order = await ok<{ id: string; lines: { id: string }[] }>(floor.server, 'POST', '/orders', {
      externalId: `O-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      lines: [{ sku, quantity, unitPrice: usd(1_000), ...line }],
      ...more,
    })
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task)
    return order
  }
  const ship = (orderId: string, over: Record<string, unknown> = {}) =>
    floor.stream.push('ship', { orderId, carrier: 'UPS', shippingCost: usd(700), ...over })

  return { capture, channel, margins, entries, kinds, picked, ship }
}
