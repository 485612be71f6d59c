/** What a shortage falls on, line by line: for many exceptions at once. */
import { eq, inArray } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import type { Money } from '../../shared/rules/money.ts'
import { atRiskLinesOf } from '../availability/at-risk.ts'
import type { ItemClaim } from '../availability/pool.ts'
import type { LinePart, Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

type Row = Pick<Schema['exceptions']['$inferSelect'], 'id' | 'type' | 'sku' | 'subject'>

export interface ShortLine {
  id: string
  orderId: string
  externalId: string
  channel: string
  shipBy: string | null
  units: number
  unitPrice: Money
}

/** By exception; `pools` by SKU. What an at-risk exception falls on, or the one line that an exception is about. */
export async function shortLines(
  reader: Pick<Reader, 'db' | 't'>,
  warehouse: string,
  rows: readonly Row[],
  pools: ReadonlyMap<string, Pool<ItemClaim>>,
): Promise<Map<string, ShortLine[]>> {
  const named = new Set(rows.filter(({ type }) => type === 'at-risk').map(({ sku }) => sku ?? ''))
  const risks = await atRiskLinesOf(reader, warehouse, new Map([...pools].filter(([sku]) => named.has(sku))))
  const own = rows.filter(({ type }) => type === 'oversold' || type === 'short-pick').map(({ subject }) => subject)
  const lines = await readLines(reader, [...own, ...[...risks.values()].flat().map(({ lineId }) => lineId)])
  const short = (id: string, units: (line: Line) => number): ShortLine[] => {
    const line = lines.get(id)
    if (!line || units(line) === 0) return []
    const { orderId, externalId, channel, shipBy, unitPrice } = line
    return [{ id, orderId, externalId, channel, shipBy, unitPrice, units: units(line) }]
  }
  return new Map(
    rows.map((row) => [
      row.id,
      row.type === 'at-risk'
        ? (risks.get(row.sku ?? '') ?? []).flatMap(({ lineId, units }) => short(lineId, () => units))
        : short(row.subject, (line) => line[row.type === 'oversold' ? 'backordered' : 'committed']),
    ]),
  )
}

export interface Line extends Omit<ShortLine, 'units'>, Record<Exclude<LinePart, 'planned' | 'cancelled'>, number> {
  sku: string
}

const GROUP = 1_000

/** By id. */
export async function readLines(
  { db, t }: Pick<Reader, 'db' | 't'>,
  ids: readonly string[],
): Promise<Map<string, Line>> {
  const { orderLines, orders } = t
  const found = new Map<string, Line>()
  const wanted = [...new Set(ids)]
  for (let first = 0; first < wanted.length; first += GROUP) {
    const rows = await db
      .select(lineColumns(t))
      .from(orderLines)
      .innerJoin(orders, eq(orders.id, orderLines.orderId))
      .where(inArray(orderLines.id, wanted.slice(first, first + GROUP)))
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

export const lineColumns = ({ orderLines, orders }: Pick<Schema, 'orderLines' | 'orders'>) => ({
  id: orderLines.id,
  sku: orderLines.sku,
  orderId: orderLines.orderId,
  externalId: orders.externalId,
  channel: orderLines.channel,
  shipBy: orders.shipBy,
  unitPrice: orderLines.unitPrice,
  committed: orderLines.committed,
  backordered: orderLines.backordered,
  allocated: orderLines.allocated,
  picked: orderLines.picked,
  shipped: orderLines.shipped,
})
