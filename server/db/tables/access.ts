/** Who may: people, devices, and the keys of programs. */
import type { Kit } from '../kit.ts'
import type { PlaceTables } from './places.ts'

export type Role = 'picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin'

export function accessTables(kit: Kit, { warehouses }: PlaceTables) {
  const { table, text, whole, flag, json, index, uniqueIndex } = kit

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
  })

  /** Who may enter the office through the identity provider. */
  const identities = table(
    'identities',
    {
      userId: text()
        .primaryKey()
        .references(() => users.id),
      /** In lower case. */
      email: text().notNull().unique(),
      /** Whom the first sign-in bound the person to; from then on the e-mail decides nothing. */
      issuer: text(),
      subject: text(),
    },
    (t) => [uniqueIndex('identities_by_subject').on(t.issuer, t.subject)],
  )

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
    /** The screen that it showed, such as `pick`; `sign-in`: nobody was signed in. Null: it did not tell. */
    screen: text(),
    /** Per cent, and whether it was being charged; null: it did not tell. */
    battery: whole(),
    charging: flag(),
  })

  const enrolmentCodes = table('enrolment_codes', {
    codeHash: text().primaryKey(),
    warehouse: text().notNull(),
    expiresAt: whole().notNull(),
    usesLeft: whole().notNull(),
  })

  const sessions = table(
    'sessions',
    {
      id: text().primaryKey(),
      userId: text()
        .notNull()
        .references(() => users.id),
      /** `@office`: signed in through the identity provider, on no device. */
      deviceId: text().notNull(),
      tokenHash: text().notNull().unique(),
      startedAt: whole().notNull(),
      expiresAt: whole().notNull(),
      /** When it was ended before its time; null: it was not. */
      endedAt: whole(),
      /** The end of the feed at that moment: a device that has seen more has recorded later, whatever its clock says. */
      endedPosition: whole(),
    },
    (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_device').on(t.deviceId, t.expiresAt)],
  )

  const apiTokens = table('api_tokens', {
    id: text().primaryKey(),
    name: text().notNull(),
    /** `scoped`: what it may do is in its scopes alone. */
    role: text().$type<Role | 'scoped'>().notNull(),
    scopes: json<string[]>(),
    tokenHash: text().notNull().unique(),
    createdAt: whole().notNull(),
    /** Null: it lasts until it is revoked. */
    expiresAt: whole(),
    /** To the hour. */
    lastUsedAt: whole(),
    revoked: flag().notNull(),
  })

  /** Tries of secrets that went wrong, by what they were tried on or from; each makes the next wait longer. */
  const tries = table(
    'tries',
    { subject: text().primaryKey(), failures: whole().notNull(), lastAt: whole().notNull() },
    (t) => [index('tries_by_time').on(t.lastAt)],
  )

  /** A sign-in that is under way at the identity provider, known by the hash of its browser's cookie. */
  const oidcSignIns = table(
    'oidc_sign_ins',
    {
      cookieHash: text().primaryKey(),
      /** What the provider must bring back; null once it has. */
      state: text(),
      nonce: text().notNull(),
      verifier: text().notNull(),
      expiresAt: whole().notNull(),
      /** Given to the browser when the provider has said who it is: a session is handed out for it once. */
      codeHash: text(),
      userId: text(),
    },
    (t) => [index('oidc_sign_ins_by_time').on(t.expiresAt)],
  )

  return { users, identities, devices, deviceContacts, enrolmentCodes, sessions, apiTokens, tries, oidcSignIns }
}

export type AccessTables = ReturnType<typeof accessTables>
