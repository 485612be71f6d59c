/**
 * What a platform has really taken of an order, from its own settlement. It takes the place of what the rules had reckoned: the
 * estimate is undone by an entry of its own, so that the difference can be seen. The same row again changes nothing.
 */
import { and, asc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { apportion } from '../../shared/rules/apportion.ts'
import type { MarginKind } from '../../shared/rules/margin.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { convert, noRate } from './convert.ts'
import { COSTING, type Entry, enter } from './enter.ts'

export const settlementRow = v.object({
  /** The platform's own name of the settlement. */
  settlement: field.name,
  channel: field.name,
  /** As the platform calls the order. */
  order: field.name,
  /** Of this item alone; left out: of the whole order. */
  sku: v.optional(field.sku),
  /** What it is called there: commission, payment … */
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/, 'A kind is small letters: commission.')),
  day: field.date,
  amount: field.nonNegativeMoney,
})
export type SettlementRow = v.InferOutput<typeof settlementRow>

export const keyOfSettlement = ({ settlement, channel, order, sku, kind }: SettlementRow): string =>
  [settlement, channel, order, sku ?? '', kind].join('\n')

const marginKindOf = (kind: string): MarginKind => (kind === 'payment' ? 'payment-fee' : 'platform-fee')

/** Throws a Problem where the order, the item or a rate is not known: the whole file is then left as it is. */
export async function settle(tx: Tx, warehouse: string, row: SettlementRow): Promise<void> {
  // What is being reckoned of the order at the same time would not see this, nor this that.
  await tx.lock(COSTING)
  const [place] = await tx.db.select().from(tx.t.warehouses).where(eq(tx.t.warehouses.code, warehouse))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  const { currency } = place
  const lines = await linesMeant(tx, warehouse, row)
  const amount = await convert(tx, row.amount, currency, row.day)
  if (amount === undefined) throw new Problem(422, 'no-rate', noRate(row.amount.currency, currency, row.day))
  const source = `settlement ${row.settlement}`
  const name = `${source} ${row.channel} ${row.order} ${row.sku ?? ''} ${row.kind}`
  // A line without a share has no entry of its own.
  const names = lines.map((_, nth) => `${name} ${nth}`)
  const [known] = await tx.db.select().from(tx.t.marginEntries).where(inArray(tx.t.marginEntries.name, names)).limit(1)
  const shares = apportion(
    amount,
    lines.map(({ unitPrice, quantity }) => unitPrice.amount * quantity),
  )
  if (known) return refuseOther(known.because, becauseOf(row))
  const kind = marginKindOf(row.kind)
  const entries: Entry[] = []
  for (const [nth, line] of lines.entries()) {
    const whole = { warehouse, day: row.day, sku: line.sku, channel: row.channel, orderId: line.orderId }
    const of = { ...whole, orderLineId: line.id, kind, units: 0, source }
    entries.push({
      ...of,
      name: `${name} ${nth}`,
      amount: -(shares[nth] ?? 0),
      known: 'actual',
      because: becauseOf(row),
    })
    const estimate = await estimateOf(tx, line.id, kind, row.kind)
    if (estimate !== 0)
      entries.push({
        ...of,
        name: `${name} ${nth} estimate`,
        amount: -estimate,
        known: 'rule',
        because: `${row.kind} as the rules had reckoned it, replaced by ${source}`,
      })
  }
  await enter(tx, entries)
}

const becauseOf = ({ settlement, kind, amount }: SettlementRow): string =>
  `${kind} of settlement ${settlement}: ${amount.amount} ${amount.currency} of the order`

/** The same row twice is one; another amount under the same name is a contradiction. */
function refuseOther(before: string, now: string): void {
  if (before === now) return
  throw new Problem(
    409,
    'settlement-differs',
    `This settlement was given before with another amount (${before}). Give a correction under a name of its own.`,
  )
}

async function linesMeant(tx: Tx, warehouse: string, { channel, order: number, sku }: SettlementRow) {
  const { orders, orderLines } = tx.t
  const [order] = await tx.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.channel, channel), eq(orders.externalId, number), eq(orders.warehouse, warehouse)))
  if (!order) throw new Problem(422, 'unknown-order', `${channel} has no order ${number} here.`)
  const lines = await tx.db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id))
    .orderBy(asc(orderLines.position))
  const meant = lines.filter((line) => sku === undefined || line.sku === sku)
  if (meant.length === 0) throw new Problem(422, 'unknown-sku', `Order ${number} of ${channel} has no ${sku}.`)
  return meant
}

/** What stands of it by rule: what was undone on the floor keeps the end of its name, what a settlement replaced says so. */
export async function estimateOf(tx: Tx, lineId: string, kind: MarginKind, of: string): Promise<number> {
  const { marginEntries } = tx.t
  const rows = await tx.db
    .select({ name: marginEntries.name, amount: marginEntries.amount, because: marginEntries.because })
    .from(marginEntries)
    .where(and(eq(marginEntries.orderLineId, lineId), eq(marginEntries.kind, kind), eq(marginEntries.known, 'rule')))
  return rows
    .filter(({ name, because }) => name.endsWith(` ${lineId} ${kind} ${of}`) || because.startsWith(`${of} `))
    .reduce((sum, { amount }) => sum + amount, 0)
}
