/** The state of an order line, and its channel's claim beside it: both change here and nowhere else. */
import { eq, sql } from 'drizzle-orm'
import { changeClaim } from '../availability/claims.ts'
import { claimsOf } from '../availability/pool.ts'
import type { LinePart, Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'

export type OrderLine = Schema['orderLines']['$inferSelect']

/** `drawn`: of the open units, those taken from the channel's protection. */
export type LineDelta = Partial<Record<LinePart | 'drawn', number>>

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
  change: prepared(
    'order_line_change',
    db
      .update(t.orderLines)
      .set({
        committed: sql`${t.orderLines.committed} + ${p('committed')}`,
        allocated: sql`${t.orderLines.allocated} + ${p('allocated')}`,
        picked: sql`${t.orderLines.picked} + ${p('picked')}`,
        shipped: sql`${t.orderLines.shipped} + ${p('shipped')}`,
        backordered: sql`${t.orderLines.backordered} + ${p('backordered')}`,
        planned: sql`${t.orderLines.planned} + ${p('planned')}`,
        cancelled: sql`${t.orderLines.cancelled} + ${p('cancelled')}`,
        drawn: sql`${t.orderLines.drawn} + ${p('drawn')}`,
      })
      .where(eq(t.orderLines.id, p('id')))
      .returning(),
  ),
})) satisfies Statements<unknown>

/** A line of an order of this warehouse; another's is unknown here. */
export async function readLine(scene: Pick<Scene, 'tx' | 'warehouse'>, id: string): Promise<OrderLine | undefined> {
  const [line] = await scene.tx.statements(statements).line.execute({ id })
  return line?.warehouse === scene.warehouse ? line : undefined
}

export const linesOfOrder = (scene: Pick<Scene, 'tx'>, orderId: string): Promise<OrderLine[]> =>
  scene.tx.statements(statements).ofOrder.execute({ orderId })

/**
 * Moves units of a line between its states, and the channel's claim with them. On a claim, allocated includes picked.
 *
 * A line remembers how much of what is open it drew from its channel's protection. When less is open than was drawn, the
 * difference was shipped, and is gone with the goods; or it was given up, and goes back to the protection.
 */
export async function changeLine(
  scene: Scene,
  line: Pick<OrderLine, 'id' | 'sku' | 'channel' | 'orderId'>,
  delta: LineDelta,
): Promise<OrderLine> {
  const row = await writeLine(scene, line, delta)
  const undrawn = row.drawn - (row.committed + row.allocated + row.picked)
  const settled = undrawn > 0 ? await writeLine(scene, line, { drawn: -undrawn }) : row
  if (undrawn > 0 && (delta.shipped ?? 0) <= 0) await giveBack(scene, line, undrawn)
  return settled
}

const PARTS = ['committed', 'allocated', 'picked', 'shipped', 'backordered', 'planned', 'cancelled', 'drawn'] as const

/** Writes the parts as told; only what restores an earlier state of the line needs this. */
export async function writeLine(
  scene: Scene,
  line: Pick<OrderLine, 'id' | 'sku' | 'channel' | 'orderId'>,
  delta: LineDelta,
): Promise<OrderLine> {
  const change = Object.fromEntries(PARTS.map((part) => [part, delta[part] ?? 0])) as Record<LinePart | 'drawn', number>
  const [row] = await scene.tx.statements(statements).change.execute({ id: line.id, ...change })
  if (!row) throw new Error(`Order line ${line.id} has gone.`)
  for (const part of PARTS) {
    if (row[part] < 0) throw new Error(`Order line ${line.id} would have ${row[part]} ${part}.`)
  }
  scene.effects.push({ kind: 'line', lineId: line.id, delta })
  scene.touchedOrders.add(line.orderId)
  scene.touchedItems.add(line.sku)
  // Less is open, and it was not shipped: it is free again.
  if (change.committed + change.allocated + change.picked + Math.max(0, change.shipped) < 0)
    scene.freedItems.add(line.sku)
  await changeClaim(scene.tx, scene.warehouse, line.sku, line.channel, {
    committed: change.committed,
    allocated: change.allocated + change.picked,
    backordered: change.backordered,
    planned: change.planned,
    drawn: change.drawn,
  })
  emit(scene.tx, 'orderLines', scene.warehouse, row)
  return row
}

/** Back to the protection that it came from; where that has ended, it is shared. */
async function giveBack(scene: Scene, { sku, channel }: Pick<OrderLine, 'sku' | 'channel'>, units: number) {
  const { tx, warehouse } = scene
  const claims = await claimsOf(tx, warehouse, sku, await scene.ground.today())
  const claim = claims.find((one) => one.channel === channel)
  if (claim?.isProtection) await changeClaim(tx, warehouse, sku, channel, { protected: units })
}

/** A change of what a line asks for; its parts must be brought to that sum in the same unit. */
export async function changeQuantity(scene: Scene, line: Pick<OrderLine, 'id'>, by: number): Promise<void> {
  const { orderLines } = scene.tx.t
  await scene.tx.db
    .update(orderLines)
    .set({ quantity: sql`${orderLines.quantity} + ${by}` })
    .where(eq(orderLines.id, line.id))
}
