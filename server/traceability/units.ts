/** The SSCC on the label of the pallet or carton that goods came in on or left in. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { groupsOf } from './scope.ts'

/** By the unit's code. */
export async function readUnitCodes(
  { db, t: { locations } }: Reader,
  warehouse: string,
  lines: readonly { place: string }[],
): Promise<Map<string, string>> {
  const codes = new Map<string, string>()
  for (const group of groupsOf([...new Set(lines.map((line) => line.place))])) {
    const rows = await db
      .select({ code: locations.code, sscc: locations.sscc })
      .from(locations)
      .where(and(eq(locations.warehouse, warehouse), inArray(locations.code, group), isNotNull(locations.sscc)))
    for (const { code, sscc } of rows) if (sscc !== null) codes.set(code, sscc)
  }
  return codes
}
