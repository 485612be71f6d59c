/**
 * What came back stays here for good; what was shipped goes with its lot into an archive. So that one can be compared with the other,
 * neither counts whose lot is archived. Of which lot the rest was nobody knows: it counts as far back as lots are surely here.
 */
import { type SQL, sql } from 'drizzle-orm'
import { archivedBefore } from '../archive/archived-before.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

/** Of `returned_goods`. */
export async function cameOfKnown({ db, t }: Reader): Promise<SQL | undefined> {
  const since = await archivedBefore({ db, t })
  if (since === 0) return undefined
  const { returnedGoods: g, lots } = t
  return sql`case when ${g.lot} = '' then ${g.receivedAt} >= ${since} or ${hasNoLots(t, sql`${g.sku}`)}
    else exists (select 1 from ${lots} where ${lots.sku} = ${g.sku} and ${lots.lot} = ${g.lot}) end`
}

/** Of `consigned`. */
export async function sentOfKnown({ db, t }: Reader): Promise<SQL | undefined> {
  const since = await archivedBefore({ db, t })
  if (since === 0) return undefined
  const { consigned: c } = t
  const day = new Date(since).toISOString().slice(0, 10)
  return sql`(${c.lot} <> '' or ${c.day} >= ${day} or ${hasNoLots(t, sql`${c.sku}`)})`
}

/** Goods without lots are never archived. */
const hasNoLots = ({ items }: Schema, sku: SQL): SQL =>
  sql`exists (select 1 from ${items} where ${items.sku} = ${sku} and not ${items.lotTracked})`
