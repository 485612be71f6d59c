/** Who may: people, devices, and the keys of programs. */
import type { Kit } from '../kit.ts'
import type { PlaceTables } from './places.ts'

export type Role = 'picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin'

export function accessTables(kit: Kit, { warehouses }: PlaceTables) {
  const { table, text, whole, flag, json } = kit

  const users = table('users', {
    id: text().primaryKey(),
    badgeHash: text().notNull().unique(),
    name: text().notNull(),
    roles: json<Role[]>().notNull(),
    pinHash: text().notNull(),
    /** Salt, and the public key made from badge and PIN: with it an override is proven that was given offline. */
    overrideSalt: text().notNull(),
    overrideKey: text().notNull(),
    /** Kept from the roles: may let a younger lot pass. */
    overrides: flag().notNull(),
    disabled: flag().notNull(),
    /** Wrong PINs since the last right one, and when the last was: each makes the next wait longer. */
    failures: whole().notNull(),
    lastFailureAt: whole().notNull(),
  })

  const devices = table('devices', {
    id: text().primaryKey(),
    warehouse: text()
      .notNull()
      .references(() => warehouses.code),
    tokenHash: text().notNull().unique(),
    enrolledAt: whole().notNull(),
    revoked: flag().notNull(),
  })

  /** When each was last heard, and what it told then of itself: written now and then, so a few seconds may be missing. */
  const deviceContacts = table('device_contacts', {
    deviceId: text()
      .primaryKey()
      .references(() => devices.id),
    contactAt: whole().notNull(),
    /** Transactions that it had not sent; null: it did not tell. */
    unsent: whole(),
    /** When the oldest of them was recorded, by our clock; null: there was none, or it did not tell. */
    oldestUnsentAt: whole(),
    appVersion: text(),
  })

  const enrolmentCodes = table('enrolment_codes', {
    codeHash: text().primaryKey(),
    warehouse: text().notNull(),
    expiresAt: whole().notNull(),
    usesLeft: whole().notNull(),
  })

  const sessions = table('sessions', {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    deviceId: text().notNull(),
    tokenHash: text().notNull().unique(),
    startedAt: whole().notNull(),
    expiresAt: whole().notNull(),
  })

  const apiTokens = table('api_tokens', {
    id: text().primaryKey(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    tokenHash: text().notNull().unique(),
    createdAt: whole().notNull(),
    revoked: flag().notNull(),
  })

  return { users, devices, deviceContacts, enrolmentCodes, sessions, apiTokens }
}

export type AccessTables = ReturnType<typeof accessTables>
