/** Chooses what leaves first: the unallocated part of sellable stock, in rotation, nearest bin first (design, section 5). */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import { prepared, type Statements } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'

export interface Chosen {
  lot: string
  location: string
  pickSequence: number
  rotation: string
  quantity: number
}

/** Rows read at a time: an order line is seldom spread over more. */
const PAGE = 40

const p = sql.placeholder

const statements = ((db, t) => ({
  eligible: prepared(
    'stock_eligible',
    db
      .select({
        lot: t.stock.lot,
        location: t.stock.location,
        pickSequence: t.stock.pickSequence,
        rotation: t.stock.rotation,
        quantity: sql<number>`${t.stock.quantity} - ${t.stock.allocated} - ${t.stock.suspect}`.mapWith(Number),
      })
      .from(t.stock)
      .where(
        and(
          eq(t.stock.warehouse, p('warehouse')),
          eq(t.stock.sku, p('sku')),
          sql`${t.stock.sellable} and ${t.stock.quantity} > ${t.stock.allocated} + ${t.stock.suspect}`,
          gte(t.stock.expiresOn, p('today')),
        ),
      )
      .orderBy(asc(t.stock.rotation), asc(t.stock.pickSequence), asc(t.stock.location))
      .limit(p('limit'))
      .offset(p('offset')),
  ),
})) satisfies Statements<unknown>

/** Up to `quantity` units, oldest first. What cannot be covered is simply not in the answer. */
export async function chooseStock(scene: Scene, sku: string, quantity: number): Promise<Chosen[]> {
  const chosen: Chosen[] = []
  let missing = quantity
  const today = await scene.ground.today()
  for (let offset = 0; missing > 0; offset += PAGE) {
    const page = await scene.tx
      .statements(statements)
      .eligible.execute({ warehouse: scene.warehouse, sku, today, limit: PAGE, offset })
    for (const row of page) {
      const take = Math.min(missing, row.quantity)
      if (take <= 0) break
      chosen.push({ ...row, quantity: take })
      missing -= take
    }
    if (page.length < PAGE) break
  }
  return chosen
}

/** The oldest lot that could still be allocated, or undefined where nothing is free. */
export async function oldestFree(scene: Scene, sku: string): Promise<Chosen | undefined> {
  const [first] = await scene.tx
    .statements(statements)
    .eligible.execute({ warehouse: scene.warehouse, sku, today: await scene.ground.today(), limit: 1, offset: 0 })
  return first
}
