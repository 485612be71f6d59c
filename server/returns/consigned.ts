/** Units that went to customers and came back, kept by day: rates are summed from here, not from years of movements. */
import { sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import { localDate } from '../availability/local-date.ts'
import { prepared, type Statements } from '../db/work.ts'
import type { MovementLine, Scene } from '../ledger/scene.ts'
import { SENT_BACK } from './shipped.ts'

const p = sql.placeholder

const statements = ((db, t) => ({
  add: prepared(
    'consigned_add',
    db
      .insert(t.consigned)
      .values({
        warehouse: p('warehouse'),
        day: p('day'),
        sku: p('sku'),
        lot: p('lot'),
        channel: p('channel'),
        shipped: p('shipped'),
        returned: p('returned'),
      })
      .onConflictDoUpdate({
        target: [t.consigned.warehouse, t.consigned.day, t.consigned.sku, t.consigned.lot, t.consigned.channel],
        set: {
          shipped: sql`${t.consigned.shipped} + excluded.shipped`,
          returned: sql`${t.consigned.returned} + excluded.returned`,
        },
      }),
  ),
})) satisfies Statements<unknown>

/** What is undone did not happen on the day on which it was recorded; what is sent back to its customer did not come back. */
export async function noteConsigned({ tx, warehouse, posted, ground }: Scene, line: MovementLine): Promise<void> {
  const out = line.to.location === CUSTOMER
  const undone = posted.type === 'reverse'
  const units = undone ? -line.quantity : line.quantity
  const sentBack = out && posted.type === SENT_BACK
  const isShipment = out !== undone && !sentBack
  await tx.statements(statements).add.execute({
    warehouse,
    day: localDate(line.mirrors ?? posted.occurredAt, await ground.timeZone()),
    sku: line.sku,
    lot: line.lot,
    channel: line.order?.channel ?? '',
    shipped: isShipment ? units : 0,
    returned: isShipment ? 0 : sentBack ? -units : units,
  })
}
