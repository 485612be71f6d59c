/** What a return costs: what is paid back, the work of looking at it, and what of the goods' value is lost by its disposition. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Disposition } from '../../shared/rules/disposition.ts'
import { partUpTo } from '../../shared/rules/margin.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { lotCost } from '../lots/unit-cost.ts'
import { secondsOf } from './capture-work.ts'
import { readReturnFreight } from './return-freight.ts'
import { type Costing, openCosting, type Told } from './scene.ts'
import { readLabour } from './settings.ts'

type Line = Schema['orderLines']['$inferSelect']
type ReturnedGoods = Schema['returnedGoods']['$inferSelect']

interface Of {
  channel: string
  orderId: string | null
  line: Line | undefined
}

/** Goods came back: they are paid back at the price of their order. */
export async function captureReturn(tx: Tx, transactionId: string): Promise<void> {
  const { returnedGoods } = tx.t
  const [goods] = await tx.db.select().from(returnedGoods).where(eq(returnedGoods.id, transactionId))
  if (!goods) return
  const of = await orderOfReturn(tx, goods.returnId, goods.sku)
  if (!of) return
  const costing = await openCosting(tx, goods.warehouse, transactionId, goods.receivedAt)
  await tellFreight(tx, costing, goods, of)
  const { line } = of
  if (!line) return
  const before = await unitsPaidBack(tx, line.id)
  const net = line.unitPrice.amount * line.quantity - (line.discount?.amount ?? 0)
  const amount = partUpTo(net, before + goods.quantity, line.quantity) - partUpTo(net, before, line.quantity)
  await costing.tell([
    {
      sku: goods.sku,
      channel: of.channel,
      orderId: of.orderId,
      orderLineId: line.id,
      kind: 'refund',
      money: { amount: -amount, currency: line.unitPrice.currency },
      known: 'rule',
      because: `${goods.quantity} came back and are paid back at the price of the order`,
      of: 'refund',
    },
  ])
}

/** The way back, once for each return: with the first of its goods. */
async function tellFreight(tx: Tx, costing: Costing, goods: ReturnedGoods, { channel, orderId, line }: Of) {
  const { perReturn } = await readReturnFreight(tx, channel)
  if (perReturn === null) return
  const { returnedGoods: r } = tx.t
  const [first] = await tx.db
    .select({ id: r.id })
    .from(r)
    .where(eq(r.returnId, goods.returnId))
    .orderBy(asc(r.receivedAt), asc(r.id))
    .limit(1)
  if (first?.id !== goods.id) return
  await costing.tell([
    {
      ...{ sku: goods.sku, channel, orderId, orderLineId: line?.id ?? null },
      kind: 'returns',
      money: { amount: -perReturn.amount, currency: perReturn.currency },
      known: 'rule',
      because: 'The way back of a return, by what it costs in this channel',
      of: 'freight',
    },
  ])
}

/** Base units of a line that came back before, by what was entered for them. */
async function unitsPaidBack({ db, t: { returnedGoods, returns, marginEntries, orderLines } }: Tx, lineId: string) {
  const [row] = await db
    .select({ units: sql<number>`coalesce(sum(${returnedGoods.quantity}), 0)`.mapWith(Number) })
    .from(returnedGoods)
    .innerJoin(returns, eq(returns.id, returnedGoods.returnId))
    .innerJoin(orderLines, and(eq(orderLines.id, lineId), eq(orderLines.sku, returnedGoods.sku)))
    .innerJoin(marginEntries, and(eq(marginEntries.source, returnedGoods.id), eq(marginEntries.orderLineId, lineId)))
    .where(eq(returns.orderId, orderLines.orderId))
  return row?.units ?? 0
}

/** Goods that can be sold again, or are credited, are not lost. */
const KEEPS_VALUE: Record<Disposition, boolean> = {
  restock: true,
  secondary: true,
  rework: true,
  supplier: true,
  scrap: false,
  keep: false,
}

/** As much of it as is carried out by now; the rest is entered when it is. */
export async function captureInspection(tx: Tx, transactionId: string, putRight?: string): Promise<void> {
  const { inspections } = tx.t
  const [inspection] = await tx.db.select().from(inspections).where(eq(inspections.id, transactionId))
  if (!inspection || inspection.returnId === null || inspection.state === 'reversed') return
  const of = await orderOfReturn(tx, inspection.returnId, inspection.sku)
  if (!of) return
  const costing = await openCosting(tx, inspection.warehouse, transactionId, inspection.inspectedAt)
  const whole = { sku: inspection.sku, channel: of.channel, orderId: of.orderId, orderLineId: of.line?.id ?? null }
  const told: Told[] = []
  const labour = await readLabour(tx)
  if (labour) {
    const standard = labour.inspectSecondsPerUnit * inspection.quantity
    const [row] = await tx.db.select().from(tx.t.inbox).where(eq(tx.t.inbox.id, transactionId))
    const { seconds, known } = row
      ? await secondsOf(tx, row, labour, standard)
      : { seconds: standard, known: 'rule' as const }
    told.push({
      ...whole,
      kind: 'returns',
      money: {
        amount: -Math.round((labour.wagePerHour.amount * seconds) / 3_600),
        currency: labour.wagePerHour.currency,
      },
      known,
      because: `Inspecting ${inspection.quantity} took ${seconds} s${known === 'rule' ? ' by the standard' : ''}`,
      of: 'inspection',
    })
  }
  const worth = KEEPS_VALUE[inspection.disposition] ? await worthOf(tx, inspection) : undefined
  const value = worth && (await costing.reckon(worth))
  if (value !== undefined) {
    const before = await valueEntered(tx, transactionId)
    const because = `${inspection.carriedOut} are worth what they cost again: ${inspection.disposition}`
    told.push({
      ...whole,
      kind: 'returns',
      money: { amount: value - before.amount, currency: costing.currency },
      known: 'actual',
      because: putRight === undefined ? because : `Put right: ${putRight}. ${because}`,
      of: `value ${inspection.carriedOut}${putRight === undefined ? '' : ` again ${before.times}`}`,
    })
  }
  await costing.tell(told)
}

/** What was carried out is worth, by what its lot costs now; undefined: nobody knows. */
async function worthOf({ db, t }: Tx, { sku, lot, carriedOut }: Schema['inspections']['$inferSelect']) {
  const { lots, items } = t
  const [known] = await db
    .select()
    .from(lots)
    .where(and(eq(lots.sku, sku), eq(lots.lot, lot)))
  const own = lotCost(known, carriedOut)
  if (own) return own
  const [item] = await db.select({ cost: items.standardCost }).from(items).where(eq(items.sku, sku))
  return item?.cost ? { amount: item.cost.amount * carriedOut, currency: item.cost.currency } : undefined
}

/** The value as far as it was entered before: what is new is the difference. */
async function valueEntered({ db, t: { marginEntries } }: Tx, source: string) {
  const rows = await db
    .select({ amount: marginEntries.amount })
    .from(marginEntries)
    .where(and(eq(marginEntries.source, source), sql`${marginEntries.name} like ${'%value %'}`))
  return { amount: rows.reduce((sum, { amount }) => sum + amount, 0), times: rows.length }
}

async function orderOfReturn(tx: Tx, returnId: string, sku: string): Promise<Of | undefined> {
  const { returns, orderLines } = tx.t
  const [found] = await tx.db.select().from(returns).where(eq(returns.id, returnId))
  if (!found) return undefined
  const [line] =
    found.orderId === null
      ? []
      : await tx.db
          .select()
          .from(orderLines)
          .where(and(eq(orderLines.orderId, found.orderId), eq(orderLines.sku, sku)))
          .orderBy(asc(orderLines.position))
          .limit(1)
  return { channel: found.channel, orderId: found.orderId, line }
}
