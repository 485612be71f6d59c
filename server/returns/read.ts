/** Returns as they are told: the queue with its age, its worth and whom it waits for, and one return with all that is known of it. */
import { and, desc, eq, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Money } from '../../shared/rules/money.ts'
import { wordsIn } from '../../shared/rules/words-in.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Schema } from '../db/schema.ts'
import type { WaitsFor } from '../db/tables/returns.ts'
import type { Reader } from '../db/work.ts'
import type { ReturnRow } from './cases.ts'
import { detailOf, type ReturnDetail } from './detail.ts'
import type { InspectionRow } from './inspections.ts'
import { instant, type Known, knownReturn, stands, withRows } from './known.ts'

export const WAITING_FOR = [
  'customer',
  'inspector',
  'documents',
  'second-person',
  'supervisor',
  'goods',
  'lot',
  'quality',
] as const
export type WaitingFor = (typeof WAITING_FOR)[number]

export const returnsQuery = v.object({
  /** `open`: not closed. */
  state: v.optional(
    v.picklist(['open', 'expected', 'received', 'closed'], 'The state is open, expected, received or closed.'),
  ),
  waitingFor: v.optional(v.picklist(WAITING_FOR, `It waits for one of ${WAITING_FOR.join(', ')}.`)),
  channel: v.optional(field.name),
  /** Words, each somewhere in order, customer or reference. */
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
})
type Wanted = v.InferOutput<typeof returnsQuery>

/** Newest first. A page is full, unless it is the last: what is asked for beyond its state is looked for further back. */
export async function readReturns(
  reader: Reader,
  warehouse: string,
  wanted: Wanted,
  { cursor, limit, now }: { cursor: string; limit: number; now: number },
) {
  const items: ReturnSummary[] = []
  let after = cursor
  for (;;) {
    const rows = await pageOf(reader, warehouse, wanted, after, limit)
    for (const known of await withRows(reader, rows.slice(0, limit))) {
      const summary = summaryOf(known, now)
      after = cursorOf(known.row)
      if (wanted.waitingFor === undefined || summary.waitingFor.includes(wanted.waitingFor)) items.push(summary)
      if (items.length === limit) break
    }
    if (items.length === limit)
      return { items, next: rows.length > limit || after !== cursorOf(rows.at(-1)) ? after : null }
    if (rows.length <= limit) return { items, next: null }
  }
}

const cursorOf = (row: ReturnRow | undefined): string => (row ? `${row.createdAt} ${row.id}` : '')

function pageOf(
  { db, t }: Reader,
  warehouse: string,
  { state, channel, search }: Wanted,
  after: string,
  limit: number,
) {
  const { returns } = t
  const [at = '', id = ''] = after.split(' ')
  const beyond =
    after === ''
      ? undefined
      : or(lt(returns.createdAt, Number(at)), and(eq(returns.createdAt, Number(at)), lt(returns.id, id)))
  return db
    .select()
    .from(returns)
    .where(
      and(
        eq(returns.warehouse, warehouse),
        state === undefined ? undefined : state === 'open' ? ne(returns.state, 'closed') : eq(returns.state, state),
        channel === undefined ? undefined : eq(returns.channel, channel),
        ...wordsIn(search ?? '').map((word) => hasWord(returns, word)),
        beyond,
      ),
    )
    .orderBy(desc(returns.createdAt), desc(returns.id))
    .limit(limit + 1)
}

function hasWord({ orderExternalId, reference, customer }: Schema['returns'], word: string): SQL | undefined {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const texts = [orderExternalId, reference, sql`cast(${customer} as text)`]
  return or(...texts.map((text) => sql`lower(${text}) like ${pattern} escape '\\'`))
}

export type ReturnSummary = ReturnType<typeof summaryOf>

export function summaryOf({ row, lines, goods, inspections, shares }: Known, now: number) {
  const left = ({ id }: InspectionRow) => (shares.get(id)?.units ?? 0) - (shares.get(id)?.carriedOut ?? 0)
  const waiting = inspections.filter(({ state }) => state === 'waiting')
  const units = {
    expected: sum(lines, ({ expected, received }) => Math.max(0, expected - received)) * Number(row.endedAt === null),
    received: sum(goods, ({ quantity }) => quantity),
    uninspected: sum(goods, ({ quantity, inspected }) => quantity - inspected),
    waiting: sum(waiting, left),
    done: sum(inspections.filter(stands), ({ id }) => shares.get(id)?.carriedOut ?? 0),
  }
  const receivedAt = goods[0]?.receivedAt ?? null
  return {
    id: row.id,
    channel: row.channel,
    orderId: row.orderId,
    orderExternalId: row.orderExternalId,
    customer: row.customer,
    reference: row.reference,
    blind: row.blind,
    state: row.state,
    documents: row.documents,
    chargeback: row.chargeback,
    expectedOn: row.expectedOn,
    createdAt: instant(row.createdAt),
    receivedAt: receivedAt === null ? null : instant(receivedAt),
    ageSeconds: Math.max(0, Math.round((now - (receivedAt ?? row.createdAt)) / 1000)),
    units,
    value: worthOf([
      ...goods.map((one) => ({ ...one, units: one.quantity - one.inspected })),
      ...waiting.map((one) => ({ ...one, units: left(one) })),
    ]),
    waitingFor: waitingFor(row, units, waiting),
    skus: [...new Set([...lines, ...goods].map(({ sku }) => sku))],
  }
}

const sum = <Row>(rows: readonly Row[], units: (row: Row) => number): number =>
  rows.reduce((all, row) => all + units(row), 0)

function waitingFor(
  row: ReturnRow,
  units: { expected: number; uninspected: number },
  waiting: readonly InspectionRow[],
): WaitingFor[] {
  const found = new Set<WaitingFor>()
  if (units.uninspected > 0) found.add('inspector')
  for (const { waitsFor } of waiting) if (waitsFor !== null) found.add(waitsFor satisfies WaitsFor)
  if (row.documents === 'missing' && row.state !== 'expected' && row.chargeback?.state === 'open')
    found.add('documents')
  if (units.expected > 0 && row.state === 'expected') found.add('customer')
  return [...found]
}

/** Null where no cost is known, or in several currencies. */
function worthOf(parts: readonly { units: number; unitCost: number | null; currency: string | null }[]): Money | null {
  const priced = parts.filter(({ units }) => units > 0)
  const currency = priced[0]?.currency ?? null
  if (currency === null || priced.some((one) => one.unitCost === null || one.currency !== currency)) return null
  return { amount: sum(priced, ({ units, unitCost }) => units * (unitCost ?? 0)), currency }
}

export async function readReturnDetail(
  reader: Reader,
  warehouse: string,
  id: string,
  now: number,
): Promise<ReturnSummary & ReturnDetail> {
  const known = await knownReturn(reader, warehouse, id)
  return { ...summaryOf(known, now), ...(await detailOf(reader, known)) }
}
