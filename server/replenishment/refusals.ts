/**
 * Gathers what was asked for in orders that were refused, and writes it down together: when everybody asks for what is gone, an
 * answer must not wait for a commit of its own. What a crash takes of it is a figure, not a promise.
 */
import type { Work } from '../db/work.ts'
import { markStale } from './kept.ts'
import { noteRefused, type RefusedOrder } from './refused-demand.ts'

/** A flood of refused orders must not fill the memory. */
const MOST = 10_000
const ORDERS_A_UNIT = 100

interface Refusal {
  warehouse: string
  order: RefusedOrder
}

const waiting = new WeakMap<Work, Map<string, Refusal>>()

export function refused(work: Work, { warehouse, order: { channel, externalId, lines, at } }: Refusal): void {
  const gathered = waiting.get(work) ?? new Map<string, Refusal>()
  waiting.set(work, gathered)
  const asked = lines.map(({ sku, quantity }) => ({ sku, quantity }))
  if (gathered.size < MOST)
    gathered.set(JSON.stringify([channel, externalId]), { warehouse, order: { channel, externalId, lines: asked, at } })
}

export async function writeRefusals(work: Work): Promise<void> {
  const gathered = [...(waiting.get(work)?.values() ?? [])]
  waiting.delete(work)
  for (let first = 0; first < gathered.length; first += ORDERS_A_UNIT) {
    const some = gathered.slice(first, first + ORDERS_A_UNIT)
    await work.run([], async (tx) => {
      for (const { warehouse, order } of some) {
        await noteRefused(tx, warehouse, order)
        // Nothing else tells of it: an order that was refused is in no feed.
        await markStale(tx, warehouse, [...new Set(order.lines.map(({ sku }) => sku))])
      }
    })
  }
}
