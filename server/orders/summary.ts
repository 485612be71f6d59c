/** An order in sum: its figures, and what keeps it from being shipped whole. */
import { type AtRiskLine, atRiskLinesOf } from '../availability/at-risk.ts'
import { readPools } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

type Order = Schema['orders']['$inferSelect']
type Line = Schema['orderLines']['$inferSelect']

/** What of the lines stock no longer covers, by line. */
export async function risksOf(
  reader: Reader,
  warehouse: string,
  lines: readonly Line[],
  today: string,
): Promise<Map<string, AtRiskLine>> {
  const skus = [...new Set(lines.filter((line) => line.committed > 0).map((line) => line.sku))]
  const pools = await readPools(reader, { warehouse, skus, today })
  const risks = await atRiskLinesOf(reader, warehouse, pools)
  return new Map([...risks.values()].flat().map((risk) => [risk.lineId, risk]))
}

export function summaryOf(order: Order, lines: readonly Line[], risks: ReadonlyMap<string, AtRiskLine>) {
  const sum = (part: 'quantity' | 'committed' | 'allocated' | 'picked' | 'shipped' | 'backordered' | 'planned') =>
    lines.reduce((total, line) => total + line[part], 0)
  const atRisk = lines.reduce((total, line) => total + (risks.get(line.id)?.units ?? 0), 0)
  const { id, externalId, channel, status, shipBy, startsOn, version } = order
  const figures = {
    quantity: sum('quantity'),
    committed: sum('committed'),
    allocated: sum('allocated'),
    picked: sum('picked'),
    shipped: sum('shipped'),
    backordered: sum('backordered'),
    planned: sum('planned'),
    atRisk,
  }
  return {
    id,
    externalId,
    channel,
    status,
    shipBy,
    startsOn,
    version,
    placedAt: new Date(order.placedAt).toISOString(),
    ...figures,
    blocks: blocksOf(order, figures),
  }
}

/** What keeps an order from being shipped whole, in words. */
function blocksOf(order: Order, figures: { atRisk: number; backordered: number; planned: number; allocated: number }) {
  if (order.status === 'shipped' || order.status === 'cancelled') return []
  const blocks = [
    { code: 'at-risk', units: figures.atRisk, detail: `${figures.atRisk} at risk: stock no longer covers them.` },
    { code: 'backordered', units: figures.backordered, detail: `${figures.backordered} backordered.` },
    {
      code: 'planned',
      units: figures.planned,
      detail: `${figures.planned} wait for planned receipts${order.startsOn === null ? '' : `, from ${order.startsOn}`}.`,
    },
    { code: 'in-picking', units: figures.allocated, detail: `${figures.allocated} on pick lists.` },
  ]
  const found = blocks.filter((block) => block.units > 0).map(({ code, detail }) => ({ code, detail }))
  return order.awaits === null
    ? found
    : [{ code: 'awaits-payment', detail: `Not paid at ${order.channel} yet.` }, ...found]
}
