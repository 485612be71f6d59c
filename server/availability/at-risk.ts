/** Which lines a deficit falls on: the lowest priority first, then the latest ship-by. Release leaves them alone. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import type { ItemClaim } from './pool.ts'

export interface AtRiskLine {
  lineId: string
  orderId: string
  externalId: string
  channel: string
  shipBy: string | null
  units: number
}

const p = sql.placeholder

const statements = ((db, t) => ({
  committed: prepared(
    'at_risk_committed',
    db
      .select({
        lineId: t.orderLines.id,
        orderId: t.orderLines.orderId,
        externalId: t.orders.externalId,
        shipBy: t.orders.shipBy,
        committed: t.orderLines.committed,
      })
      .from(t.orderLines)
      .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
      .where(
        and(
          eq(t.orderLines.warehouse, p('warehouse')),
          eq(t.orderLines.sku, p('sku')),
          eq(t.orderLines.channel, p('channel')),
          sql`${t.orderLines.committed} > 0`,
        ),
      )
      .orderBy(desc(sql`coalesce(${t.orders.shipBy}, '9999')`), desc(t.orders.placedAt), desc(t.orderLines.id)),
  ),
})) satisfies Statements<unknown>

export async function atRiskLines(
  reader: Pick<Reader, 'statements'>,
  warehouse: string,
  sku: string,
  pool: Pool<ItemClaim>,
): Promise<AtRiskLine[]> {
  const lines: AtRiskLine[] = []
  for (const { claim, atRisk } of [...pool.channels].reverse()) {
    let left = atRisk
    if (left === 0) continue
    const rows = await reader.statements(statements).committed.execute({ warehouse, sku, channel: claim.channel })
    for (const { committed, ...row } of rows) {
      const units = Math.min(left, committed)
      if (units === 0) break
      lines.push({ ...row, channel: claim.channel, units })
      left -= units
    }
  }
  return lines
}
