/** The one place that changes a balance. Everything kept from balances (shelf, feed) is kept here too. */
import { and, eq, sql } from 'drizzle-orm'
import { isSellable } from '../../shared/rules/availability.ts'
import { isVirtual } from '../../shared/rules/places.ts'
import { NEVER, rotationKey } from '../../shared/rules/rotation.ts'
import type { Status } from '../../shared/transactions/status.ts'
import { stockKey } from '../../shared/wire/pull.ts'
import { listed, listedFor, listedRows, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Ground, Item, Lot } from './ground.ts'

export type StockRow = Schema['stock']['$inferSelect']

export interface StockKey {
  sku: string
  lot: string
  location: string
  status: Status
}

export interface StockDelta {
  quantity?: number
  allocated?: number
  suspect?: number
}

const p = sql.placeholder

const statements = ((db, t) => ({
  change: prepared(
    'stock_change',
    db
      .insert(t.stock)
      .values({
        warehouse: p('warehouse'),
        sku: p('sku'),
        lot: p('lot'),
        location: p('location'),
        status: p('status'),
        quantity: p('quantity'),
        allocated: p('allocated'),
        suspect: p('suspect'),
        inHouse: p('inHouse'),
        sellable: p('sellable'),
        rotation: p('rotation'),
        expiresOn: p('expiresOn'),
        pickSequence: p('pickSequence'),
      })
      .onConflictDoUpdate({
        target: [t.stock.warehouse, t.stock.sku, t.stock.lot, t.stock.location, t.stock.status],
        set: {
          quantity: sql`${t.stock.quantity} + excluded.quantity`,
          allocated: sql`${t.stock.allocated} + excluded.allocated`,
          suspect: sql`${t.stock.suspect} + excluded.suspect`,
        },
      })
      .returning(),
  ),
  // Of a balance that is there: what is kept from item, lot and place stays as it is.
  mark: prepared(
    'stock_mark',
    db
      .update(t.stock)
      .set({
        allocated: sql`${t.stock.allocated} + ${listed(t.stock.allocated)}`,
        suspect: sql`${t.stock.suspect} + ${listed(t.stock.suspect)}`,
      })
      .from(listedRows(db))
      .where(
        and(
          eq(t.stock.warehouse, listed(t.stock.warehouse)),
          eq(t.stock.sku, listed(t.stock.sku)),
          eq(t.stock.lot, listed(t.stock.lot)),
          eq(t.stock.location, listed(t.stock.location)),
          eq(t.stock.status, listed(t.stock.status)),
        ),
      )
      .returning(),
  ),
  remove: prepared(
    'stock_remove',
    db
      .delete(t.stock)
      .where(
        and(
          eq(t.stock.warehouse, p('warehouse')),
          eq(t.stock.sku, p('sku')),
          eq(t.stock.lot, p('lot')),
          eq(t.stock.location, p('location')),
          eq(t.stock.status, p('status')),
        ),
      ),
  ),
  shelf: prepared(
    'shelf_change',
    db
      .insert(t.shelf)
      .values({
        warehouse: p('warehouse'),
        sku: p('sku'),
        expiresOn: p('expiresOn'),
        sellable: p('sellable'),
        allocated: p('allocated'),
      })
      .onConflictDoUpdate({
        target: [t.shelf.warehouse, t.shelf.sku, t.shelf.expiresOn],
        set: {
          sellable: sql`${t.shelf.sellable} + excluded.sellable`,
          allocated: sql`${t.shelf.allocated} + excluded.allocated`,
        },
      }),
  ),
  shelves: prepared(
    'shelf_change_all',
    db
      .insert(t.shelf)
      .select(listedFor(db, t.shelf))
      .onConflictDoUpdate({
        target: [t.shelf.warehouse, t.shelf.sku, t.shelf.expiresOn],
        set: {
          sellable: sql`${t.shelf.sellable} + excluded.sellable`,
          allocated: sql`${t.shelf.allocated} + excluded.allocated`,
        },
      }),
  ),
})) satisfies Statements<unknown>

/** Changes a balance and returns its row as it is now. The item must exist; lot and location may be unknown. */
export async function changeStock(
  tx: Tx,
  ground: Ground,
  warehouse: string,
  key: StockKey,
  delta: StockDelta,
): Promise<StockRow> {
  const { quantity = 0, allocated = 0, suspect = 0 } = delta
  if (quantity !== 0) return tellStock(tx, await addStock(tx, ground, warehouse, key, { quantity, allocated, suspect }))
  const [marked] = await markStock(tx, ground, warehouse, [{ ...key, allocated, suspect }])
  if (!marked) throw new Error('A balance was not written.')
  return marked.row
}

export interface StockMark extends StockKey {
  allocated: number
  suspect: number
}

/** Changes what is marked of several balances; the answer names each of them once. */
export async function markStock(
  tx: Tx,
  ground: Ground,
  warehouse: string,
  marks: readonly StockMark[],
): Promise<{ row: StockRow; mark: StockMark }[]> {
  const sums = sumsOf(marks)
  const all = [...sums.values()].map((mark) => ({ warehouse, ...mark }))
  const found = await tx.statements(statements).mark.execute(listing(tx.t.stock, all))
  const rows = new Map(found.map((row) => [stockKey(row), row]))
  const marked = []
  for (const [key, mark] of sums) {
    const row = rows.get(key) ?? (await addStock(tx, ground, warehouse, mark, { quantity: 0, ...mark }))
    marked.push({ row: await tellStock(tx, row), mark })
  }
  return marked
}

/** A statement changes a row once only. */
function sumsOf(marks: readonly StockMark[]): Map<string, StockMark> {
  const sums = new Map<string, StockMark>()
  for (const { sku, lot, location, status, allocated, suspect } of marks) {
    const key = stockKey({ sku, lot, location, status })
    const sum = sums.get(key) ?? { sku, lot, location, status, allocated: 0, suspect: 0 }
    sum.allocated += allocated
    sum.suspect += suspect
    sums.set(key, sum)
  }
  return sums
}

/** The balance may be a new one. */
async function addStock(
  tx: Tx,
  ground: Ground,
  warehouse: string,
  { sku, lot, location, status }: StockKey,
  { quantity, allocated, suspect }: Required<StockDelta>,
): Promise<StockRow> {
  const key = { sku, lot, location, status }
  const kept = await keptColumns(ground, key)
  const delta = { quantity, allocated, suspect }
  const [row] = await tx.statements(statements).change.execute({ warehouse, ...key, ...delta, ...kept })
  if (!row) throw new Error('A balance was not written.')
  return row
}

/** An empty bin has no balance: the table stays as large as the stock, not as the past. */
async function tellStock(tx: Tx, row: StockRow): Promise<StockRow> {
  if (!row.inHouse) return row
  if (row.quantity === 0 && row.allocated === 0 && row.suspect === 0) {
    const { warehouse, sku, lot, location, status } = row
    await tx.statements(statements).remove.execute({ warehouse, sku, lot, location, status })
    emitGone(tx, 'stock', warehouse, row)
  } else emit(tx, 'stock', row.warehouse, row)
  return row
}

async function keptColumns(ground: Ground, key: StockKey) {
  const [item, lot, location] = [
    await ground.item(key.sku),
    await ground.lot(key.sku, key.lot),
    isVirtual(key.location) ? undefined : await ground.location(key.location),
  ]
  if (!item) throw new Error(`No item ${key.sku}: it must be checked before its stock is changed.`)
  return {
    inHouse: !isVirtual(key.location),
    pickSequence: location?.pickSequence ?? 0,
    ...lotColumns(item, lot, key, location?.blocked ?? false),
  }
}

/** The columns that follow from the lot; also used when a lot, item or location changes under its stock. */
export function lotColumns(item: Item, lot: Lot | undefined, key: StockKey, locationBlocked: boolean) {
  return {
    sellable: isSellable({
      status: key.status,
      lot: key.lot,
      lotTracked: item.lotTracked,
      lotHeld: lot?.holdReason != null,
      lotConfirmed: lot?.confirmed ?? !item.lotTracked,
      locationBlocked,
      locationVirtual: isVirtual(key.location),
    }),
    rotation: rotationKey(item.rotation, { receivedAt: lot?.receivedAt ?? 0, expiresOn: lot?.expiresOn ?? null }),
    expiresOn: lot?.expiresOn ?? NEVER,
  }
}

/** From here on one statement for all is quicker than one for each. */
const FEW = 3

export interface SellableChange {
  warehouse: string
  sku: string
  sellable: number
}

/**
 * Sums of one unit, by item and expiry; written at its end, and not at all where a move cancels itself out. Before that only
 * where a decision within the unit must see them.
 */
export class ShelfChanges {
  readonly #changed = new Map<string, SellableChange>()
  readonly #changes = new Map<
    string,
    { warehouse: string; sku: string; expiresOn: string; sellable: number; allocated: number }
  >()

  add(row: Pick<StockRow, 'warehouse' | 'sku' | 'expiresOn' | 'sellable'>, delta: StockDelta): void {
    if (!row.sellable) return
    const { warehouse, sku, expiresOn } = row
    const key = `${warehouse}\n${sku}\n${expiresOn}`
    const sum = this.#changes.get(key) ?? { warehouse, sku, expiresOn, sellable: 0, allocated: 0 }
    sum.sellable += (delta.quantity ?? 0) - (delta.suspect ?? 0)
    sum.allocated += delta.allocated ?? 0
    this.#changes.set(key, sum)
  }

  /** Writes what has gathered; returns the items whose sellable quantity changed since the unit began. */
  async write(tx: Tx): Promise<SellableChange[]> {
    const changes = [...this.#changes.values()].filter(({ sellable, allocated }) => sellable !== 0 || allocated !== 0)
    this.#changes.clear()
    const { shelf, shelves } = tx.statements(statements)
    if (changes.length < FEW) for (const change of changes) await shelf.execute({ ...change })
    else await shelves.execute(listing(tx.t.shelf, changes))
    for (const { warehouse, sku, sellable } of changes) {
      const key = `${warehouse}\n${sku}`
      const sum = this.#changed.get(key) ?? { warehouse, sku, sellable: 0 }
      this.#changed.set(key, { ...sum, sellable: sum.sellable + sellable })
    }
    return [...this.#changed.values()].filter((change) => change.sellable !== 0)
  }
}
