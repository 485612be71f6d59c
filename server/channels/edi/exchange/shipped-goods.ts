/** What left with one shipment: of which line and lot, in which carton, on which pallet. Read from what its posting did. */
import { and, eq, inArray } from 'drizzle-orm'
import { CUSTOMER } from '../../../../shared/rules/places.ts'
import type { Effect, Schema } from '../../../db/schema.ts'
import type { Tx } from '../../../db/work.ts'

export type Shipment = Schema['shipments']['$inferSelect']

export interface LeftGoods {
  /** Of our order; null: what left beyond its lines. */
  orderLineId: string | null
  sku: string
  lot: string
  /** The unit or the place it left from. */
  from: string
  quantity: number
}

export interface LeftUnit {
  code: string
  sscc: string
  /** The unit that it stood on. */
  within: string | null
}

export async function readShipment({ db, t: { shipments } }: Tx, id: string): Promise<Shipment | undefined> {
  const [row] = await db.select().from(shipments).where(eq(shipments.transactionId, id))
  return row
}

export async function leftWith(tx: Tx, shipment: string): Promise<{ goods: LeftGoods[]; units: LeftUnit[] }> {
  const { movements, inbox, shipmentUnits } = tx.t
  const moved = await tx.db
    .select()
    .from(movements)
    .where(and(eq(movements.transactionId, shipment), eq(movements.toLocation, CUSTOMER)))
    .orderBy(movements.id)
  const [posted] = await tx.db.select({ effects: inbox.effects }).from(inbox).where(eq(inbox.id, shipment))
  const effects = posted?.effects ?? []
  const rows = await tx.db.select().from(shipmentUnits).where(eq(shipmentUnits.transactionId, shipment))
  return {
    goods: byLine(
      moved.map(({ sku, lot, quantity, fromLocation }) => ({ sku, lot, quantity, from: fromLocation })),
      effects,
      await skusOf(tx, effects),
    ),
    units: rows.flatMap(({ unit, sscc }) =>
      sscc === null ? [] : [{ code: unit, sscc, within: standingOn(unit, effects) }],
    ),
  }
}

/** Before it left, when it was taken apart from what it stood on. */
function standingOn(unit: string, effects: readonly Effect[]): string | null {
  const moved = effects.find((effect) => effect.kind === 'within' && effect.unit === unit)
  return moved?.kind === 'within' ? moved.before : null
}

async function skusOf(tx: Tx, effects: readonly Effect[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(effects.flatMap((effect) => (effect.kind === 'line' ? [effect.lineId] : [])))]
  if (ids.length === 0) return new Map()
  const { orderLines } = tx.t
  const rows = await tx.db
    .select({ id: orderLines.id, sku: orderLines.sku })
    .from(orderLines)
    .where(inArray(orderLines.id, ids))
  return new Map(rows.map(({ id, sku }) => [id, sku]))
}

type Moved = Omit<LeftGoods, 'orderLineId'>

/** Picked stock names its line, lot and place; of what left unpicked, the lines of its item took what they were due. */
export function byLine(
  moved: readonly Moved[],
  effects: readonly Effect[],
  skus: ReadonlyMap<string, string>,
): LeftGoods[] {
  const picked = effects.flatMap((effect) =>
    effect.kind === 'allocation' && effect.key.picked && effect.delta < 0
      ? [{ ...effect.key, left: -effect.delta }]
      : [],
  )
  const due = effects.flatMap((effect) =>
    effect.kind === 'line' && (effect.delta.shipped ?? 0) > 0 && (effect.delta.picked ?? 0) >= 0
      ? [{ lineId: effect.lineId, sku: skus.get(effect.lineId), left: effect.delta.shipped ?? 0 }]
      : [],
  )
  return moved.flatMap((one) => {
    const own = picked.filter(({ sku, lot, location }) => sku === one.sku && lot === one.lot && location === one.from)
    const parts: LeftGoods[] = []
    let left = one.quantity
    for (const source of [...own, ...due.filter(({ sku }) => sku === one.sku)]) {
      const quantity = Math.min(left, source.left)
      if (quantity === 0) continue
      source.left -= quantity
      left -= quantity
      parts.push({ ...one, quantity, orderLineId: source.lineId })
    }
    return left > 0 ? [...parts, { ...one, quantity: left, orderLineId: null }] : parts
  })
}
