/** What the tests of returns do again and again: ship something, have it come back, look at it. */
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { ExceptionType } from '../../server/exceptions/types.ts'
import { type Floor, ok } from './floor.ts'

/** Types of exceptions that are about returns. */
export const OF_RETURNS: readonly ExceptionType[] = [
  'over-return',
  'disposition-stopped',
  'scrap-approval',
  'documents-missing',
  'chargeback-due',
  'quality-suspect',
]

export interface ReturnBody {
  id: string
  channel: string
  orderExternalId: string | null
  reference: string | null
  blind: boolean
  state: string
  documents: string
  chargeback: Record<string, unknown> | null
  customer: { id: string; name: string } | null
  ageSeconds: number
  units: { expected: number; received: number; uninspected: number; waiting: number; done: number }
  value: { amount: number; currency: string } | null
  waitingFor: string[]
  skus: string[]
}

export interface ReturnDetail extends ReturnBody {
  note: string | null
  missing: string[]
  photos: { sha256: string; stored: boolean; type: string | null }[]
  lines: {
    sku: string
    reason: string
    expected: number
    received: number
    lots: { lot: string | null; quantity: number }[]
  }[]
  goods: { id: string; sku: string; lot: string | null; quantity: number; inspected: number; location: string }[]
  inspections: {
    id: string
    quantity: number
    carriedOut: number
    disposition: string
    state: string
    waitsFor: string | null
    location: string
    photos: string[]
    approvedBy: string | null
  }[]
}

export interface FiguresBody {
  sku?: string | null
  channel?: string | null
  reason?: string | null
  lot?: string | null
  supplier?: string | null
  shipped: number
  returned: number
  rate: number | null
  dispositions: Record<string, number>
  waiting: number
  scrapped: { amount: number; currency: string } | null
  hours: { median: number; mean: number } | null
}

export type ReturnsFloor = Awaited<ReturnType<typeof returnsFloor>>

export async function returnsFloor(floor: Floor) {
  const { server, stream } = floor
  const cage = `CAGE-${v7().slice(-6)}`
  await ok(server, 'PUT', `/locations/${cage}`, { kind: 'returns' })

  const list = async (filter: Record<string, string> = {}) =>
    (await ok<{ items: ReturnBody[] }>(server, 'GET', `/returns?${new URLSearchParams({ limit: '1000', ...filter })}`))
      .items

  const read = (id: string) => ok<ReturnDetail>(server, 'GET', `/returns/${id}`)

  return {
    cage,
    list,
    read,

    /** An order that has left. */
    async shipped(sku: string, quantity: number, over: Record<string, unknown> = {}) {
      const externalId = v7()
      const order = await floor.order(sku, quantity, { externalId, ...over })
      const { tasks } = await floor.release(order.id)
      for (const task of tasks) await floor.pick(task)
      const { result } = await stream.push('ship', { orderId: order.id, trackingNumber: `T-${externalId}` })
      expect(result.outcome).toBe('applied')
      return { id: order.id, externalId }
    },

    receive: (sku: string, lot: string | null, quantity: number, over: Record<string, unknown> = {}) =>
      stream.push('returnReceive', {
        channel: 'shop',
        sku,
        lot,
        quantity,
        reason: 'unwanted',
        location: cage,
        ...over,
      }),

    inspect: (
      sku: string,
      lot: string | null,
      quantity: number,
      disposition: string,
      over: Record<string, unknown> = {},
    ) => stream.push('inspect', { sku, lot, location: cage, quantity, condition: 'new', disposition, ...over }),

    announce: (body: Record<string, unknown>) =>
      ok<{ id: string; state: string; warnings: string[]; lines: ReturnDetail['lines'] }>(server, 'POST', '/returns', {
        channel: 'shop',
        ...body,
      }),

    /** The only return of this order. */
    async ofOrder(externalId: string): Promise<ReturnDetail> {
      const found = (await list()).filter((one) => one.orderExternalId === externalId)
      expect(found).toHaveLength(1)
      return read(found[0]?.id ?? '')
    },

    figures: async (query: Record<string, string>) =>
      (await ok<{ items: FiguresBody[] }>(server, 'GET', `/returns/figures?${new URLSearchParams(query)}`)).items,

    /** Open exceptions of a type about an item. */
    open: (type: string, sku: string) => floor.exceptions({ type, sku }),

    resolve: (id: string, body: Record<string, unknown>, options = {}) =>
      server.call<Record<string, unknown>>('POST', `/exceptions/${id}/resolve`, body, options),
  }
}
