/** Reads one item's pool: its claims with their channels' terms, and the shelf by how long it lives. */
import { and, eq, sql } from 'drizzle-orm'
import { type ChannelTerms, type Claim, type Pool, poolOf, type Room } from '../../shared/rules/availability.ts'
import { grouped } from '../../shared/rules/grouped.ts'
import { inList, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { daysLater } from './local-date.ts'

/** A claim as it counts today: of a protection that has ended nothing is left, for the rest is shared. */
export interface ItemClaim extends Claim {
  backordered: number
  planned: number
  drawn: number
  target: number | null
  until: string | null
  /** Whether what is given back goes to the protection: it has not ended. */
  isProtection: boolean
  /** Still written in the claim although the protection has ended: to be given up with the next change. */
  ended: number
  /** Its last day, where that has passed. */
  endedOn: string | null
}

const p = sql.placeholder

const termsColumns = ({ channels }: Pick<Schema, 'channels'>) => ({
  channel: channels.channel,
  priority: channels.priority,
  drawsShared: channels.drawsShared,
  buffer: channels.buffer,
  minShelfLifeDays: channels.minShelfLifeDays,
  servedFrom: channels.servedFrom,
})

const claimColumns = ({ claims }: Pick<Schema, 'claims'>) => ({
  protected: claims.protected,
  committed: claims.committed,
  allocated: claims.allocated,
  backordered: claims.backordered,
  planned: claims.planned,
  drawn: claims.drawn,
  target: claims.target,
  until: claims.until,
})

const statements = ((db, t) => {
  const { claims, channels, shelf } = t
  const total = (column: typeof shelf.sellable | typeof shelf.allocated) =>
    sql<number>`cast(coalesce(sum(${column}), 0) as bigint)`.mapWith(Number)
  return {
    claims: prepared(
      'pool_claims',
      db
        .select({ ...termsColumns(t), ...claimColumns(t) })
        .from(claims)
        .innerJoin(channels, eq(channels.channel, claims.channel))
        .where(and(eq(claims.warehouse, p('warehouse')), eq(claims.sku, p('sku')))),
    ),
    claimsOfAll: prepared(
      'pool_claims_of_all',
      db
        .select({ sku: claims.sku, channel: claims.channel, ...claimColumns(t) })
        .from(claims)
        .where(and(eq(claims.warehouse, p('warehouse')), inList(db, claims.sku))),
    ),
    terms: prepared('pool_terms', db.select(termsColumns(t)).from(channels)),
    shelvesOfAll: prepared(
      'pool_shelves_of_all',
      db
        .select({ sku: shelf.sku, sellable: total(shelf.sellable) })
        .from(shelf)
        .where(
          and(eq(shelf.warehouse, p('warehouse')), inList(db, shelf.sku), sql`${shelf.expiresOn} >= ${p('today')}`),
        )
        .groupBy(shelf.sku),
    ),
    expiriesOfAll: prepared(
      'pool_expiries_of_all',
      db
        .select({
          sku: shelf.sku,
          expiresOn: shelf.expiresOn,
          sellable: shelf.sellable,
          allocated: shelf.allocated,
        })
        .from(shelf)
        .where(
          and(eq(shelf.warehouse, p('warehouse')), inList(db, shelf.sku), sql`${shelf.expiresOn} >= ${p('today')}`),
        ),
    ),
    channel: prepared(
      'pool_channel',
      db
        .select()
        .from(channels)
        .where(eq(channels.channel, p('channel'))),
    ),
    from: prepared(
      'pool_shelf_from',
      db
        .select({ sellable: total(shelf.sellable), allocated: total(shelf.allocated) })
        .from(shelf)
        .where(
          and(eq(shelf.warehouse, p('warehouse')), eq(shelf.sku, p('sku')), sql`${shelf.expiresOn} >= ${p('from')}`),
        ),
    ),
  }
}) satisfies Statements<unknown>

type StatementsHolder = Pick<Reader, 'statements'>

/** Terms as they are kept: the same in every warehouse. */
export type KeptTerms = ChannelTerms & { servedFrom: string[] | null }

/** In a warehouse that does not serve a channel, it has what is set aside for it there, and nothing of the shared pool. */
const drawsHere = ({ drawsShared, servedFrom }: KeptTerms, warehouse: string): boolean =>
  drawsShared && (servedFrom === null || servedFrom.includes(warehouse))

type StoredClaim = Omit<ItemClaim, keyof ChannelTerms | 'ended' | 'endedOn' | 'isProtection'>

export const hasEnded = (until: string | null, today: string): boolean => until !== null && until < today

function counted(terms: KeptTerms, row: StoredClaim, { warehouse, today }: Omit<PoolKey, 'sku'>): ItemClaim {
  const isOver = hasEnded(row.until, today)
  // Written out: a copy of a row made of columns costs a microsecond, and an order reads hundreds.
  return {
    channel: terms.channel,
    priority: terms.priority,
    drawsShared: drawsHere(terms, warehouse),
    buffer: terms.buffer,
    minShelfLifeDays: terms.minShelfLifeDays,
    protected: isOver ? 0 : row.protected,
    committed: row.committed,
    allocated: row.allocated,
    backordered: row.backordered,
    planned: row.planned,
    drawn: row.drawn,
    target: isOver ? null : row.target,
    until: isOver ? null : row.until,
    ended: isOver ? row.protected : 0,
    endedOn: isOver ? row.until : null,
    isProtection: !isOver,
  }
}

export async function claimsOf(
  reader: StatementsHolder,
  warehouse: string,
  sku: string,
  today: string,
): Promise<ItemClaim[]> {
  const rows = await reader.statements(statements).claims.execute({ warehouse, sku })
  return rows.map((row) => counted(row, row, { warehouse, today }))
}

/** A channel that has no claim on the item yet. */
export const noClaim = (terms: KeptTerms, warehouse: string): ItemClaim => ({
  channel: terms.channel,
  priority: terms.priority,
  drawsShared: drawsHere(terms, warehouse),
  buffer: terms.buffer,
  minShelfLifeDays: terms.minShelfLifeDays,
  protected: 0,
  committed: 0,
  allocated: 0,
  backordered: 0,
  planned: 0,
  drawn: 0,
  target: null,
  until: null,
  ended: 0,
  endedOn: null,
  isProtection: true,
})

function withAsking(known: ItemClaim[], asking: readonly KeptTerms[], warehouse: string): ItemClaim[] {
  const missing = asking.filter((terms) => !known.some((claim) => claim.channel === terms.channel))
  return [...known, ...missing.map((terms) => noClaim(terms, warehouse))]
}

export const channelNamed = async (reader: StatementsHolder, channel: string) =>
  (await reader.statements(statements).channel.execute({ channel }))[0]

/** Sellable units in lots that do not expire before `from`, and what of them is allocated. */
export async function shelfFrom(
  reader: StatementsHolder,
  warehouse: string,
  sku: string,
  from: string,
): Promise<{ sellable: number; allocated: number }> {
  const [row] = await reader.statements(statements).from.execute({ warehouse, sku, from })
  return row ?? { sellable: 0, allocated: 0 }
}

/** One room per distinct minimum that a channel asks for, of lots that still have that many days on `shipDay`. */
export async function roomsOf(
  reader: StatementsHolder,
  warehouse: string,
  sku: string,
  shipDay: string,
  claims: readonly ChannelTerms[],
): Promise<Room[]> {
  const days = [...new Set(claims.map((claim) => claim.minShelfLifeDays))].filter((one) => one > 0)
  const rooms: Room[] = []
  for (const one of days.sort((a, b) => a - b))
    rooms.push({ days: one, ...(await shelfFrom(reader, warehouse, sku, daysLater(shipDay, one))) })
  return rooms
}

/** The same for several items, by SKU, in one statement. Items whose channels ask for no days are not in the answer. */
export async function roomsOfMany(
  reader: Pick<Reader, 't' | 'statements'>,
  warehouse: string,
  shipDay: string,
  claims: ReadonlyMap<string, readonly ChannelTerms[]>,
): Promise<Map<string, Room[]>> {
  const asking = [...claims].filter(([, ofItem]) => ofItem.some((claim) => claim.minShelfLifeDays > 0))
  if (asking.length === 0) return new Map()
  const named = listing(
    reader.t.shelf,
    asking.map(([sku]) => ({ sku })),
  )
  const rows = await reader.statements(statements).expiriesOfAll.execute({ warehouse, today: shipDay, ...named })
  const shelves = grouped(rows, (row) => row.sku)
  return new Map(
    asking.map(([sku, ofItem]) => {
      const days = [...new Set(ofItem.map((claim) => claim.minShelfLifeDays))].filter((one) => one > 0)
      return [sku, days.sort((a, b) => a - b).map((one) => roomIn(shelves.get(sku) ?? [], shipDay, one))]
    }),
  )
}

type Expiry = Pick<Schema['shelf']['$inferSelect'], 'expiresOn' | 'sellable' | 'allocated'>

function roomIn(shelf: readonly Expiry[], shipDay: string, days: number): Room {
  const from = daysLater(shipDay, days)
  const living = shelf.filter(({ expiresOn }) => expiresOn >= from)
  const sum = (part: 'sellable' | 'allocated') => living.reduce((total, row) => total + row[part], 0)
  return { days, sellable: sum('sellable'), allocated: sum('allocated') }
}

export interface PoolKey {
  warehouse: string
  sku: string
  /** The warehouse's local date. */
  today: string
}

/** The pool as it is now. `asking`: channels that may have no claim yet. */
export async function readPool(
  reader: StatementsHolder,
  { warehouse, sku, today }: PoolKey,
  asking: readonly KeptTerms[] = [],
): Promise<Pool<ItemClaim>> {
  const claims = withAsking(await claimsOf(reader, warehouse, sku, today), asking, warehouse)
  const { sellable } = await shelfFrom(reader, warehouse, sku, today)
  return poolOf(sellable, claims, await roomsOf(reader, warehouse, sku, today, claims))
}

/** The pools of several items at once, in as many statements as for one. */
export async function readPools(
  reader: Pick<Reader, 't' | 'statements'>,
  { warehouse, skus, today }: Omit<PoolKey, 'sku'> & { skus: readonly string[] },
  asking: readonly KeptTerms[] = [],
): Promise<Map<string, Pool<ItemClaim>>> {
  const found = new Map<string, Pool<ItemClaim>>()
  if (skus.length < FEW) {
    for (const sku of skus) found.set(sku, await readPool(reader, { warehouse, sku, today }, asking))
    return found
  }
  const shelves = await shelvesOf(reader, warehouse, skus, today)
  const claims = new Map(skus.map((sku) => [sku, withAsking(shelves.get(sku)?.claims ?? [], asking, warehouse)]))
  const rooms = await roomsOfMany(reader, warehouse, today, claims)
  for (const [sku, ofItem] of claims)
    found.set(sku, poolOf(shelves.get(sku)?.sellable ?? 0, ofItem, rooms.get(sku) ?? []))
  return found
}

/** From here on one statement for all is quicker than a prepared one for each. */
const FEW = 3

export interface ItemShelf {
  /** Unexpired. */
  sellable: number
  claims: ItemClaim[]
}

/** Sellable units and claims of several items. Items of which there is neither are not in the answer. */
export async function shelvesOf(
  reader: Pick<Reader, 't' | 'statements'>,
  warehouse: string,
  skus: readonly string[],
  today: string,
): Promise<Map<string, ItemShelf>> {
  const s = reader.statements(statements)
  const { claims, shelf } = reader.t
  const found = new Map<string, ItemShelf>()
  const of = (sku: string): ItemShelf => {
    const known = found.get(sku) ?? { sellable: 0, claims: [] }
    found.set(sku, known)
    return known
  }
  const named = skus.map((sku) => ({ sku }))
  const rows = await s.claimsOfAll.execute({ warehouse, ...listing(claims, named) })
  const terms = new Map((await s.terms.execute()).map((one) => [one.channel, one]))
  for (const row of rows) {
    const known = terms.get(row.channel)
    if (known) of(row.sku).claims.push(counted(known, row, { warehouse, today }))
  }
  for (const { sku, sellable } of await s.shelvesOfAll.execute({ warehouse, today, ...listing(shelf, named) }))
    of(sku).sellable = sellable
  return found
}

export const figuresOf = <C extends Claim>(pool: Pool<C>, channel: string) => {
  const figures = pool.channels.find(({ claim }) => claim.channel === channel)
  if (!figures) throw new Error(`The pool was read without channel ${channel}.`)
  return figures
}
