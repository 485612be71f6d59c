/**
 * Promises against planned receipts. They are kept apart from stock, so that a late truck never weakens what is promised
 * from stock: each stands against what is due by the day on which it starts, and no receipt is promised twice.
 */
import { and, asc, eq, sql } from 'drizzle-orm'
import { prepared, type Reader, type Statements } from '../db/work.ts'

export interface Due {
  date: string
  units: number
  receiptId: string
  reference: string
}

export interface PlannedLine {
  id: string
  orderId: string
  externalId: string
  sku: string
  channel: string
  startsOn: string
  planned: number
}

const p = sql.placeholder

const statements = ((db, t) => ({
  due: prepared(
    'planned_due',
    db
      .select({
        date: t.receipts.expectedOn,
        units: sql<number>`${t.receiptLines.expected} - ${t.receiptLines.received}`.mapWith(Number),
        receiptId: t.receipts.id,
        reference: t.receipts.reference,
      })
      .from(t.receiptLines)
      .innerJoin(t.receipts, eq(t.receipts.id, t.receiptLines.receiptId))
      .where(
        and(
          eq(t.receiptLines.sku, p('sku')),
          sql`${t.receiptLines.received} < ${t.receiptLines.expected}`,
          eq(t.receipts.warehouse, p('warehouse')),
          eq(t.receipts.state, 'open'),
          sql`${t.receipts.expectedOn} is not null`,
        ),
      )
      .orderBy(asc(t.receipts.expectedOn), asc(t.receipts.id)),
  ),
  lines: prepared(
    'planned_lines',
    db
      .select({
        id: t.orderLines.id,
        orderId: t.orderLines.orderId,
        externalId: t.orders.externalId,
        sku: t.orderLines.sku,
        channel: t.orderLines.channel,
        startsOn: t.orders.startsOn,
        planned: t.orderLines.planned,
      })
      .from(t.orderLines)
      .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
      .innerJoin(t.channels, eq(t.channels.channel, t.orderLines.channel))
      .where(
        and(
          eq(t.orderLines.warehouse, p('warehouse')),
          eq(t.orderLines.sku, p('sku')),
          sql`${t.orderLines.planned} > 0`,
        ),
      )
      .orderBy(asc(t.orders.startsOn), asc(t.channels.priority), asc(t.orderLines.id)),
  ),
})) satisfies Statements<unknown>

type StatementsHolder = Pick<Reader, 'statements'>

export const receiptsDue = async (reader: StatementsHolder, warehouse: string, sku: string): Promise<Due[]> =>
  (await reader.statements(statements).due.execute({ warehouse, sku })) as Due[]

export const plannedLines = async (reader: StatementsHolder, warehouse: string, sku: string): Promise<PlannedLine[]> =>
  (await reader.statements(statements).lines.execute({ warehouse, sku })) as PlannedLine[]

/** The sum of what is due or planned up to and including a date. */
const upTo = (date: string, dated: readonly { date: string; units: number }[]): number =>
  dated.reduce((sum, one) => (one.date <= date ? sum + one.units : sum), 0)

/** What may still be promised for `date` without leaving a later promise uncovered. */
export function plannedRoom(date: string, due: readonly Due[], lines: readonly PlannedLine[]): number {
  const promised = lines.map((line) => ({ date: line.startsOn, units: line.planned }))
  const days = [date, ...promised.map((one) => one.date), ...due.map((one) => one.date)].filter((day) => day >= date)
  return Math.max(0, Math.min(...days.map((day) => upTo(day, due) - upTo(day, promised))))
}

/** Lines, or parts of them, that no receipt covers any more: it came, it was put off, or their day has passed. */
export function uncovered(
  today: string,
  due: readonly Due[],
  lines: readonly PlannedLine[],
): { line: PlannedLine; units: number }[] {
  const left = due.map((one) => ({ ...one }))
  return lines.flatMap((line) => {
    let missing = line.planned
    for (const one of line.startsOn < today ? [] : left) {
      if (one.date > line.startsOn) break
      const units = Math.min(missing, one.units)
      one.units -= units
      missing -= units
    }
    return missing > 0 ? [{ line, units: missing }] : []
  })
}
