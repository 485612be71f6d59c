/** The state of an order line, and its channel's claim beside it: both change here and nowhere else. */
import { eq, sql } from 'drizzle-orm'
import { changeClaim } from '../availability/claims.ts'
import type { LinePart, Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'

export type OrderLine = Schema['orderLines']['$inferSelect']

export type LineDelta = Partial<Record<LinePart, number>>

const p = sql.placeholder

const statements = ((db, t) => ({
  line: prepared(
    'order_line',
    db
      .select()
      .from(t.orderLines)
      .where(eq(t.orderLines.id, p('id'))),
  ),
  ofOrder: prepared(
    'order_lines_of_order',
    db
      .select()
      .from(t.orderLines)
      .where(eq(t.orderLines.orderId, p('orderId')))
      .orderBy(t.orderLines.position),
  ),
})) satisfies Statements<unknown>

/** A line of an order of this warehouse; another's is unknown here. */
export async function readLine(scene: Pick<Scene, 'tx' | 'warehouse'>, id: string): Promise<OrderLine | undefined> {
  const [line] = await scene.tx.statements(statements).line.execute({ id })
  return line?.warehouse === scene.warehouse ? line : undefined
}

export const linesOfOrder = (scene: Pick<Scene, 'tx'>, orderId: string): Promise<OrderLine[]> =>
  scene.tx.statements(statements).ofOrder.execute({ orderId })

/** Moves units of a line between its states, and the channel's claim with them. On a claim, allocated includes picked. */
export async function changeLine(
  scene: Scene,
  line: Pick<OrderLine, 'id' | 'sku' | 'channel' | 'orderId'>,
  delta: LineDelta,
): Promise<OrderLine> {
  const { orderLines } = scene.tx.t
  const { committed = 0, allocated = 0, picked = 0, shipped = 0, backordered = 0, cancelled = 0 } = delta
  const [row] = await scene.tx.db
    .update(orderLines)
    .set({
      committed: sql`${orderLines.committed} + ${committed}`,
      allocated: sql`${orderLines.allocated} + ${allocated}`,
      picked: sql`${orderLines.picked} + ${picked}`,
      shipped: sql`${orderLines.shipped} + ${shipped}`,
      backordered: sql`${orderLines.backordered} + ${backordered}`,
      cancelled: sql`${orderLines.cancelled} + ${cancelled}`,
    })
    .where(eq(orderLines.id, line.id))
    .returning()
  if (!row) throw new Error(`Order line ${line.id} has gone.`)
  for (const part of ['committed', 'allocated', 'picked', 'shipped', 'backordered'] as const) {
    if (row[part] < 0) throw new Error(`Order line ${line.id} would have ${row[part]} ${part}.`)
  }
  scene.effects.push({ kind: 'line', lineId: line.id, delta })
  scene.touchedOrders.add(line.orderId)
  scene.touchedItems.add(line.sku)
  await changeClaim(scene.tx, scene.warehouse, line.sku, line.channel, {
    committed,
    allocated: allocated + picked,
    backordered,
  })
  emit(scene.tx, 'orderLines', scene.warehouse, row)
  return row
}
