/** Sales platforms: how each is reached, what each listing of it sells, and what it was last told. */
import { sql } from 'drizzle-orm'
import type { Urgency } from '../../../shared/rules/offer.ts'
import type { Kit } from '../kit.ts'

export type ConnectorKind = 'shopify' | 'amazon' | 'edi' | 'rest'

/** A number on its way to the platform: at most one per listing. */
export interface Sending {
  quantity: number
  version: number
  /** Sent along, so that the platform acts once however often it is asked. */
  key: string
  /** Since when the platform has shown another number than this. */
  since: number
  /** The submission of many that it went with. */
  bulk?: string
}

/**
 * `retrying`: it may pass by itself. `open`: somebody must act. `ignored`: somebody said that it may stay so.
 * `healed`: what failed has succeeded since.
 */
export type FailureState = 'retrying' | 'open' | 'ignored' | 'healed'

/**
 * `silence`: nothing was heard for too long. `orders`: they cannot be read. `order`: one of them. `notices`: webhooks that are
 * not to be trusted. `event`: what a log tells of one listing or order.
 */
export type FailureAbout =
  | 'publish'
  | 'connector'
  | 'silence'
  | 'orders'
  | 'order'
  | 'notices'
  | 'shipment'
  | 'document'
  | 'event'

export function channelTables(kit: Kit) {
  const { table, text, whole, flag, json, primaryKey, index, uniqueIndex } = kit

  const connectors = table('connectors', {
    id: text().primaryKey(),
    warehouse: text().notNull(),
    channel: text().notNull(),
    kind: text().$type<ConnectorKind>().notNull(),
    baseUrl: text(),
    /** What the kind needs beside credentials, such as the platform's name of our warehouse. */
    settings: json<Record<string, unknown>>().notNull(),
    /** Encrypted: see channels/vault.ts. */
    credentials: text().notNull(),
    paused: flag().notNull(),
    /** Orders changed since then are taken in; null: since it was connected. */
    ordersSince: whole(),
    /** Whether listings hold back what is sold while a number is on its way. */
    lagAware: flag().notNull().default(false),
    createdAt: whole().notNull(),
    /** Calls in a row that did not get through. */
    failuresInRow: whole().notNull(),
    /** Nothing is sent before: the circuit is open. */
    restsUntil: whole().notNull(),
    /** When the platform last answered anything. */
    heardAt: whole(),
    lastUpdateAt: whole(),
  })

  const listings = table(
    'listings',
    {
      connectorId: text()
        .notNull()
        .references(() => connectors.id),
      /** The platform's own name of it. */
      listing: text().notNull(),
      sku: text().notNull(),
      packQuantity: whole().notNull(),
      mode: text().$type<'on' | 'paused'>().notNull(),
      cap: whole(),
      percent: whole().notNull(),
      buffer: whole().notNull(),
      /** Held back by itself: what its channel sells while a number is on its way. */
      lagBuffer: whole().notNull().default(0),
      /** 0: its figures are as they were. 1: they may have changed. 2: so they may, and a lot was held or released. */
      look: whole().$type<0 | 1 | 2>().notNull(),
      /** Units of the listing that the platform should show. */
      wanted: whole().notNull(),
      /** Counts the changes of `wanted`. */
      version: whole().notNull(),
      urgency: whole().$type<Urgency>().notNull(),
      /** Since when something is to be told. */
      changedAt: whole().notNull(),
      sending: json<Sending>(),
      /** What the platform shows as far as is known; null: not known. */
      shown: whole(),
      /** The version that the platform has confirmed. */
      shownVersion: whole().notNull(),
      shownAt: whole(),
      attempts: whole().notNull(),
      /** Not to be sent before: it waits to be tried again, or somebody else is sending it. */
      nextAt: whole().notNull(),
      /** The platform refuses it: somebody must act first. */
      stopped: flag().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.connectorId, t.listing] }),
      index('listings_by_sku').on(t.sku),
      index('listings_to_look_at').on(t.connectorId).where(sql`look > 0`),
      index('listings_due').on(t.connectorId, t.urgency, t.changedAt).where(sql`version > shown_version`),
    ],
  )

  /** Numbers that a platform has confirmed: how long each took, and what a later drift is explained by. */
  const publications = table(
    'publications',
    {
      connectorId: text().notNull(),
      listing: text().notNull(),
      version: whole().notNull(),
      quantity: whole().notNull(),
      /** Since when the platform had shown another number. */
      since: whole().notNull(),
      confirmedAt: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.connectorId, t.listing, t.version] }),
      index('publications_by_time').on(t.connectorId, t.confirmedAt),
    ],
  )

  /** What went wrong with a platform, in words. One row for each thing that failed, however often it was tried. */
  const channelFailures = table(
    'channel_failures',
    {
      id: text().primaryKey(),
      connectorId: text().notNull(),
      about: text().$type<FailureAbout>().notNull(),
      /** The listing, the platform's id of the order, or the connector itself. */
      subject: text().notNull(),
      state: text().$type<FailureState>().notNull(),
      code: text().notNull(),
      /** What happened: one sentence. */
      detail: text().notNull(),
      /** What to do: one sentence. */
      advice: text().notNull(),
      attempts: whole().notNull(),
      firstAt: whole().notNull(),
      lastAt: whole().notNull(),
      endedAt: whole(),
    },
    (t) => [
      uniqueIndex('channel_failures_now').on(t.connectorId, t.about, t.subject).where(sql`ended_at is null`),
      index('channel_failures_by_time').on(t.connectorId, t.lastAt),
    ],
  )

  return { connectors, listings, publications, channelFailures }
}
