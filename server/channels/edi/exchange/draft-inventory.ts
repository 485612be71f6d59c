/** The 846: what each listing of the partner should show. What it says is what the partner was told from then on. */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { toGtin14 } from '../../../../shared/barcode/check-digit.ts'
import type { Reader, Tx, Work } from '../../../db/work.ts'
import { takeSerials } from '../../../labels/serials.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import type { Drafted } from '../draft.ts'
import { draftInventory, type InventoryLine } from '../inventory.ts'
import { namedUnit } from './measure.ts'
import type { Moment } from './moment.ts'
import { cause } from './outgoing-row.ts'
import { type DocumentRow, LeaseLost, type Partner, type Scene } from './partner.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const markOf = (connectorId: string) => `edi inventory ${connectorId}`

/** So long ago or more it was told last; never: it is due wherever it is to be told at all. */
export async function isInventoryDue(reader: Reader, { row, profile }: Scene, now: number): Promise<boolean> {
  const { everyHours, changedEveryMinutes } = profile.inventory
  if (!isTold({ row, profile })) return false
  const { meta } = reader.t
  const [mark] = await reader.db
    .select()
    .from(meta)
    .where(eq(meta.name, markOf(row.id)))
  const since = mark ? now - Number(mark.value) : Number.POSITIVE_INFINITY
  const isTime = everyHours !== undefined && since >= everyHours * HOUR_MS
  const mayChange = changedEveryMinutes !== undefined && since >= changedEveryMinutes * MINUTE_MS
  if (!isTime && !mayChange) return false
  return hasListing(reader, row.id, isTime)
}

/** Whether this partner is told figures at all. */
const isTold = ({ profile: { inventory } }: Scene): boolean =>
  inventory.everyHours !== undefined || inventory.changedEveryMinutes !== undefined

/** Nothing waits to be told to whoever is told nothing. */
async function forgetWaiting({ db, t: { listings: l } }: Tx, connectorId: string): Promise<void> {
  await db
    .update(l)
    .set({ shown: null, shownVersion: sql`${l.version}` })
    .where(and(eq(l.connectorId, connectorId), sql`${l.version} > ${l.shownVersion}`))
}

/** `any`: whether there is one at all; else, whether one should show another number. */
async function hasListing({ db, t: { listings: l } }: Reader, connectorId: string, any: boolean): Promise<boolean> {
  const [one] = await db
    .select({ listing: l.listing })
    .from(l)
    .where(
      and(eq(l.connectorId, connectorId), gt(l.version, 0), any ? undefined : sql`${l.version} > ${l.shownVersion}`),
    )
    .limit(1)
  return one !== undefined
}

export const causeInventory = (work: Work, partner: Partner): Promise<void> =>
  work.run([lockOf(partner.row.id)], async (tx) => {
    const { row, lease } = partner
    if (!(await renewLease(tx, lease))) throw new LeaseLost()
    if (!isTold(partner)) return forgetWaiting(tx, row.id)
    if (!(await isInventoryDue(tx, partner, tx.now))) return
    const serial = await takeSerials(tx, `edi inventory advice ${row.id}`, 1)
    const number = String(serial).padStart(9, '0')
    await cause(tx, row.id, {
      set: '846',
      cause: `advice ${number}`,
      number,
      externalId: null,
      content: { of: 'inventory' },
    })
    const mark = { name: markOf(row.id), value: String(tx.now) }
    await tx.db.insert(tx.t.meta).values(mark).onConflictDoUpdate({ target: tx.t.meta.name, set: mark })
  })

type Listing = Tx['t']['listings']['$inferSelect']

export async function inventory(
  tx: Tx,
  { row, profile }: Scene,
  { number }: DocumentRow,
  moment: Moment,
): Promise<Drafted> {
  const { listings: l, items } = tx.t
  const rows = await tx.db
    .select({ listing: l, name: items.name })
    .from(l)
    .innerJoin(items, eq(items.sku, l.sku))
    .where(and(eq(l.connectorId, row.id), gt(l.version, 0)))
    .orderBy(asc(l.listing))
  const lines = rows.map(({ listing, name }): InventoryLine => {
    const { id, unit } = namedUnit(listing.listing, profile)
    const gtin = toGtin14(id)
    return {
      item: gtin.ok ? { sku: listing.sku, gtin: gtin.gtin } : { sku: id },
      description: name,
      available: listing.wanted,
      unit,
    }
  })
  const drafted = draftInventory({ reference: number ?? '', date: moment.date, time: moment.time, lines }, profile)
  if (drafted.ok) for (const { listing } of rows) await noteTold(tx, listing)
  return drafted
}

/** From now on the partner shows it, as far as anybody can know. */
async function noteTold({ db, t: { listings: l, publications }, now }: Tx, listing: Listing): Promise<void> {
  if (listing.version === listing.shownVersion) return
  const { connectorId, version, wanted: quantity, changedAt: since } = listing
  await db
    .update(l)
    .set({ shown: quantity, shownVersion: version, shownAt: now })
    .where(and(eq(l.connectorId, connectorId), inArray(l.listing, [listing.listing])))
  const told = { quantity, since, confirmedAt: now }
  await db
    .insert(publications)
    .values({ connectorId, listing: listing.listing, version, ...told })
    .onConflictDoUpdate({ target: [publications.connectorId, publications.listing, publications.version], set: told })
}
