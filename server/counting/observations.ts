/** The newest count of a place, item or lot: what a movement that arrives later is held against. */
import { and, eq, or, sql } from 'drizzle-orm'
import type { Observation } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'

const p = sql.placeholder
/** In the place of a lot: all lots of the item. */
export const ALL_LOTS = '*'

const statements = ((db, t) => ({
  at: prepared(
    'observations_at',
    db
      .select()
      .from(t.observations)
      .where(
        and(
          eq(t.observations.warehouse, p('warehouse')),
          eq(t.observations.location, p('location')),
          or(
            eq(t.observations.sku, ''),
            and(
              eq(t.observations.sku, p('sku')),
              or(eq(t.observations.lot, ALL_LOTS), eq(t.observations.lot, p('lot'))),
            ),
          ),
        ),
      ),
  ),
})) satisfies Statements<unknown>

/** The newest that looked at this balance; undefined: nobody ever counted it. */
export async function newestObservation(
  { tx, warehouse }: Scene,
  { location, sku, lot }: { location: string; sku: string; lot: string },
): Promise<Observation | undefined> {
  const rows = await tx.statements(statements).at.execute({ warehouse, location, sku, lot })
  return rows.reduce<Observation | undefined>(
    (newest, row) => (newest && newest.ordinal > row.ordinal ? newest : row),
    undefined,
  )
}

/** In the place of a stream: counts of several devices, which did not know of each other. */
export const SEVERAL = '@several'

/** What others had looked at, all or a part of it. */
export async function overlapping(
  { tx, warehouse }: Scene,
  { location, sku, lot }: Observation,
): Promise<Observation[]> {
  const { observations } = tx.t
  const rows = await tx.db
    .select()
    .from(observations)
    .where(and(eq(observations.warehouse, warehouse), eq(observations.location, location)))
  return rows.filter(
    (row) =>
      row.sku === '' ||
      sku === '' ||
      (row.sku === sku && (row.lot === lot || row.lot === ALL_LOTS || lot === ALL_LOTS)),
  )
}

/** Remembers what was looked at; an undo of the count brings back the one before. */
export async function observe(scene: Scene, after: Observation, disturbed: string[]): Promise<void> {
  const { observations } = scene.tx.t
  const [before] = await scene.tx.db.select().from(observations).where(isOf(scene, after))
  await put(scene, after)
  scene.effects.push({ kind: 'observation', before: before ?? null, after, disturbed })
}

export async function forgetObservation(scene: Scene, after: Observation, before: Observation | null): Promise<void> {
  const { observations } = scene.tx.t
  const [now] = await scene.tx.db.select().from(observations).where(isOf(scene, after))
  if (now?.countId !== after.countId) return
  const standing = await newestStanding(scene, before)
  if (standing) return put(scene, standing)
  await scene.tx.db.delete(observations).where(isOf(scene, after))
}

/** It, or the one that it took the place of, where it has been undone itself. */
async function newestStanding({ tx }: Scene, observation: Observation | null): Promise<Observation | null> {
  const { counts, inbox } = tx.t
  let at = observation
  while (at) {
    const [row] = await tx.db
      .select({ reversed: counts.reversed, effects: inbox.effects })
      .from(counts)
      .innerJoin(inbox, eq(inbox.id, counts.id))
      .where(eq(counts.id, at.countId))
    // Archived: it is too long ago for anything to arrive that is older.
    if (!row) return null
    if (!row.reversed) return at
    at = row.effects.find((effect) => effect.kind === 'observation')?.before ?? null
  }
  return null
}

const isOf = ({ tx, warehouse }: Scene, { location, sku, lot }: Observation) => {
  const { observations } = tx.t
  return and(
    eq(observations.warehouse, warehouse),
    eq(observations.location, location),
    eq(observations.sku, sku),
    eq(observations.lot, lot),
  )
}

async function put({ tx, warehouse }: Scene, row: Observation): Promise<void> {
  const { observations } = tx.t
  const { location, sku, lot, countId, streamId, seq, seen, ordinal } = row
  const kept = { warehouse, location, sku, lot, countId, streamId, seq, seen, ordinal }
  await tx.db
    .insert(observations)
    .values(kept)
    .onConflictDoUpdate({
      target: [observations.warehouse, observations.location, observations.sku, observations.lot],
      set: kept,
    })
}
