/**
 * One action holds a lot everywhere: in every warehouse it is sellable no more, what was directed to it is directed to other
 * lots, what is picked of it is to be put back, and lots made from it are held with it.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { type Author, openRequest, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { warehouseCodes } from '../master/warehouses.ts'
import { withdrawLot } from '../picking/withdraw-lot.ts'
import { notFound } from '../problem.ts'
import { type Descent, follow, type LotName } from './genealogy.ts'
import { lockLot, lockLots, setHoldReason } from './record.ts'

export const holdInput = v.object({ reason: field.reason })

export interface Hold extends LotName {
  reason: string
  /** `person`, or `recall ID`. Lots made from this one are held as `lot SKU LOT`. */
  source: string
  by: string
}

/** Returns the lots that are on hold through this: the lot itself first, then what was made from it. */
export async function holdLot(tx: Tx, warehouse: string, author: Author, hold: Hold): Promise<LotName[]> {
  await requireLotTracked(tx, hold.sku)
  return holdDescent(tx, warehouse, author, [hold], (lot) => (lot.depth === 0 ? hold : inherited(hold, lot)))
}

/** Lots and all that was made from them, in one unit: all are off sale from the same moment. Returns them, nearest first. */
export async function holdDescent(
  tx: Tx,
  warehouse: string,
  author: Author,
  start: readonly LotName[],
  holdOf: (lot: Descent['lots'][number]) => Hold,
): Promise<LotName[]> {
  const scene = openRequest(tx, warehouse, 'hold', author)
  const held = await placeWithDescendants(scene, start, holdOf)
  await settle(scene)
  await withdrawEverywhere(tx, author, held)
  return held
}

/**
 * Once a lot is held here, whoever makes something of it waits, and hands the hold on. What was made of it just before is
 * found by looking again.
 */
export async function placeWithDescendants(
  scene: Scene,
  start: readonly LotName[],
  holdOf: (lot: Descent['lots'][number]) => Hold,
): Promise<LotName[]> {
  const held = new Map<string, LotName>()
  for (;;) {
    const { lots } = await follow(scene.tx, start, 'forward')
    const fresh = lots.filter(({ sku, lot }) => !held.has(lotKey(sku, lot)))
    if (fresh.length === 0) return [...held.values()]
    await lockReached(scene, fresh)
    for (const lot of fresh) {
      await placeHold(scene, holdOf(lot))
      held.set(lotKey(lot.sku, lot.lot), { sku: lot.sku, lot: lot.lot })
    }
  }
}

/** Whoever makes something of these lots waits, and whoever promises, picks or moves their items, in whichever warehouse. */
async function lockReached(scene: Scene, lots: readonly LotName[]): Promise<void> {
  await lockLots(scene, lots)
  const warehouses = await warehouseCodes(scene.tx)
  await scene.tx.lock(...lots.flatMap(({ sku }) => warehouses.map((code) => itemLock(code, sku))))
}

export const sourceOfDescent = ({ sku, lot }: LotName): string => `lot ${lotKey(sku, lot)}`

const inherited = (hold: Hold, lot: LotName): Hold => ({
  ...hold,
  sku: lot.sku,
  lot: lot.lot,
  reason: `made from lot ${hold.lot}: ${hold.reason}`.slice(0, 200),
  source: sourceOfDescent(hold),
})

/** Notes the hold and takes the lot off sale; a lot that is held twice stays held until both are lifted. */
export async function placeHold(scene: Scene, { sku, lot, reason, source, by }: Hold): Promise<void> {
  const { tx } = scene
  await lockLot(scene, sku, lot)
  await tx.db
    .insert(tx.t.holds)
    .values({ id: tx.newId(), sku, lot, reason, source, by, placedAt: tx.now })
    .onConflictDoNothing()
  await refreshHold(scene, { sku, lot })
}

/** The lot is held for the oldest reason that still stands, or for none. */
async function refreshHold(scene: Scene, { sku, lot }: LotName): Promise<void> {
  const { holds } = scene.tx.t
  const [first] = await scene.tx.db
    .select({ reason: holds.reason })
    .from(holds)
    .where(and(eq(holds.sku, sku), eq(holds.lot, lot), isNull(holds.liftedAt)))
    .orderBy(holds.placedAt, holds.id)
    .limit(1)
  await setHoldReason(scene, sku, lot, first?.reason ?? null)
}

/** Lifts these holds of one lot; it stays held for those that are left. */
export async function liftHolds(
  scene: Scene,
  lot: LotName,
  lifted: readonly { id: string }[],
  liftReason: string,
): Promise<void> {
  const { holds } = scene.tx.t
  await scene.tx.db
    .update(holds)
    .set({ liftedAt: scene.tx.now, liftedBy: 'ledger', liftReason })
    .where(
      inArray(
        holds.id,
        lifted.map(({ id }) => id),
      ),
    )
  await refreshHold(scene, lot)
}

/** Lifts every hold on a lot, and with it those that it handed on to the lots made from it. */
export async function releaseLot(
  tx: Tx,
  warehouse: string,
  author: Author,
  { by, reason, ...named }: LotName & { by: string; reason: string | null },
): Promise<LotName[]> {
  const scene = openRequest(tx, warehouse, 'release-lot', author)
  await lockLot(scene, named.sku, named.lot)
  if (!(await scene.ground.lot(named.sku, named.lot))) throw notFound(`lot ${named.lot} of ${named.sku}`)
  const { holds } = tx.t
  const own = and(eq(holds.sku, named.sku), eq(holds.lot, named.lot), isNull(holds.liftedAt))
  const lifted = { liftedAt: tx.now, liftedBy: by, liftReason: reason }
  await tx.db.update(holds).set(lifted).where(own)
  const lots = [{ sku: named.sku, lot: named.lot }]
  for (;;) {
    const handedOn = await tx.db
      .update(holds)
      .set(lifted)
      .where(and(eq(holds.source, sourceOfDescent(named)), isNull(holds.liftedAt)))
      .returning({ sku: holds.sku, lot: holds.lot })
    if (handedOn.length === 0) break
    lots.push(...handedOn)
    // Until here somebody may have made something of them, held for the same reason: looked at again.
    await lockReached(scene, handedOn)
  }
  for (const lot of lots) await refreshHold(scene, lot)
  await settle(scene)
  return lots
}

/**
 * A lot belongs to the company: its pick lists are made anew in every warehouse that has some. `posting`: a fact has put it on
 * hold; the lists of its own warehouse are part of what it settles, but no part of what undoing it takes back.
 */
export async function withdrawEverywhere(
  tx: Tx,
  author: Author,
  lots: readonly LotName[],
  posting?: Scene,
): Promise<void> {
  const { allocations } = tx.t
  const warehouses = await warehouseCodes(tx)
  await posting?.shelf.write(tx)
  for (const { sku, lot } of lots) {
    const places = await tx.db
      .selectDistinct({ warehouse: allocations.warehouse })
      .from(allocations)
      .where(and(inArray(allocations.warehouse, warehouses), eq(allocations.sku, sku), eq(allocations.lot, lot)))
    for (const { warehouse } of places) {
      if (warehouse === posting?.warehouse) {
        await withdrawLot({ ...posting, effects: [] }, { sku, lot }, 'is on hold')
        continue
      }
      const scene = openRequest(tx, warehouse, 'hold', author)
      await withdrawLot(scene, { sku, lot }, 'is on hold')
      await settle(scene)
    }
  }
}

export async function requireLotTracked(tx: Tx, sku: string): Promise<void> {
  await tx.share(`item-master ${sku}`)
  const [item] = await tx.db
    .select({ lotTracked: tx.t.items.lotTracked })
    .from(tx.t.items)
    .where(eq(tx.t.items.sku, sku))
  if (!item?.lotTracked) throw notFound(`item ${sku} with lots`)
}
