/** Which item of ours each line of a platform's order means, and how many base units the platform wants of it. */
import { and, eq } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import type { PlatformLine, PlatformOrder } from './platform-order.ts'

export type PlatformLineRow = Schema['platformLines']['$inferSelect']

export interface Understood {
  line: PlatformLine
  /** Null: no listing of this connector is mapped to an item. */
  means: { listing: string; sku: string; packQuantity: number } | null
  /** As this line has been followed so far. */
  before: PlatformLineRow | undefined
}

export async function understand(tx: Tx, connectorId: string, order: PlatformOrder): Promise<Understood[]> {
  const { platformLines } = tx.t
  const rows = await tx.db
    .select()
    .from(platformLines)
    .where(and(eq(platformLines.connectorId, connectorId), eq(platformLines.externalId, order.externalId)))
  const known = new Map(rows.map((row) => [row.lineId, row]))
  const found: Understood[] = []
  for (const line of order.lines) {
    const before = known.get(line.id)
    found.push({ line, before, means: before ?? (await mappingOf(tx, connectorId, line.listing)) })
  }
  return found
}

async function mappingOf(tx: Tx, connectorId: string, listing: string | null): Promise<Understood['means']> {
  if (listing === null) return null
  const { listings } = tx.t
  const [row] = await tx.db
    .select({ listing: listings.listing, sku: listings.sku, packQuantity: listings.packQuantity })
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
  return row ?? null
}

/**
 * What the platform wants of a line in all, in base units: what it was told has left, and what it still waits for. So it is
 * the same before and after it hears of a shipment.
 */
export function wantedOf({ line: { units }, means, before }: Understood): number {
  const pack = means?.packQuantity ?? 1
  return 'total' in units ? units.total * pack : (before?.told ?? 0) + units.open * pack
}
