/** The state of an order line, and its channel's claim beside it: both change here and nowhere else. */
import { eq, sql } from 'drizzle-orm'
import { changeClaim, changeClaims } from '../availability/claims.ts'
import { claimsOf } from '../availability/pool.ts'
import { listed, listedRows, listing } from '../db/listed.ts'
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
  skusOfOrder: prepared(
    'order_skus',
    db
      .selectDistinct({ sku: t.orderLines.sku })
      .from(t.orderLines)
      .where(eq(t.orderLines.orderId, p('orderId'))),
  ),
  change: prepared(
    'order_line_change',
    db
      .update(t.orderLines)
      .set({
        committed: sql`${t.orderLines.committed} + ${listed(t.orderLines.committed)}`,
        allocated: sql`${t.orderLines.allocated} + ${listed(t.orderLines.allocated)}`,
        picked: sql`${t.orderLines.picked} + ${listed(t.orderLines.picked)}`,
        shipped: sql`${t.orderLines.shipped} + ${listed(t.orderLines.shipped)}`,
        backordered: sql`${t.orderLines.backordered} + ${listed(t.orderLines.backordered)}`,
        planned: sql`${t.orderLines.planned} + ${listed(t.orderLines.planned)}`,
        cancelled: sql`${t.orderLines.cancelled} + ${listed(t.orderLines.cancelled)}`,
        drawn: sql`${t.orderLines.drawn} + ${listed(t.orderLines.drawn)}`,
      })
      .from(listedRows(db))
      .where(eq(t.orderLines.id, listed(t.orderLines.id)))
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

/** What it is about, for those who have still to lock it. */
export const skusOfOrder = async (scene: Pick<Scene, 'tx'>, orderId: string): Promise<string[]> =>
  (await scene.tx.statements(statements).skusOfOrder.execute({ orderId })).map((row) => row.sku)

export interface LineChange {
  line: Pick<OrderLine, 'id' | 'sku' | 'channel' | 'orderId'>
  delta: LineDelta
}

export const changeLine = async (scene: Scene, line: LineChange['line'], delta: LineDelta): Promise<OrderLine> =>
  (await changeLines(scene, [{ line, delta }]))[0] as OrderLine

/**
 * Moves units of lines, each named once, between their states, and the channels' claims with them. On a claim, allocated
 * includes picked.
 *
 * A line remembers how much of what is open it drew from its channel's protection. When less is open than was drawn, the
 * difference was shipped, and is gone with the goods; or it was given up, and goes back to the protection.
 */
export async function changeLines(scene: Scene, changes: readonly LineChange[]): Promise<OrderLine[]> {
  const rows = await writeLines(scene, changes)
  const settled: OrderLine[] = []
  for (const [index, row] of rows.entries()) settled.push(await settleDrawn(scene, row, changes[index]?.delta ?? {}))
  return settled
}

async function settleDrawn(scene: Scene, row: OrderLine, delta: LineDelta): Promise<OrderLine> {
  const undrawn = row.drawn - (row.committed + row.allocated + row.picked)
  if (undrawn <= 0) return row
  const settled = await writeLine(scene, row, { drawn: -undrawn })
  if ((delta.shipped ?? 0) <= 0) await giveBack(scene, row, undrawn)
  return settled
}

const PARTS = ['committed', 'allocated', 'picked', 'shipped', 'backordered', 'planned', 'cancelled', 'drawn'] as const

/** Writes the parts as told; only what restores an earlier state of the line needs this. */
export const writeLine = async (scene: Scene, line: LineChange['line'], delta: LineDelta): Promise<OrderLine> =>
  (await writeLines(scene, [{ line, delta }]))[0] as OrderLine

/** Returns the lines as they are now, in the order of the changes. */
async function writeLines(scene: Scene, changes: readonly LineChange[]): Promise<OrderLine[]> {
  if (changes.length === 0) return []
  const whole = changes.map(({ line, delta }) => ({ line, delta, change: wholeDelta(delta) }))
  const written = await scene.tx.statements(statements).change.execute(
    listing(
      scene.tx.t.orderLines,
      whole.map(({ line, change }) => ({ id: line.id, ...change })),
    ),
  )
  const byId = new Map(written.map((row) => [row.id, row]))
  const rows = whole.map(({ line, delta, change }) => {
    const row = byId.get(line.id)
    if (!row) throw new Error(`Order line ${line.id} has gone.`)
    noteLine(scene, row, delta, change)
    return row
  })
  await changeClaims(
    scene.tx,
    scene.warehouse,
    whole.map(({ line, change }) => ({ sku: line.sku, channel: line.channel, delta: claimDelta(change) })),
  )
  for (const row of rows) emit(scene.tx, 'orderLines', scene.warehouse, row)
  return rows
}

type WholeDelta = Record<LinePart | 'drawn', number>

const wholeDelta = (delta: LineDelta): WholeDelta =>
  Object.fromEntries(PARTS.map((part) => [part, delta[part] ?? 0])) as WholeDelta

const claimDelta = ({ committed, allocated, picked, backordered, planned, drawn }: WholeDelta) => ({
  committed,
  allocated: allocated + picked,
  backordered,
  planned,
  drawn,
})

function noteLine(scene: Scene, row: OrderLine, delta: LineDelta, change: WholeDelta): void {
  for (const part of PARTS) {
    if (row[part] < 0) throw new Error(`Order line ${row.id} would have ${row[part]} ${part}.`)
  }
  scene.effects.push({ kind: 'line', lineId: row.id, delta })
  scene.touchedOrders.add(row.orderId)
  scene.touchedItems.add(row.sku)
  // Less is open, and it was not shipped: it is free again.
  if (change.committed + change.allocated + change.picked + Math.max(0, change.shipped) < 0)
    scene.freedItems.add(row.sku)
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
