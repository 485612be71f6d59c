/** Totes, cartons and pallets: units that stand within each other, and leave with what is in them. */
import { and, eq, inArray, or } from 'drizzle-orm'
import { type CUSTOMER, type IN_TRANSIT, isVirtual } from '../../shared/rules/places.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Location } from './ground.ts'
import type { Scene } from './scene.ts'

/** The unit with this SSCC on its label. */
export async function unitLabelled({ tx, warehouse }: Scene, sscc: string): Promise<Location | undefined> {
  const { locations } = tx.t
  const [row] = await tx.db
    .select()
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), eq(locations.sscc, sscc)))
  return row
}

/** A carton or pallet that is met for the first time, and is known from now on. */
export async function addUnit(
  scene: Scene,
  code: string,
  within: string | null,
  sscc: string | null = null,
): Promise<Location> {
  const { tx, warehouse } = scene
  const standing = { within, pickSequence: 0, blocked: false, zone: null }
  const row: Location = { warehouse, code, kind: 'unit', ...standing, sscc, countedAt: null }
  await tx.db.insert(tx.t.locations).values(row)
  scene.ground.rememberLocation(row)
  emit(tx, 'locations', warehouse, row)
  return row
}

/** The label that the unit has from now on; null: none. No other unit may have it. */
export async function setLabel(scene: Scene, unit: Location, sscc: string | null): Promise<Location> {
  const { locations } = scene.tx.t
  const row = { ...unit, sscc }
  await scene.tx.db
    .update(locations)
    .set({ sscc })
    .where(and(eq(locations.warehouse, unit.warehouse), eq(locations.code, unit.code)))
  scene.ground.rememberLocation(row)
  emit(scene.tx, 'locations', scene.warehouse, row)
  return row
}

/** What is in the unit moves with it: its stock stays in the unit, and the unit stands elsewhere. */
export async function setWithin({ tx, warehouse, ground }: Scene, unit: string, within: string | null): Promise<void> {
  const { locations } = tx.t
  const [row] = await tx.db
    .update(locations)
    .set({ within })
    .where(and(eq(locations.warehouse, warehouse), eq(locations.code, unit)))
    .returning()
  if (!row) return
  ground.rememberLocation(row)
  // What has left with a shipment is no place that anybody could scan here.
  if (within !== null && isVirtual(within)) emitGone(tx, 'locations', warehouse, row)
  else emit(tx, 'locations', warehouse, row)
}

/** The units named, by code or SSCC, with all that stand within them. What is no unit here stays as it was named. */
export async function unitsWithin({ tx, warehouse }: Scene, named: readonly string[]): Promise<string[]> {
  const { locations } = tx.t
  const all = new Set<string>()
  let asked = [...named]
  while (asked.length > 0) {
    const rows = await tx.db
      .select({ code: locations.code, sscc: locations.sscc })
      .from(locations)
      .where(
        and(
          eq(locations.warehouse, warehouse),
          or(inArray(locations.code, asked), inArray(locations.sscc, asked), inArray(locations.within, asked)),
        ),
      )
    const found = new Set([
      ...asked.filter((code) => !rows.some((row) => row.sscc === code)),
      ...rows.map(({ code }) => code),
    ])
    asked = [...found].filter((code) => !all.has(code))
    for (const code of asked) all.add(code)
  }
  return [...all]
}

/** The units around what stands there, the innermost first, each with what stands on its label. */
export async function unitsAround({ ground }: Scene, place: string): Promise<{ code: string; label: string }[]> {
  const around = []
  let unit = await ground.location(place)
  while (unit?.kind === 'unit') {
    around.push({ code: unit.code, label: unit.sscc ?? unit.code })
    unit = unit.within === null ? undefined : await ground.location(unit.within)
  }
  return around
}

/** Labelled units that have left with their content; totes stay. Returns their codes. */
export async function sendUnits(
  scene: Scene,
  codes: readonly string[],
  to: typeof CUSTOMER | typeof IN_TRANSIT,
): Promise<string[]> {
  const sent: string[] = []
  for (const code of new Set(codes)) {
    const unit = await scene.ground.location(code)
    if (unit?.kind !== 'unit' || unit.sscc === null || (unit.within !== null && isVirtual(unit.within))) continue
    if (await holdsStock(scene, code)) continue
    await setWithin(scene, code, to)
    scene.effects.push({ kind: 'within', unit: code, before: unit.within, after: to })
    sent.push(code)
  }
  return sent
}

async function holdsStock({ tx, warehouse }: Scene, location: string): Promise<boolean> {
  const { stock } = tx.t
  const rows = await tx.db
    .select({ quantity: stock.quantity })
    .from(stock)
    .where(and(eq(stock.warehouse, warehouse), eq(stock.location, location), eq(stock.inHouse, true)))
    .limit(1)
  return rows.length > 0
}
