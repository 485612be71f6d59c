/** What moved at a place that whoever counted it did not know of. */
import { eq, sql } from 'drizzle-orm'
import { ADJUSTMENT, isVirtual } from '../../shared/rules/places.ts'
import { stockKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { Tx } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'
import { EVERYTHING, type Moment, OFFICE, orderAgainst } from './order.ts'

export interface Passed {
  /** Net units that came in after the count, and were not there to be counted. */
  later: number
  /** Something moved of which nobody can say whether the count saw it. */
  concurrent: boolean
}

/** An observation before it is written: the count that is being posted. */
interface Looking {
  countId: string
  streamId: string
  seq: number
  seen: number | null
}

interface MovementAt extends Record<string, unknown> {
  sku: string
  lot: string
  n_quantity: number
  from_location: string
  from_status: string
  to_location: string
  to_status: string
  transaction_id: string
}

/** By stock key. A device that had seen nothing of the feed knows of no movement: all are looked at. */
export async function passedAt(scene: Scene, location: string, count: Looking): Promise<Map<string, Passed>> {
  const passed = new Map<string, Passed>()
  const orders = new Map<string, Awaited<ReturnType<typeof orderAgainst>>>()
  for (const row of await movementsAfter(scene, location, count.seen ?? -1)) {
    // A correction says what stands there, as the count does: it is no movement of goods.
    if (isCorrection(row)) continue
    const id = row.transaction_id
    const order = orders.get(id) ?? (await orderOf(scene.tx, id, count))
    orders.set(id, order)
    if (order === 'earlier') continue
    for (const { status, units } of sidesAt(row, location)) {
      const key = stockKey({ sku: row.sku, lot: row.lot, location, status })
      const sum = passed.get(key) ?? { later: 0, concurrent: false }
      passed.set(key, {
        later: sum.later + (order === 'later' ? units : 0),
        concurrent: sum.concurrent || order === 'concurrent',
      })
    }
  }
  return passed
}

const isCorrection = ({ from_location, to_location }: MovementAt): boolean =>
  [from_location, to_location].includes(ADJUSTMENT)

const sidesAt = (row: MovementAt, location: string): { status: string; units: number }[] => {
  const units = Number(row.n_quantity)
  const sides = []
  if (row.from_location === location) sides.push({ status: row.from_status, units: -units })
  if (row.to_location === location) sides.push({ status: row.to_status, units })
  return sides
}

/**
 * Ledger lines at the place whose feed entry is behind what the device had seen, or has no position yet. The feed is walked
 * from there on, so the cost is that of what the device missed, not of the ledger.
 */
async function movementsAfter({ tx, warehouse }: Scene, location: string, seen: number): Promise<MovementAt[]> {
  if (isVirtual(location)) return []
  const columns = sql`m.id, m.sku, m.lot, m.quantity as n_quantity, m.from_location, m.from_status, m.to_location, m.to_status, m.transaction_id`
  const here = sql`m.warehouse = ${warehouse} and (m.from_location = ${location} or m.to_location = ${location})`
  return rawRows<MovementAt>(
    tx,
    sql`select ${columns} from feed f cross join movements m
        where f.position > ${seen} and f.ref is not null and m.transaction_id = f.ref and ${here}
        union
        select ${columns} from feed_pending f cross join movements m
        where f.ref is not null and m.transaction_id = f.ref and ${here}`,
  )
}

/** Of a recorded transaction; one that came from no handheld was done in knowledge of what was posted by then. */
async function orderOf(tx: Tx, id: string, count: Looking) {
  const moment = await momentOf(tx, id)
  // The office, while somebody was counting: nobody knows which came first.
  if (moment === 'now') return count.seen === EVERYTHING ? ('earlier' as const) : ('concurrent' as const)
  return orderAgainst(tx, moment, count)
}

/** When a recorded transaction happened, as far as its device knew; `now` of one that came from no handheld. */
export async function momentOf(tx: Tx, id: string): Promise<Moment> {
  const { inbox } = tx.t
  const [row] = await tx.db
    .select({
      deviceId: inbox.deviceId,
      type: inbox.type,
      streamId: inbox.streamId,
      seq: inbox.seq,
      envelope: inbox.envelope,
    })
    .from(inbox)
    .where(eq(inbox.id, id))
  if (!row) return 'now'
  const envelope = JSON.parse(row.envelope) as { cursor?: string | null; payload?: { transaction?: string } }
  if (row.deviceId !== OFFICE) return { streamId: row.streamId, seq: row.seq, cursor: envelope.cursor, recordedAs: id }
  // What the office undoes did not happen; nobody carried anything back. So it counts for when it would have been.
  const undone = row.type === 'reverse' ? envelope.payload?.transaction : undefined
  return undone === undefined ? 'now' : momentOf(tx, undone)
}
