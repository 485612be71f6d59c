/** The warehouses, and where things stand in them. */
import { sql } from 'drizzle-orm'
import type { Address } from '../../../shared/rules/address.ts'
import type { RotationPolicy } from '../../../shared/rules/rotation.ts'
import type { LocationKind } from '../../../shared/wire/pull.ts'
import type { Kit } from '../kit.ts'

export function placeTables(kit: Kit) {
  const { table, text, whole, flag, json, primaryKey, index, uniqueIndex } = kit

  const warehouses = table('warehouses', {
    code: text().primaryKey(),
    name: text().notNull(),
    timeZone: text().notNull(),
    currency: text().notNull(),
    gln: text(),
    /** Whether a younger lot is stopped at the scan, or only pointed out; an item may say otherwise. */
    rotationPolicy: text().$type<RotationPolicy>().notNull(),
    /** The business at this place, as records of food traceability name it. */
    address: json<Address>(),
  })

  const locations = table(
    'locations',
    {
      warehouse: text()
        .notNull()
        .references(() => warehouses.code),
      code: text().notNull(),
      kind: text().$type<LocationKind>().notNull(),
      within: text(),
      pickSequence: whole().notNull(),
      blocked: flag().notNull(),
      /** Part of the warehouse that one picker works in; null: not divided. */
      zone: text(),
      /** Of a unit: the serial shipping container code on its label, 18 digits. */
      sscc: text(),
      /** When a count here was posted last; null: nobody has counted it. */
      countedAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.code] }),
      index('locations_by_within').on(t.warehouse, t.within),
      uniqueIndex('locations_by_sscc').on(t.warehouse, t.sscc).where(sql`sscc is not null`),
    ],
  )

  return { warehouses, locations }
}

export type PlaceTables = ReturnType<typeof placeTables>
