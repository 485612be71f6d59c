/** Locations and units. */
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { refreshLocationStock } from '../ledger/refresh.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { Problem } from '../problem.ts'

export const locationCode = v.pipe(
  field.location,
  v.regex(/^[^@\s\p{Cc}][^\s\p{Cc}]*$/u, 'A location code has no spaces and does not begin with @.'),
)
export const locationInput = v.object({
  kind: v.picklist(
    ['dock', 'storage', 'pick', 'staging', 'returns', 'unit'],
    'The kind is dock, storage, pick, staging, returns or unit.',
  ),
  within: v.nullish(field.location),
  pickSequence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)), 0),
  blocked: v.optional(v.boolean(), false),
  zone: v.nullish(field.location),
})
/** Totes on pallets in bins: deeper than this is a mistake. */
const DEEPEST_NESTING = 8

export type LocationInput = v.InferOutput<typeof locationInput>

export async function putLocation(tx: Tx, warehouse: string, code: string, input: LocationInput): Promise<void> {
  await tx.lock(`location ${warehouse} ${code}`)
  const { locations } = tx.t
  const key = and(eq(locations.warehouse, warehouse), eq(locations.code, code))
  const [before] = await tx.db.select().from(locations).where(key)
  if (before?.kind === 'virtual')
    throw new Problem(409, 'virtual-location', `${code} is one of the ledger's own places and cannot be changed.`)
  if (input.within != null) await requirePlaceFor(tx, warehouse, code, input.within)
  const row = {
    warehouse,
    code,
    kind: input.kind,
    within: input.within ?? null,
    pickSequence: input.pickSequence,
    blocked: input.blocked,
    zone: input.zone ?? null,
    sscc: before?.sscc ?? null,
    countedAt: before?.countedAt ?? null,
  }
  await tx.db
    .insert(locations)
    .values(row)
    .onConflictDoUpdate({ target: [locations.warehouse, locations.code], set: row })
  emit(tx, 'locations', warehouse, row)
  if (!before || (before.blocked === row.blocked && before.pickSequence === row.pickSequence)) return
  const scene = openRequest(tx, warehouse, 'location')
  await refreshLocationStock(scene, code)
  await settle(scene)
}

/** It must be there, be no place of the ledger's own, and not stand within the very location that is put into it. */
async function requirePlaceFor(tx: Tx, warehouse: string, code: string, within: string): Promise<void> {
  await tx.lock(`units ${warehouse}`)
  const { locations } = tx.t
  let place: string | null = within
  for (let depth = 0; place !== null; depth++) {
    if (place === code || depth > DEEPEST_NESTING)
      throw new Problem(422, 'circular-unit', `${within} stands within ${code}: nothing stands within itself.`, {
        field: 'within',
      })
    const [known]: { kind: string; within: string | null }[] = await tx.db
      .select({ kind: locations.kind, within: locations.within })
      .from(locations)
      .where(and(eq(locations.warehouse, warehouse), eq(locations.code, place)))
    if (!known || known.kind === 'virtual')
      throw new Problem(422, 'unknown-location', `There is no location ${place} in ${warehouse}.`, { field: 'within' })
    place = known.within
  }
}
