/**
 * What a lot costs may be known only after some of it has left: a freight bill, a price said late, another receipt. Whatever
 * was entered for it is put right by entries of its own, on the day of the sale, so that each sale has what it really cost.
 */
import { and, asc, eq, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Reader, Tx } from '../db/work.ts'
import { captureInspection } from './capture-return.ts'
import { goodsOfShipment } from './capture-shipment.ts'
import { openCosting, type Told } from './scene.ts'

export interface LotNamed {
  sku: string
  lot: string
}

/** `because` ends the sentence "Put right: …". */
export async function recost(tx: Tx, { sku, lot }: LotNamed, because: string): Promise<void> {
  for (const { id } of await shipmentsOf(tx, { sku, lot })) await recostShipment(tx, id, { sku, lot }, because)
  for (const { id } of await inspectionsOf(tx, { sku, lot }))
    if ((await isEntered(tx, id)) || (await isMissed(tx, id))) await captureInspection(tx, id, because)
}

/** By what came back of the item: inspections have no index of their own by lot. */
export const inspectionsOf = (
  { db, t: { returnedGoods: g, inspectionParts: p, inspections: i } }: Reader,
  { sku, lot }: LotNamed,
) =>
  db
    .selectDistinct({ id: i.id })
    .from(g)
    .innerJoin(p, eq(p.returnedId, g.id))
    .innerJoin(i, eq(i.id, p.inspectionId))
    .where(and(eq(g.sku, sku), eq(i.sku, sku), eq(i.lot, lot)))
    .orderBy(asc(i.id))

/**
 * Undone ones are gone from the shipments, and their entries were mirrored. `border` stands here as in its index: SQLite does
 * not see that `border = 1` is the same, and would read all movements.
 */
export const shipmentsOf = ({ db, t: { movements: m, shipments: s } }: Reader, { sku, lot }: LotNamed) =>
  db
    .selectDistinct({ id: m.transactionId })
    .from(m)
    .innerJoin(s, eq(s.transactionId, m.transactionId))
    .where(and(eq(m.sku, sku), eq(m.lot, lot), sql`${m.border}`, eq(m.toLocation, CUSTOMER)))
    .orderBy(asc(m.transactionId))

/** What left before costing began was never reckoned, and is not now. */
async function isEntered({ db, t: { marginEntries: e } }: Tx, source: string): Promise<boolean> {
  const [one] = await db.select({ id: e.id }).from(e).where(eq(e.source, source)).limit(1)
  return one !== undefined
}

async function isMissed({ db, t: { marginGaps: g } }: Tx, transactionId: string): Promise<boolean> {
  const [one] = await db.select({ name: g.name }).from(g).where(eq(g.transactionId, transactionId)).limit(1)
  return one !== undefined
}

async function recostShipment(tx: Tx, transactionId: string, named: LotNamed, because: string): Promise<void> {
  const entered = await enteredFor(tx, transactionId, named)
  if (entered === undefined) return
  const [row] = await tx.db.select().from(tx.t.inbox).where(eq(tx.t.inbox.id, transactionId))
  const [shipment] = await tx.db.select().from(tx.t.shipments).where(eq(tx.t.shipments.transactionId, transactionId))
  if (!row || !shipment) return
  const costing = await openCosting(tx, shipment.warehouse, transactionId, shipment.shippedAt)
  const goods = (await goodsOfShipment(tx, costing, transactionId, row.effects)).filter(
    (one) => one.sku === named.sku && one.lot === named.lot,
  )
  for (const { told } of goods) {
    if (told === undefined) continue
    await costing.found(`${named.sku} ${named.lot} cogs`)
    const corrections: Told[] = []
    for (const one of told) {
      const line = entered.get(one.orderLineId ?? '') ?? { amount: 0, times: 0 }
      const due = await costing.reckon(one.money)
      if (due === undefined) continue
      corrections.push({
        ...one,
        money: { amount: due - line.amount, currency: costing.currency },
        because: line.times === 0 ? one.because : `Put right: ${because}. ${one.because}`,
        of: line.times === 0 ? named.lot : againOf(named.lot, line.times),
      })
    }
    await costing.tell(corrections)
  }
}

const againOf = (lot: string, times: number): string => `again ${times} of ${lot}`

/** Cost of goods of this lot by order line: their sum, and how often it was put right. Undefined: nothing was ever entered. */
async function enteredFor(tx: Tx, source: string, { sku, lot }: LotNamed) {
  if (!(await isEntered(tx, source))) return undefined
  const { marginEntries: e } = tx.t
  const rows = await tx.db
    .select({ name: e.name, line: e.orderLineId, amount: e.amount })
    .from(e)
    .where(and(eq(e.source, source), eq(e.kind, 'cogs'), eq(e.sku, sku)))
  const byLine = new Map<string, { amount: number; times: number }>()
  for (const { name, line, amount } of rows) {
    const of = name.slice(`${source} ${line} cogs `.length)
    if (of !== lot && !isAgainOf(of, lot)) continue
    const before = byLine.get(line ?? '') ?? { amount: 0, times: 0 }
    byLine.set(line ?? '', { amount: before.amount + amount, times: before.times + 1 })
  }
  return byLine
}

const isAgainOf = (of: string, lot: string): boolean =>
  /^again \d+ of /.test(of) && of.replace(/^again \d+ of /, '') === lot

/** Lots in one unit. */
const SOME = 20

/** Those whose cost somebody has changed. Returns whether there may be more. */
export async function recostAsked(tx: Tx): Promise<boolean> {
  const { recosts } = tx.t
  const due = await tx.db.select().from(recosts).orderBy(asc(recosts.sku), asc(recosts.lot)).limit(SOME)
  for (const { sku, lot, because } of due) {
    await tx.db.delete(recosts).where(and(eq(recosts.sku, sku), eq(recosts.lot, lot)))
    await recost(tx, { sku, lot }, because)
  }
  return due.length === SOME
}

export const isRecostAsked = async ({ db, t: { recosts } }: Reader): Promise<boolean> =>
  (await db.select({ sku: recosts.sku }).from(recosts).limit(1)).length > 0
