/** Totes, cartons and pallets: units that stand within each other, and leave with what is in them. */
import { and, eq, inArray, or } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import { setWithin } from './move-unit.ts'
import type { Scene } from './scene.ts'

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

/** Labelled units that have left with their content; totes stay. Returns their codes. */
export async function sendUnits(scene: Scene, codes: readonly string[]): Promise<string[]> {
  const sent: string[] = []
  for (const code of new Set(codes)) {
    const unit = await scene.ground.location(code)
    if (unit?.kind !== 'unit' || unit.sscc === null || unit.within === CUSTOMER) continue
    if (await holdsStock(scene, code)) continue
    await setWithin(scene, code, CUSTOMER)
    scene.effects.push({ kind: 'within', unit: code, before: unit.within, after: CUSTOMER })
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
