/** Transfers as they are answered: what was asked for, what left, what has come. */
import { and, desc, eq, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import type { Transfer } from './book.ts'
import { underWay } from './differences.ts'

export interface TransfersWanted {
  state?: string | undefined
  /** `in`: to this warehouse; `out`: from it. */
  direction?: string | undefined
  after: string
  limit: number
}

/** Newest first: those that leave this warehouse or come to it. */
export async function readTransfers(reader: Reader, warehouse: string, wanted: TransfersWanted) {
  const { db, t } = reader
  const rows = await db
    .select()
    .from(t.transfers)
    .where(
      and(
        endsIn(reader, warehouse, wanted.direction),
        wanted.state === undefined ? undefined : eq(t.transfers.state, wanted.state as Transfer['state']),
        wanted.after === '' ? undefined : lt(t.transfers.id, wanted.after),
      ),
    )
    .orderBy(desc(t.transfers.id))
    .limit(wanted.limit + 1)
  const shown = rows.slice(0, wanted.limit)
  return {
    items: await answers(reader, shown),
    next: rows.length > wanted.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

function endsIn({ t: { transfers } }: Reader, warehouse: string, direction: string | undefined): SQL | undefined {
  const [out, into] = [eq(transfers.fromWarehouse, warehouse), eq(transfers.toWarehouse, warehouse)]
  if (direction === 'out') return out
  return direction === 'in' ? into : or(out, into)
}

export async function readOneTransfer(reader: Reader, id: string) {
  const rows = await reader.db.select().from(reader.t.transfers).where(eq(reader.t.transfers.id, id))
  const [answer] = await answers(reader, rows)
  if (!answer) throw notFound(`transfer ${id}`)
  return answer
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

async function answers({ db, t }: Reader, rows: readonly Transfer[]) {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const orders = await db
    .select({ id: t.orders.id, status: t.orders.status })
    .from(t.orders)
    .where(inArray(t.orders.id, ids))
  const asked = await db
    .select({
      orderId: t.orderLines.orderId,
      sku: t.orderLines.sku,
      quantity: t.orderLines.quantity,
      cancelled: t.orderLines.cancelled,
    })
    .from(t.orderLines)
    .where(inArray(t.orderLines.orderId, ids))
    .orderBy(t.orderLines.position)
  const goods = await db
    .select()
    .from(t.transferGoods)
    .where(inArray(t.transferGoods.transferId, ids))
    .orderBy(t.transferGoods.sku, t.transferGoods.lot)
  const units = await db
    .select()
    .from(t.transferUnits)
    .where(inArray(t.transferUnits.transferId, ids))
    .orderBy(t.transferUnits.unit)
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    from: row.fromWarehouse,
    to: row.toWarehouse,
    state: row.state,
    /** Of what was asked for; null: the floor began it. */
    order: orders.find(({ id }) => id === row.id)?.status ?? null,
    expectedOn: row.expectedOn,
    createdAt: instant(row.createdAt),
    firstSentAt: instant(row.firstSentAt),
    lastReceivedAt: instant(row.lastReceivedAt),
    asked: asked
      .filter((one) => one.orderId === row.id)
      .map(({ sku, quantity, cancelled }) => ({ sku, quantity: quantity - cancelled })),
    goods: goods
      .filter((one) => one.transferId === row.id)
      .map(({ transferId: _, lot, ...one }) => ({ ...one, lot: lot === '' ? null : lot, underWay: underWay(one) })),
    units: units
      .filter((one) => one.transferId === row.id)
      .map(({ unit, receivedAt }) => ({ unit, receivedAt: instant(receivedAt) })),
  }))
}
