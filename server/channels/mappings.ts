/** Which item of ours each listing of a platform sells, in which pack, and how much of it may be shown. */
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { askFor } from './intake/due.ts'

type Listing = Schema['listings']['$inferSelect']

export const mappingsInput = v.pipe(
  v.array(
    v.object({
      listing: field.name,
      sku: field.sku,
      packQuantity: v.optional(field.quantity, 1),
      mode: v.optional(v.picklist(['on', 'paused'], 'The mode is on or paused.'), 'on'),
      cap: v.nullish(field.quantityOrZero),
      percent: v.optional(
        v.pipe(v.number('Give the percentage as a number.'), v.integer(), v.minValue(1), v.maxValue(100)),
        100,
      ),
      buffer: v.optional(field.quantityOrZero, 0),
    }),
  ),
  v.maxLength(20_000, 'Give at most 20,000 listings.'),
)
export type MappingsInput = v.InferOutput<typeof mappingsInput>

/** Names in one statement. */
const NAMES = 1_000

/** Some listings are mapped, or mapped otherwise; some are not told anything any more. */
export const mappingChanges = v.pipe(
  v.object({
    put: v.optional(mappingsInput, []),
    remove: v.optional(v.pipe(v.array(field.name), v.maxLength(20_000)), []),
  }),
  v.check(({ put, remove }) => put.length + remove.length > 0, 'Name listings to put, or to remove.'),
)
export type MappingChanges = v.InferOutput<typeof mappingChanges>

/**
 * The whole list: a listing that is not in it is not kept any more, and shows what it showed last. One that sells another
 * item, or another pack, than before is told anew.
 */
export async function putMappings(tx: Tx, connectorId: string, input: MappingsInput): Promise<void> {
  const { listings } = tx.t
  const kept = new Set(input.map(({ listing }) => listing))
  const before = await tx.db
    .select({ listing: listings.listing })
    .from(listings)
    .where(eq(listings.connectorId, connectorId))
  const others = before.map(({ listing }) => listing).filter((listing) => !kept.has(listing))
  await changeMappings(tx, connectorId, { put: input, remove: others })
}

/** Listings that are not named stay as they are. */
export async function changeMappings(tx: Tx, connectorId: string, { put, remove }: MappingChanges): Promise<void> {
  refuseTwice(put)
  await requireSkus(tx, put)
  const { listings } = tx.t
  for (const listing of remove)
    await tx.db.delete(listings).where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
  for (const { cap, ...mapping } of put) {
    const terms = { ...mapping, cap: cap ?? null, look: 1 as const, stopped: false }
    await tx.db
      .insert(listings)
      .values({ ...NEW, ...terms, connectorId, changedAt: tx.now })
      .onConflictDoUpdate({ target: [listings.connectorId, listings.listing], set: terms })
  }
  await takeInUnmapped(tx, connectorId)
}

/** Orders whose lines meant no item may mean one now. */
async function takeInUnmapped(tx: Tx, connectorId: string): Promise<void> {
  const { channelFailures } = tx.t
  const waiting = await tx.db
    .select({ externalId: channelFailures.subject })
    .from(channelFailures)
    .where(
      and(
        eq(channelFailures.connectorId, connectorId),
        eq(channelFailures.about, 'order'),
        isNull(channelFailures.endedAt),
      ),
    )
  for (const { externalId } of waiting) await askFor(tx, connectorId, externalId, tx.now)
}

/** Nothing is known yet of what the platform shows. */
const NEW: Omit<Listing, keyof MappingsInput[number] | 'connectorId' | 'changedAt'> & { cap: number | null } = {
  cap: null,
  lagBuffer: 0,
  look: 1,
  wanted: 0,
  version: 0,
  urgency: 0,
  sending: null,
  shown: null,
  shownVersion: 0,
  shownAt: null,
  attempts: 0,
  nextAt: 0,
  stopped: false,
}

function refuseTwice(input: MappingsInput): void {
  const seen = new Set<string>()
  for (const [index, { listing }] of input.entries()) {
    if (seen.has(listing))
      throw new Problem(422, 'invalid', `[${index}].listing: ${listing} is in the list twice.`, {
        field: `[${index}].listing`,
      })
    seen.add(listing)
  }
}

async function requireSkus(tx: Tx, input: MappingsInput): Promise<void> {
  const skus = [...new Set(input.map(({ sku }) => sku))]
  const known = new Set<string>()
  for (let first = 0; first < skus.length; first += NAMES) {
    const { items } = tx.t
    const part = skus.slice(first, first + NAMES)
    for (const { sku } of await tx.db.select({ sku: items.sku }).from(items).where(inArray(items.sku, part)))
      known.add(sku)
  }
  const index = input.findIndex(({ sku }) => !known.has(sku))
  const unknown = input[index]
  if (unknown)
    throw new Problem(422, 'unknown-sku', `There is no item ${unknown.sku}. Add it with PUT /items/{sku}.`, {
      field: `[${index}].sku`,
    })
}

export interface ListingAnswer {
  listing: string
  sku: string
  packQuantity: number
  mode: 'on' | 'paused'
  cap: number | null
  percent: number
  buffer: number
  /** What the platform should show, and what it shows as far as is known, in units of the listing. */
  wanted: number
  shown: number | null
  shownAt: number | null
  waiting: boolean
  stopped: boolean
}

/** `search`: a part of the listing's name or of its item's, in any case. */
export async function readListings(
  { db, t: { listings } }: Reader,
  connectorId: string,
  { search = '', after, limit }: { search?: string | undefined; after: string; limit: number },
): Promise<{ items: ListingAnswer[]; next: string | null }> {
  const words = search.trim().toLowerCase()
  // As it is written: what a pattern would take for a placeholder stands for itself.
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const named = (column: typeof listings.listing | typeof listings.sku) =>
    sql`lower(${column}) like ${pattern} escape '\\'`
  const rows = await db
    .select()
    .from(listings)
    .where(
      and(
        eq(listings.connectorId, connectorId),
        gt(listings.listing, after),
        words === '' ? undefined : or(named(listings.listing), named(listings.sku)),
      ),
    )
    .orderBy(asc(listings.listing))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(
    (row): ListingAnswer => ({
      listing: row.listing,
      sku: row.sku,
      packQuantity: row.packQuantity,
      mode: row.mode,
      cap: row.cap,
      percent: row.percent,
      buffer: row.buffer,
      wanted: row.wanted,
      shown: row.shown,
      shownAt: row.shownAt,
      waiting: row.version > row.shownVersion,
      stopped: row.stopped,
    }),
  )
  return { items, next: rows.length > limit ? (items.at(-1)?.listing ?? null) : null }
}
