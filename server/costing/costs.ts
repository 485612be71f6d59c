/** What was spent beside orders, or on one of them: spread over what it was spent on, to the cent. */
import { and, asc, between, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { apportion } from '../../shared/rules/apportion.ts'
import type { MarginKind } from '../../shared/rules/margin.ts'
import * as field from '../../shared/transactions/fields.ts'
import { localDate } from '../availability/local-date.ts'
import { channelNamed } from '../availability/pool.ts'
import type { Tx } from '../db/work.ts'
import { requireItems } from '../orders/place.ts'
import { Problem } from '../problem.ts'
import { convert, noRate } from './convert.ts'
import { type Entry, enter } from './enter.ts'

const SPENT = ['advertising', 'chargeback', 'penalty', 'storage', 'returns', 'shipping', 'packaging'] as const

export const costInput = v.pipe(
  v.object({
    kind: v.picklist(SPENT, `The kind is ${SPENT.join(', ')}.`),
    channel: field.name,
    sku: v.optional(field.sku),
    /** Over these items alone. */
    skus: v.optional(v.pipe(v.array(field.sku), v.minLength(1), v.maxLength(1_000))),
    /** How it is spread over what was sold. */
    by: v.optional(v.picklist(['revenue', 'units'], 'It is spread by revenue or units.'), 'revenue'),
    /** Of an advertisement. */
    campaign: v.optional(field.name),
    /** Our id of the order, or its number at its channel. */
    order: v.optional(field.name),
    period: v.optional(v.object({ from: field.date, to: field.date })),
    amount: field.nonNegativeMoney,
    /** A cost that came back, such as a chargeback that was won. */
    isRecovery: v.optional(v.boolean(), false),
    note: v.optional(field.note),
  }),
  v.check(
    (cost) => cost.period === undefined || cost.period.from <= cost.period.to,
    'The period ends before it begins.',
  ),
  v.check(
    (cost) => cost.skus === undefined || (cost.sku === undefined && cost.order === undefined),
    'Name one item, several, or an order.',
  ),
)
export type CostInput = v.InferOutput<typeof costInput>

interface Place {
  code: string
  currency: string
  timeZone: string
}

export interface CostTaken {
  id: string
  /** On how many items or lines it was spread. */
  entries: number
}

export async function takeCost(tx: Tx, place: Place, by: string, input: CostInput): Promise<CostTaken> {
  if (!(await channelNamed(tx, input.channel)))
    throw new Problem(422, 'unknown-channel', `There is no channel ${input.channel}.`, { field: 'channel' })
  if (input.sku !== undefined) await requireItems(tx, [{ sku: input.sku }])
  if (input.skus !== undefined)
    await requireItems(
      tx,
      input.skus.map((sku) => ({ sku })),
    )
  const today = localDate(tx.now, place.timeZone)
  const { from, to } = input.period ?? { from: today, to: today }
  const amount = await convert(tx, input.amount, place.currency, to)
  if (amount === undefined)
    throw new Problem(422, 'no-rate', noRate(input.amount.currency, place.currency, to), { field: 'amount.currency' })
  const id = tx.newId()
  const signed = input.isRecovery ? amount : -amount
  const parts =
    input.order === undefined
      ? await overItems(tx, place.code, input, { from, to })
      : await overLines(tx, place.code, input)
  const shares = apportion(
    Math.abs(signed),
    parts.map(({ weight }) => weight),
  )
  await tx.db.insert(tx.t.costs).values({
    id,
    warehouse: place.code,
    kind: input.kind,
    channel: input.channel,
    sku: input.sku ?? null,
    orderId: parts[0]?.orderId ?? null,
    from,
    to,
    amount: input.amount,
    note: [input.campaign, input.note].filter(Boolean).join(': ') || null,
    by,
    createdAt: tx.now,
  })
  const entries = parts.map(
    (part, nth): Entry => ({
      name: `${id} ${part.orderLineId ?? part.sku}`,
      warehouse: place.code,
      day: to,
      sku: part.sku,
      channel: input.channel,
      orderId: part.orderId,
      orderLineId: part.orderLineId,
      kind: input.kind as MarginKind,
      amount: Math.sign(signed) * (shares[nth] ?? 0),
      units: 0,
      known: parts.length > 1 ? 'allocated' : 'actual',
      source: id,
      because: becauseOf(input, { from, to }, parts.length),
    }),
  )
  return { id, entries: await enter(tx, entries) }
}

function becauseOf(input: CostInput, { from, to }: { from: string; to: string }, parts: number): string {
  const { kind, note, campaign, by, order } = input
  const way = by === 'units' && order === undefined ? 'the units sold' : 'what they brought'
  const spread = parts > 1 ? `, spread over ${parts} by ${way}` : ''
  return `${kind}${campaign === undefined ? '' : ` of ${campaign}`} ${from === to ? `of ${from}` : `from ${from} to ${to}`}${spread}${note === undefined ? '' : `: ${note}`}`.slice(
    0,
    500,
  )
}

interface Part {
  sku: string
  orderId: string | null
  orderLineId: string | null
  weight: number
}

/** By what was sold in the period; where nothing was, nobody could say on what it was spent. */
async function overItems(
  tx: Tx,
  warehouse: string,
  { channel, sku, skus, by }: CostInput,
  { from, to }: { from: string; to: string },
): Promise<Part[]> {
  const none = { orderId: null, orderLineId: null }
  if (sku !== undefined) return [{ sku, ...none, weight: 1 }]
  const { marginDays } = tx.t
  const rows = await tx.db
    .select({ sku: marginDays.sku, sold: marginDays[by] })
    .from(marginDays)
    .where(and(eq(marginDays.warehouse, warehouse), eq(marginDays.channel, channel), between(marginDays.day, from, to)))
    .orderBy(asc(marginDays.sku))
  const weights = new Map<string, number>()
  for (const row of rows) weights.set(row.sku, (weights.get(row.sku) ?? 0) + row.sold)
  const sold = [...weights].filter(([one, weight]) => weight > 0 && (skus === undefined || skus.includes(one)))
  if (sold.length > 0) return sold.map(([one, weight]) => ({ sku: one, ...none, weight }))
  throw new Problem(
    422,
    'nothing-sold',
    `${channel} has sold nothing from ${from} to ${to} that this could be spread over. Name the item with sku.`,
    { field: 'period' },
  )
}

async function overLines(tx: Tx, warehouse: string, { channel, order: named, sku }: CostInput): Promise<Part[]> {
  const { orders, orderLines } = tx.t
  const [order] = await tx.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.channel, channel), eq(orders.externalId, named ?? '')))
  const lines = await tx.db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, order?.id ?? named ?? ''))
    .orderBy(asc(orderLines.position))
  const meant = lines.filter(
    (line) => line.warehouse === warehouse && line.channel === channel && (sku === undefined || line.sku === sku),
  )
  if (meant.length > 0)
    return meant.map((line) => ({
      sku: line.sku,
      orderId: line.orderId,
      orderLineId: line.id,
      weight: line.unitPrice.amount * line.quantity,
    }))
  throw new Problem(422, 'unknown-order', `${channel} has no order ${named} here. Nothing was changed.`, {
    field: 'order',
  })
}
