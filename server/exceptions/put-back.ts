/** What of a lot that must not leave is to be put back, and how much of it has been; when all of it is back, the cause is gone. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { keyOf } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'
import { closeException } from './open.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { pickedFor, shippedOf } from './remedies/standing.ts'

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

const CLOSED_WHEN_BACK = ['held-lot-moved', 'expired-lot-picked'] as const

/** After some of it was carried back: nothing of it stands with the order any more, is still asked back, or has left with it. */
export async function closeWherePutBack(
  scene: Pick<Scene, 'tx' | 'warehouse'>,
  { orderId, sku, lot }: { orderId: string; sku: string; lot: string },
): Promise<void> {
  const { exceptions } = scene.tx.t
  const open = await scene.tx.db
    .select()
    .from(exceptions)
    .where(
      and(
        eq(exceptions.warehouse, scene.warehouse),
        sql`${exceptions.state} = 'open'`,
        inArray(exceptions.type, [...CLOSED_WHEN_BACK]),
        eq(exceptions.orderId, orderId),
        eq(exceptions.sku, sku),
        eq(exceptions.lot, lot),
      ),
    )
  for (const row of open) {
    if (await isStillOut(scene, row)) continue
    const type = row.type as (typeof CLOSED_WHEN_BACK)[number]
    await closeException(scene.tx, scene.warehouse, type, row.subject, 'What was picked of it has been put back.')
  }
}

async function isStillOut(scene: Pick<Scene, 'tx'>, row: ExceptionRow): Promise<boolean> {
  const asked = (await putBacksOf(scene.tx, [row])).get(row.id) ?? []
  if (asked.some(({ state }) => state === 'open')) return true
  return (await pickedFor(scene, row)).length > 0 || (await shippedOf(scene.tx, row)) > 0
}
