/** What a return costs: what is paid back, the work of looking at it, and what of the goods' value is lost by its disposition. */
import { and, asc, eq, min, sql } from 'drizzle-orm'
import type { Disposition } from '../../shared/rules/disposition.ts'
import { partUpTo } from '../../shared/rules/margin.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { lotCost } from '../lots/unit-cost.ts'
import { secondsOf } from './capture-work.ts'
import { noRate } from './convert.ts'
import { readReturnFreight } from './return-freight.ts'
import { type Costing, openCosting, type Told } from './scene.ts'
import { readLabour } from './settings.ts'

type Line = Schema['orderLines']['$inferSelect']
type Inspection = Schema['inspections']['$inferSelect']
type ReturnedGoods = Schema['returnedGoods']['$inferSelect']

interface Of {
  channel: string
  orderId: string | null
  line: Line | undefined
}

/** Goods came back: they are paid back at the price of their order, line by line where it has several of the item. */
export async function captureReturn(tx: Tx, transactionId: string): Promise<void> {
  const { returnedGoods } = tx.t
  const [goods] = await tx.db.select().from(returnedGoods).where(eq(returnedGoods.id, transactionId))
  if (!goods) return
  const [found] = await tx.db.select().from(tx.t.returns).where(eq(tx.t.returns.id, goods.returnId))
  if (!found) return
  const costing = await openCosting(tx, goods.warehouse, transactionId, goods.receivedAt)
  await tellFreight(tx, costing, goods, found.channel)
  if (found.orderId === null) return
  let before = await unitsPaidBack(tx, found.orderId, goods)
  let { quantity: left } = goods
  const told: Told[] = []
  for (const line of await linesPaidBack(tx, found.orderId, goods.sku)) {
    const most = line.quantity - line.cancelled
    const units = Math.min(left, Math.max(0, most - before))
    if (units > 0) told.push(refundOf(found.channel, line, Math.min(before, most), units))
    before = Math.max(0, before - most)
    left -= units
  }
  await costing.tell(told)
}

/** The way back, once for each return: with the first of its goods. */
async function tellFreight(tx: Tx, costing: Costing, { id, returnId, sku }: ReturnedGoods, channel: string) {
  const { perReturn } = await readReturnFreight(tx, channel)
  if (perReturn === null) return
  const { returnedGoods: r } = tx.t
  const [first] = await tx.db
    .select({ id: r.id })
    .from(r)
    .where(eq(r.returnId, returnId))
    .orderBy(asc(r.receivedAt), asc(r.id))
    .limit(1)
  if (first?.id !== id) return
  const of = await orderOfReturn(tx, returnId, sku)
  await costing.tell([
    {
      ...{ sku, channel, orderId: of?.orderId ?? null, orderLineId: of?.line?.id ?? null },
      kind: 'returns',
      money: { amount: -perReturn.amount, currency: perReturn.currency },
      known: 'rule',
      because: 'The way back of a return, by what it costs in this channel',
      of: 'freight',
    },
  ])
}

const netOf = (line: Line): number => line.unitPrice.amount * line.quantity - (line.discount?.amount ?? 0)

function refundOf(channel: string, line: Line, before: number, units: number): Told {
  const net = netOf(line)
  const amount = partUpTo(net, before + units, line.quantity) - partUpTo(net, before, line.quantity)
  return {
    sku: line.sku,
    channel,
    orderId: line.orderId,
    orderLineId: line.id,
    kind: 'refund',
    money: { amount: -amount, currency: line.unitPrice.currency },
    known: 'rule',
    because: `${units} came back and are paid back at the price of the order`,
    of: 'refund',
  }
}

/** What was given for nothing comes last: nothing is entered for it, so that nobody could tell that it is back. */
async function linesPaidBack(tx: Tx, orderId: string, sku: string): Promise<Line[]> {
  const { orderLines } = tx.t
  const lines = await tx.db
    .select()
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), eq(orderLines.sku, sku)))
    .orderBy(asc(orderLines.position))
  return [...lines.filter((line) => netOf(line) > 0), ...lines.filter((line) => netOf(line) <= 0)]
}

/** Base units of the item that came back of the order before these did, by what was entered for them. */
async function unitsPaidBack({ db, t }: Tx, orderId: string, { id, sku }: { id: string; sku: string }) {
  const { returnedGoods: g, returns, marginEntries: e } = t
  const rows = await db
    .select({ id: g.id, units: g.quantity, first: min(e.id) })
    .from(g)
    .innerJoin(returns, eq(returns.id, g.returnId))
    .innerJoin(e, and(eq(e.source, g.id), eq(e.kind, 'refund')))
    .where(and(eq(returns.orderId, orderId), eq(g.sku, sku)))
    .groupBy(g.id, g.quantity)
  const own = rows.find((row) => row.id === id)
  return rows.reduce((sum, { first, units }) => (own && (first ?? '') >= (own.first ?? '') ? sum : sum + units), 0)
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
  const value = await valueNow(tx, costing, inspection)
  if (value !== undefined) {
    const before = await valueEntered(tx, transactionId)
    const isAgain = putRight !== undefined && before.times > 0
    const because = `${inspection.carriedOut} are worth what they cost again: ${inspection.disposition}`
    told.push({
      ...whole,
      kind: 'returns',
      money: { amount: value - before.amount, currency: costing.currency },
      known: 'actual',
      because: isAgain ? `Put right: ${putRight}. ${because}` : because,
      of: `value ${inspection.carriedOut}${isAgain ? ` again ${before.times}` : ''}`,
    })
  }
  await costing.tell(told)
}

/** In the warehouse's currency; undefined: it is lost, or nobody can say yet, and that is a gap. */
async function valueNow(tx: Tx, costing: Costing, inspection: Inspection): Promise<number | undefined> {
  const { sku, lot, disposition, carriedOut } = inspection
  if (!KEEPS_VALUE[disposition] || carriedOut === 0) return undefined
  const worth = await worthOf(tx, inspection)
  const value = worth && (await costing.reckon(worth))
  if (value !== undefined) await costing.found('value')
  else if (worth) await costing.miss('value', noRate(worth.currency, costing.currency, costing.day))
  else await costing.miss('value', `Nobody has said what ${sku} ${lot} costs. Give its standard cost.`)
  return value
}

/** What was carried out is worth, by what its lot costs now; undefined: nobody knows. */
async function worthOf({ db, t }: Tx, { sku, lot, carriedOut }: Inspection) {
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
