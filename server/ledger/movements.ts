/** Lines of the ledger. They are only ever appended. */
import { sql } from 'drizzle-orm'
import { ADJUSTMENT, CUSTOMER, isVirtual } from '../../shared/rules/places.ts'
import { noteAdjustment } from '../counting/adjustments.ts'
import { prepared, type Statements } from '../db/work.ts'
import { noteConsigned } from '../returns/consigned.ts'
import type { MovementLine, Scene } from './scene.ts'

const p = sql.placeholder

const statements = ((db, t) => ({
  append: prepared(
    'movements_append',
    db.insert(t.movements).values({
      id: p('id'),
      warehouse: p('warehouse'),
      transactionId: p('transactionId'),
      sku: p('sku'),
      lot: p('lot'),
      quantity: p('quantity'),
      fromLocation: p('fromLocation'),
      fromStatus: p('fromStatus'),
      toLocation: p('toLocation'),
      toStatus: p('toStatus'),
      reason: p('reason'),
      border: p('border'),
      orderId: p('orderId'),
      channel: p('channel'),
      deviceId: p('deviceId'),
      userId: p('userId'),
      occurredAt: p('occurredAt'),
      recordedAt: p('recordedAt'),
    }),
  ),
})) satisfies Statements<unknown>

export async function appendMovement(scene: Scene, line: MovementLine): Promise<void> {
  const { tx, warehouse, posted } = scene
  const id = tx.newId()
  // What a count corrects is no movement of goods: nobody asks when it was known.
  if (!line.correction) tx.moved(posted.transactionId)
  await tx.statements(statements).append.execute({
    id,
    warehouse,
    transactionId: line.correction?.transactionId ?? posted.transactionId,
    sku: line.sku,
    lot: line.lot,
    quantity: line.quantity,
    fromLocation: line.from.location,
    fromStatus: line.from.status,
    toLocation: line.to.location,
    toStatus: line.to.status,
    reason: line.correction && posted.type !== 'reverse' ? 'count' : posted.type,
    border: isVirtual(line.from.location) || isVirtual(line.to.location),
    orderId: line.order?.id ?? null,
    channel: line.order?.channel ?? null,
    deviceId: posted.author.deviceId,
    userId: posted.author.userId,
    occurredAt: posted.occurredAt,
    recordedAt: tx.now,
  })
  if (line.from.location === ADJUSTMENT || line.to.location === ADJUSTMENT) await noteAdjustment(scene, id, line)
  if (line.from.location === CUSTOMER || line.to.location === CUSTOMER) await noteConsigned(scene, line)
}
