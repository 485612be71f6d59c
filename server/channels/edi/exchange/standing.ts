/** An order of the partner as it stands: the 850 with what changed it since. It is kept with the order that it became here. */
import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import type { PlatformLine, PlatformOrder } from '../../intake/platform-order.ts'
import type { OrderLine, PurchaseOrder } from '../order.ts'
import type { Party } from '../party.ts'
import type { NamedItem } from '../product-ids.ts'
import type { PartnerProfile } from '../profile.ts'
import { listingNames, singlesIn } from './measure.ts'
import type { Scene } from './partner.ts'

export interface StandingLine extends OrderLine {
  /** Once in its order, where the partner gave two lines one number. */
  key: string
  /** The listing it stands for, and how many of its units one unit of the line is: as long as the order is followed by it. */
  means?: { listing: string | null; factor: number }
  /** The sequence of the change that changed it last. */
  changedBy?: number
}

export interface Standing {
  order: Omit<PurchaseOrder, 'lines'>
  lines: StandingLine[]
  cancelled: boolean
  /** Of the document as it came first: tells a repetition from another order under one number. */
  hash: string
  /** The sequence of the last change of the whole order. */
  changedBy?: number
}

/** A release of a blanket order is an order of its own. */
export const externalIdOf = ({ number, release, type }: { number: string; release?: string; type?: string }): string =>
  release !== undefined && (type === undefined || type === 'RL') ? `${number}-${release}` : number

export function standingOf(order: PurchaseOrder): Standing {
  const { lines, ...head } = order
  return { order: head, lines: keyed(lines), cancelled: false, hash: hashOf(order) }
}

export function keyed(lines: readonly OrderLine[]): StandingLine[] {
  const found: StandingLine[] = []
  for (const line of lines) found.push(withKey(line, found))
  return found
}

/** A line with a name that no other one of the order has. */
export function withKey(line: OrderLine, others: readonly { key: string }[]): StandingLine {
  const isFree = (name: string) => !others.some(({ key }) => key === name)
  let key = line.line
  for (let nth = 2; !isFree(key); nth++) key = `${line.line}#${nth}`
  return { ...line, key }
}

/** The lines of an order that replaces another: one that asks for the same goods is the same line. */
export function replacing(before: readonly StandingLine[], lines: readonly OrderLine[]): StandingLine[] {
  const left = [...before]
  const found: StandingLine[] = []
  for (const line of lines) {
    const at = left.findIndex((one) => one.line === line.line && one.unit === line.unit && isSameItem(one, line))
    const [same] = at === -1 ? [] : left.splice(at, 1)
    const { key, means } = same ?? withKey(line, [...before, ...found])
    found.push({ ...line, key, ...(means ? { means } : {}) })
  }
  return found
}

const isSameItem = (one: NamedItem, other: NamedItem): boolean => nameOf(one) === nameOf(other)

const nameOf = ({ ids }: NamedItem): string => JSON.stringify(ids.map(({ qualifier, id }) => [qualifier, id]))

/** What is asked for, whatever the document calls itself. */
export function hashOf({ purpose: _, ...order }: PurchaseOrder): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('base64url')
}

export async function readStanding(
  { db, t: { platformOrders } }: Pick<Tx, 'db' | 't'>,
  connectorId: string,
  externalId: string,
) {
  const [row] = await db
    .select()
    .from(platformOrders)
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
  return row?.source ? { row, standing: row.source as Standing } : undefined
}

export async function platformOrderOf(
  tx: Tx,
  { row, profile }: Scene,
  externalId: string,
  standing: Standing,
  changedAt: number,
): Promise<PlatformOrder> {
  const { order, lines, cancelled } = standing
  const listed = await listingsOf(tx, row.id, lines, profile)
  const followed = await followedLines(tx, row.id, externalId)
  const meant = lines.map((line) => ({
    ...line,
    means: followed.has(line.key) && line.means ? line.means : meantBy(line, listed, profile),
  }))
  return {
    externalId,
    number: externalId,
    changedAt,
    placedAt: Date.parse(`${order.date || '1970-01-01'}T00:00:00Z`),
    cancelled,
    awaitsPayment: false,
    customer: customerOf(order, profile),
    shipTo: shipToOf(standing),
    shipBy: order.shipBy ?? order.cancelAfter ?? null,
    shippingPaid: null,
    tax: null,
    discount: null,
    fees: null,
    lines: meant.map((line) => platformLineOf(line, order.currency)),
    returns: [],
    source: { ...standing, lines: meant } satisfies Standing,
  }
}

/** Lines that an order here follows already. */
async function followedLines({ db, t: { platformLines: l } }: Tx, connectorId: string, externalId: string) {
  const rows = await db
    .select({ lineId: l.lineId })
    .from(l)
    .where(and(eq(l.connectorId, connectorId), eq(l.externalId, externalId)))
  return new Set(rows.map(({ lineId }) => lineId))
}

/** Which of the names that the lines may be mapped by are mapped. */
export async function listingsOf(
  { db, t: { listings } }: Tx,
  connectorId: string,
  lines: readonly Pick<StandingLine, 'ids' | 'gtin' | 'unit' | 'pack'>[],
  profile: PartnerProfile,
): Promise<ReadonlyMap<string, { sku: string; packQuantity: number }>> {
  const names = [...new Set(lines.flatMap((line) => Object.values(listingNames(line, profile)).flat()))]
  const found = new Map<string, { sku: string; packQuantity: number }>()
  for (let first = 0; first < names.length; first += NAMES) {
    const part = names.slice(first, first + NAMES)
    const rows = await db
      .select({ listing: listings.listing, sku: listings.sku, packQuantity: listings.packQuantity })
      .from(listings)
      .where(and(eq(listings.connectorId, connectorId), inArray(listings.listing, part)))
    for (const { listing, ...means } of rows) found.set(listing, means)
  }
  return found
}

/** Names in one statement. */
const NAMES = 500

/**
 * The listing that a line means, and how many units of it one unit of the line is. Where none is mapped, or nobody says how
 * many are in the unit ordered, it is the name under which somebody is to map it.
 */
export function meantBy(
  line: Pick<StandingLine, 'ids' | 'gtin' | 'unit' | 'pack'>,
  listed: ReadonlyMap<string, unknown>,
  profile: PartnerProfile,
): { listing: string | null; factor: number } {
  const { precise, plain } = listingNames(line, profile)
  const exact = precise.find((name) => listed.has(name))
  if (exact !== undefined) return { listing: exact, factor: 1 }
  const factor = singlesIn(line, profile)
  const known = plain.find((name) => listed.has(name))
  if (factor === undefined) return { listing: precise[0] ?? null, factor: 1 }
  return { listing: known ?? plain[0] ?? null, factor }
}

function platformLineOf(line: StandingLine & Required<Pick<StandingLine, 'means'>>, currency: string): PlatformLine {
  const { listing, factor } = line.means
  const total = line.quantity * factor
  const price = line.unitPrice?.amount ?? 0
  // A price of a case that its pieces do not divide is rounded up, and what that is too much is taken off.
  const each = Math.ceil(price / factor)
  const off = each * total - price * line.quantity
  return {
    id: line.key,
    listing,
    title: line.description ?? line.sku ?? line.ids[0]?.id ?? `Line ${line.line}`,
    units: { total },
    unitPrice: { amount: each, currency },
    quantity: total,
    discount: off > 0 ? { amount: off, currency } : null,
    tax: null,
  }
}

function customerOf({ parties, shipTo }: Standing['order'], profile: PartnerProfile): { id: string; name: string } {
  const buyer = parties.find(({ role }) => role === 'BY')
  const id = (buyer ?? shipTo)?.id ?? profile.partner.id
  return { id, name: buyer?.name ?? profile.name }
}

/** With the stores that the goods are for: one order, whoever gets which part of it. */
function shipToOf({ order: { shipTo }, lines }: Standing): Record<string, unknown> | null {
  const stores = lines.flatMap((line) =>
    line.stores.map(({ location, quantity }) => ({ store: location, line: line.line, quantity, unit: line.unit })),
  )
  if (!shipTo && stores.length === 0) return null
  return { ...(shipTo ? addressOf(shipTo) : {}), ...(stores.length > 0 ? { stores } : {}) }
}

function addressOf({ name, idQualifier, id, address }: Party): Record<string, unknown> {
  const [address1, address2] = address.lines
  const { city, state, postalCode: zip, country } = address
  const gln = idQualifier === 'UL' ? id : undefined
  const parts = {
    name,
    address1,
    address2,
    city,
    state,
    zip,
    country,
    gln,
    storeNumber: gln === undefined ? id : undefined,
  }
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
}
