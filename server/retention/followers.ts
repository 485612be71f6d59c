/** Who follows the feed with a place of its own: what one has not looked at yet must stay. */
import { inArray } from 'drizzle-orm'
import type { Reader, Tx } from '../db/work.ts'

/** Always at work. */
const STEADY = ['costing position', 'planning position']
/** At work while there is a platform. Without one their place stands still, and is dropped: the next platform begins anew. */
const WITH_PLATFORMS = ['publishing position', 'shipments position']
const placesOf = (connectorId: string): string[] => [`log of ${connectorId}`, `edi position ${connectorId}`]

/** The lowest place of all who follow; null: nobody does. */
export async function lowestPlace(reader: Reader): Promise<number | null> {
  const { db, t } = reader
  const connectors = await db.select({ id: t.connectors.id }).from(t.connectors)
  const names = [
    ...STEADY,
    ...(connectors.length > 0 ? WITH_PLATFORMS : []),
    ...connectors.flatMap(({ id }) => placesOf(id)),
  ]
  const rows = await db.select({ value: t.meta.value }).from(t.meta).where(inArray(t.meta.name, names))
  return rows.length === 0 ? null : Math.min(...rows.map(({ value }) => Number(value)))
}

/** Before anything is cut off that they would go on from. */
export async function dropIdlePlaces({ db, t }: Tx): Promise<void> {
  const [any] = await db.select({ id: t.connectors.id }).from(t.connectors).limit(1)
  if (!any) await db.delete(t.meta).where(inArray(t.meta.name, WITH_PLATFORMS))
}
