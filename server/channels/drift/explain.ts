/** Why a platform shows another number than it was told, as far as can be known: what happened in between, in order. */
import { and, asc, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'

type Listing = Schema['listings']['$inferSelect']

export interface Explanation {
  between: string[]
  explanation: string
}

interface Event {
  at: number
  what: string
}

const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`

export async function explain(tx: Tx, row: ConnectorRow, listing: Listing, shown: number): Promise<Explanation> {
  const told = await lastTold(tx, row.id, listing.listing)
  const orders = await ordersSince(tx, row.id, listing.listing, told?.confirmedAt ?? row.createdAt)
  const events: Event[] = [
    ...(told ? [{ at: told.confirmedAt, what: `told ${told.quantity}` }] : []),
    ...orders.map(({ at, number, units }) => ({ at, what: `order ${number ?? ''} came in: ${units} of it` })),
  ]
  return {
    between: events.sort((a, b) => a.at - b.at).map(({ at, what }) => `${time(at)}: ${what}`),
    explanation: sentence(shown, listing, told, orders),
  }
}

async function lastTold({ db, t: { publications } }: Tx, connectorId: string, listing: string) {
  const [row] = await db
    .select({ quantity: publications.quantity, confirmedAt: publications.confirmedAt })
    .from(publications)
    .where(and(eq(publications.connectorId, connectorId), eq(publications.listing, listing)))
    .orderBy(desc(publications.confirmedAt))
    .limit(1)
  return row
}

interface Sold {
  at: number
  number: string | null
  /** Of the listing. */
  units: number
}

async function ordersSince({ db, t }: Tx, connectorId: string, listing: string, since: number): Promise<Sold[]> {
  const { platformOrders, platformLines } = t
  const rows = await db
    .select({
      at: platformOrders.appliedAt,
      number: platformOrders.number,
      wanted: platformLines.wanted,
      packQuantity: platformLines.packQuantity,
    })
    .from(platformLines)
    .innerJoin(
      platformOrders,
      and(
        eq(platformOrders.connectorId, platformLines.connectorId),
        eq(platformOrders.externalId, platformLines.externalId),
      ),
    )
    .where(
      and(
        eq(platformLines.connectorId, connectorId),
        eq(platformLines.listing, listing),
        isNotNull(platformOrders.appliedAt),
        gt(platformOrders.appliedAt, since),
      ),
    )
    .orderBy(asc(platformOrders.appliedAt))
    .limit(20)
  return rows.map(({ at, number, wanted, packQuantity }) => ({ at: at ?? since, number, units: wanted / packQuantity }))
}

function sentence(
  shown: number,
  { wanted }: Listing,
  told: { quantity: number; confirmedAt: number } | undefined,
  orders: readonly Sold[],
): string {
  if (!told) return `It shows ${shown} and was never told a number; ${wanted} can be promised.`
  const since = `It shows ${shown}; it was told ${told.quantity} on ${time(told.confirmedAt)}`
  if (orders.length > 0)
    return orders.length === 1
      ? `${since}, and an order has come in since that does not explain it.`
      : `${since}, and ${orders.length} orders have come in since that do not explain it.`
  const less = told.quantity - shown
  return less > 0
    ? `${since}. No order of these ${less} has come in: somebody has lowered it there, or a sale is missing here.`
    : `${since}. Somebody has raised it there by ${-less}, or gave something back without an order.`
}
