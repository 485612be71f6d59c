/**
 * What a blind count keeps from handhelds: the balances in its scope, from the pull itself, so that the figure never reaches
 * the device and cannot be looked up there.
 */
import { and, eq, ne, sql } from 'drizzle-orm'
import { isLookedAt } from '../../shared/rules/counting.ts'
import { type ReplicaChange, stockOfKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'

type Task = Schema['tasks']['$inferSelect']

/** Where, and of what: '' for any item, and any lot where the scope is not one lot. */
export type HiddenPlace = Pick<Task, 'scope' | 'location' | 'sku' | 'lot'>

const statements = ((db, t) => ({
  hidden: prepared(
    'counts_hidden',
    db
      .select({
        scope: t.tasks.scope,
        location: t.tasks.location,
        sku: t.tasks.sku,
        lot: t.tasks.lot,
        hiddenFrom: t.tasks.hiddenFrom,
        deviceId: t.tasks.deviceId,
      })
      .from(t.tasks)
      .where(
        and(
          eq(t.tasks.warehouse, sql.placeholder('warehouse')),
          sql`${t.tasks.kind} = 'count' and ${t.tasks.state} = 'open'`,
          ne(t.tasks.hiddenFrom, 'nobody'),
        ),
      ),
  ),
})) satisfies Statements<unknown>

/** None for a reader that is no handheld. */
export async function hiddenPlaces(reader: Reader, warehouse: string, deviceId: string | null): Promise<HiddenPlace[]> {
  if (deviceId === null) return []
  const rows = await reader.statements(statements).hidden.execute({ warehouse })
  return rows.filter((row) => row.hiddenFrom === 'handhelds' || row.deviceId === deviceId)
}

/** That a balance is gone may be known; what it is may not. */
export function isHidden(places: readonly HiddenPlace[], change: ReplicaChange): boolean {
  if (places.length === 0 || change.table !== 'stock' || change.value === null) return false
  const balance = stockOfKey(change.key)
  return places.some((place) => covers(place, balance))
}

export const covers = (place: HiddenPlace, balance: { location: string; sku: string; lot: string }): boolean =>
  place.location === balance.location && isLookedAt(place, balance)
