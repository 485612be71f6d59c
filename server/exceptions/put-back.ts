/** What of a lot that must not leave is to be put back, and how much of it has been: for the card of its exception. */
import { and, eq, inArray } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { keyOf } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

export interface PutBack {
  location: string
  quantity: number
  done: number
  state: 'open' | 'done' | 'cancelled'
}

const TYPES = ['held-lot-moved', 'expired-lot-picked', 'over-pick', 'rotation-bypassed']

/** By exception, one for each place that the lot stood at for its order; none where the exception asks for none. */
export async function putBacksOf(
  { db, t: { tasks } }: Reader,
  rows: readonly ExceptionRow[],
): Promise<Map<string, PutBack[]>> {
  const asking = rows.filter(({ type, orderId, sku }) => TYPES.includes(type) && orderId !== null && sku !== null)
  if (asking.length === 0) return new Map()
  const orderIds = [...new Set(asking.map(({ orderId }) => orderId ?? ''))]
  const found = await db
    .select()
    .from(tasks)
    .where(and(inArray(tasks.orderId, orderIds), eq(tasks.kind, 'put-back')))
    .orderBy(tasks.id)
  const byLot = grouped(found, ({ orderId, sku, lot }) => keyOf(orderId ?? '', sku, lot))
  return new Map(
    asking.map(({ id, orderId, sku, lot }) => [
      id,
      (byLot.get(keyOf(orderId ?? '', sku ?? '', lot ?? '')) ?? []).map(({ location, quantity, done, state }) => ({
        location,
        quantity,
        done,
        state,
      })),
    ]),
  )
}
