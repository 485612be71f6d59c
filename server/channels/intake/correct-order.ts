/**
 * What a platform says of an order's money and address may come after its goods: an order that is not paid yet has neither.
 * They are put right beside what is followed of its quantities.
 */
import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import { emit } from '../../feed/emit.ts'
import { linesOfOrder, type OrderLine } from '../../orders/lines.ts'
import { isClosed } from '../../orders/status.ts'
import type { Following } from './follow-change.ts'
import { amountsOf } from './place-new.ts'
import type { PlatformLine, PlatformOrder } from './platform-order.ts'
import { priced } from './priced.ts'
import type { PlatformLineRow } from './understood.ts'

type Order = Schema['orders']['$inferSelect']

export async function correctOrder(tx: Tx, following: Following): Promise<void> {
  const { order, platform, lines } = following
  // Until it is paid nothing need be right, and of what is cancelled a platform may say nothing any more.
  if (platform.awaitsPayment || platform.cancelled) return
  const ours = new Map((await linesOfOrder({ tx }, order.id)).map((line) => [line.id, line]))
  for (const { before, line } of lines) {
    const mine = before && ours.get(before.orderLineId)
    if (mine && hasOtherAmounts(before, line)) await correctLine(tx, before, mine, line)
  }
  const head = headOf(order, platform)
  if (Object.keys(head).length > 0) await correctHead(tx, order, head)
}

/** A price of nothing says nothing: where it was known before, it stands. */
function hasOtherAmounts({ amounts }: PlatformLineRow, line: PlatformLine): boolean {
  if (line.unitPrice.amount === 0) return false
  return !isDeepStrictEqual(amounts, amountsOf(line))
}

async function correctLine(tx: Tx, row: PlatformLineRow, mine: OrderLine, line: PlatformLine): Promise<void> {
  const { platformLines, orderLines } = tx.t
  await tx.db
    .update(platformLines)
    .set({ amounts: amountsOf(line) })
    .where(
      and(
        eq(platformLines.connectorId, row.connectorId),
        eq(platformLines.externalId, row.externalId),
        eq(platformLines.lineId, row.lineId),
      ),
    )
  // A substitute has its own price.
  if (mine.sku !== row.sku) return
  const { unitPrice, discount = null, tax = null } = priced(line, mine.quantity / row.packQuantity, row.packQuantity)
  await tx.db.update(orderLines).set({ unitPrice, discount, tax }).where(eq(orderLines.id, mine.id))
}

/** Only what the platform says, and says otherwise. */
function headOf(order: Order, { shipTo, shipBy, shippingPaid, fees, customer }: PlatformOrder): Partial<Order> {
  // As an order keeps them: see orders/input.ts.
  const trimmed = { ...customer, id: customer.id.trim(), name: customer.name.trim() }
  const said = { shipTo, shipBy, shippingPaid, fees, customer: trimmed }
  const other = Object.entries(said).filter(
    ([name, value]) => value !== null && !isDeepStrictEqual(order[name as keyof typeof said], value),
  )
  return Object.fromEntries(other)
}

async function correctHead(tx: Tx, { id, warehouse }: Order, head: Partial<Order>): Promise<void> {
  const { orders } = tx.t
  const [now] = await tx.db.update(orders).set(head).where(eq(orders.id, id)).returning()
  // Money and address are not on the handhelds.
  const isOnThem = 'customer' in head || 'shipBy' in head
  if (now && isOnThem && !isClosed(now.status)) emit(tx, 'orders', warehouse, now)
}
