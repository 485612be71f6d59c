/** Which lines a deficit falls on: the lowest priority first, then the latest ship-by. Release leaves them alone. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
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
    if (atRisk === 0) continue
    const rows = await reader.statements(statements).committed.execute({ warehouse, sku, channel: claim.channel })
    lines.push(...fallenOn(claim.channel, rows, atRisk))
  }
  return lines
}

type Committed = Omit<AtRiskLine, 'channel' | 'units'> & { committed: number }

/** `rows`: a channel's, in the order in which a deficit falls on them. */
function fallenOn(channel: string, rows: readonly Committed[], atRisk: number): AtRiskLine[] {
  const lines: AtRiskLine[] = []
  let left = atRisk
  for (const { committed, ...row } of rows) {
    const units = Math.min(left, committed)
    if (units === 0) break
    lines.push({ ...row, channel, units })
    left -= units
  }
  return lines
}

/** The same for several items, by SKU, in one statement. */
export async function atRiskLinesOf(
  { db, t }: Pick<Reader, 'db' | 't'>,
  warehouse: string,
  pools: ReadonlyMap<string, Pool<ItemClaim>>,
): Promise<Map<string, AtRiskLine[]>> {
  const skus = [...pools].filter(([, pool]) => pool.atRisk > 0).map(([sku]) => sku)
  if (skus.length === 0) return new Map()
  const { orderLines, orders } = t
  const rows = await db
    .select({
      sku: orderLines.sku,
      channel: orderLines.channel,
      line: {
        lineId: orderLines.id,
        orderId: orderLines.orderId,
        externalId: orders.externalId,
        shipBy: orders.shipBy,
        committed: orderLines.committed,
      },
    })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(eq(orderLines.warehouse, warehouse), inArray(orderLines.sku, skus), sql`${orderLines.committed} > 0`))
    .orderBy(desc(sql`coalesce(${orders.shipBy}, '9999')`), desc(orders.placedAt), desc(orderLines.id))
  const found = new Map<string, AtRiskLine[]>()
  for (const sku of skus) {
    const channels = [...(pools.get(sku)?.channels ?? [])].reverse()
    const ofChannel = (channel: string) =>
      rows.filter((row) => row.sku === sku && row.channel === channel).map(({ line }) => line)
    found.set(
      sku,
      channels.flatMap(({ claim, atRisk }) =>
        atRisk === 0 ? [] : fallenOn(claim.channel, ofChannel(claim.channel), atRisk),
      ),
    )
  }
  return found
}
