/** `GET /inventory/{sku}`: the figures of design section 4 for one item, and for each channel what it may still sell. */
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import { inList, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { localDate } from './local-date.ts'
import { type ItemClaim, readPool, readPools } from './pool.ts'

export interface Inventory {
  sku: string
  name: string
  warehouse: string
  onHand: number
  sellable: number
  free: number
  shared: number
  byStatus: { available: number; uninspected: number; rework: number; damaged: number }
  onHold: number
  expired: number
  blocked: number
  /** Available stock of lots that nobody has received or completed yet. */
  unconfirmed: number
  suspect: number
  /** On its way here from other warehouses of the company; not on hand. */
  inTransit: number
  /** Committed units that stock no longer covers. */
  atRisk: number
  channels: ChannelInventory[]
}

export interface ChannelInventory {
  channel: string
  name: string
  priority: number
  drawsShared: boolean
  buffer: number
  minShelfLifeDays: number
  protected: number
  /** The part of the protection that a deficit has eaten. */
  charged: number
  target: number | null
  until: string | null
  committed: number
  allocated: number
  backordered: number
  /** Promised against planned receipts, not from stock. */
  planned: number
  atRisk: number
  availableToPromise: number
}

const p = sql.placeholder

const wholeSum = (of: SQL) => sql<number>`cast(coalesce(sum(${of}), 0) as bigint)`.mapWith(Number)

/** Sums over balances with their lots and places: as they are for one item, or grouped by item. */
function sumColumns({ stock, lots, locations }: Schema) {
  const available = sql`${stock.status} = 'available'`
  const held = sql`${lots.holdReason} is not null`
  const expired = sql`${stock.expiresOn} < ${p('today')}`
  const blocked = sql`coalesce(${locations.blocked}, ${sql.raw('false')})`
  const total = (when: SQL, what = sql`${stock.quantity}`) => wholeSum(sql`case when ${when} then ${what} else 0 end`)
  return {
    onHand: total(sql`1 = 1`),
    available: total(available),
    uninspected: total(sql`${stock.status} = 'uninspected'`),
    rework: total(sql`${stock.status} = 'rework'`),
    damaged: total(sql`${stock.status} = 'damaged'`),
    // Each unit counts under the first reason that keeps it from being sold, so that the figures add up.
    onHold: total(sql`${available} and ${held}`),
    expired: total(sql`${available} and not ${held} and ${expired}`),
    blocked: total(sql`${available} and not ${held} and not ${expired} and ${blocked}`),
    unconfirmed: total(
      sql`${available} and not ${held} and not ${expired} and not ${blocked} and not ${stock.sellable}`,
    ),
    suspect: total(sql`${stock.sellable} and not ${expired}`, sql`${stock.suspect}`),
  }
}

type Sums = Record<keyof ReturnType<typeof sumColumns>, number>

const NOTHING: Sums = {
  onHand: 0,
  available: 0,
  uninspected: 0,
  rework: 0,
  damaged: 0,
  onHold: 0,
  expired: 0,
  blocked: 0,
  unconfirmed: 0,
  suspect: 0,
}

const statements = ((db, t) => {
  const { stock, lots, locations, transferGoods: goods } = t
  const ofLot = and(eq(lots.sku, stock.sku), eq(lots.lot, stock.lot))
  const ofPlace = and(eq(locations.warehouse, stock.warehouse), eq(locations.code, stock.location))
  const isHere = and(eq(stock.warehouse, p('warehouse')), sql`${stock.inHouse}`)
  const underWay = wholeSum(sql`${goods.sent} - ${goods.received} - ${goods.lost}`)
  const isComing = and(
    sql`${goods.sent} <> ${goods.received} + ${goods.lost}`,
    eq(t.transfers.toWarehouse, p('warehouse')),
  )
  return {
    item: prepared(
      'inventory_item',
      db
        .select({ sku: t.items.sku, name: t.items.name })
        .from(t.items)
        .where(eq(t.items.sku, p('sku'))),
    ),
    items: prepared(
      'inventory_items',
      db.select({ sku: t.items.sku, name: t.items.name }).from(t.items).where(inList(db, t.items.sku)),
    ),
    warehouse: prepared(
      'inventory_warehouse',
      db
        .select({ timeZone: t.warehouses.timeZone })
        .from(t.warehouses)
        .where(eq(t.warehouses.code, p('warehouse'))),
    ),
    coming: prepared(
      'inventory_in_transit',
      db
        .select({ units: underWay })
        .from(goods)
        .innerJoin(t.transfers, eq(t.transfers.id, goods.transferId))
        .where(and(eq(goods.sku, p('sku')), isComing)),
    ),
    comingOfMany: prepared(
      'inventory_in_transit_of_many',
      db
        .select({ sku: goods.sku, units: underWay })
        .from(goods)
        .innerJoin(t.transfers, eq(t.transfers.id, goods.transferId))
        .where(and(inList(db, goods.sku), isComing))
        .groupBy(goods.sku),
    ),
    channels: prepared(
      'inventory_channels',
      db.select().from(t.channels).orderBy(t.channels.priority, t.channels.channel),
    ),
    sums: prepared(
      'inventory_sums',
      db
        .select(sumColumns(t))
        .from(stock)
        .leftJoin(lots, ofLot)
        .leftJoin(locations, ofPlace)
        .where(and(isHere, eq(stock.sku, p('sku')))),
    ),
    sumsOfMany: prepared(
      'inventory_sums_of_many',
      db
        .select({ sku: stock.sku, ...sumColumns(t) })
        .from(stock)
        .leftJoin(lots, ofLot)
        .leftJoin(locations, ofPlace)
        .where(and(isHere, inList(db, stock.sku)))
        .groupBy(stock.sku),
    ),
  }
}) satisfies Statements<unknown>

export async function inventoryOf(reader: Reader, warehouse: string, sku: string, now: number): Promise<Inventory> {
  const s = reader.statements(statements)
  const [place] = await s.warehouse.execute({ warehouse })
  const [item] = await s.item.execute({ sku })
  if (!place) throw notFound(`warehouse ${warehouse}`)
  if (!item) throw notFound(`item ${sku}`)
  const today = localDate(now, place.timeZone)
  const [sums] = await s.sums.execute({ warehouse, sku, today })
  if (!sums) throw new Error('A sum has no row.')
  const [coming] = await s.coming.execute({ warehouse, sku })
  const channels = await s.channels.execute()
  const pool = await readPool(reader, { warehouse, sku, today }, channels)
  return answerOf({ ...item, warehouse }, { sums, inTransit: coming?.units ?? 0, pool }, channels)
}

/** The same for several, in as many statements, in the order in which they are named. What is no item is left out. */
export async function inventoriesOf(
  reader: Reader,
  warehouse: string,
  skus: readonly string[],
  now: number,
): Promise<Inventory[]> {
  const s = reader.statements(statements)
  const [place] = await s.warehouse.execute({ warehouse })
  if (!place) throw notFound(`warehouse ${warehouse}`)
  if (skus.length === 0) return []
  const today = localDate(now, place.timeZone)
  const named = skus.map((sku) => ({ sku }))
  const { items, stock, transferGoods } = reader.t
  const names = bySku(await s.items.execute(listing(items, named)))
  const sums = bySku(await s.sumsOfMany.execute({ warehouse, today, ...listing(stock, named) }))
  const coming = bySku(await s.comingOfMany.execute({ warehouse, ...listing(transferGoods, named) }))
  const channels = await s.channels.execute()
  const pools = await readPools(reader, { warehouse, skus, today }, channels)
  return skus.flatMap((sku) => {
    const [item, pool] = [names.get(sku), pools.get(sku)]
    if (!item || !pool) return []
    const figures = { sums: sums.get(sku) ?? NOTHING, inTransit: coming.get(sku)?.units ?? 0, pool }
    return [answerOf({ ...item, warehouse }, figures, channels)]
  })
}

const bySku = <Row extends { sku: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.sku, row]))

interface Figures {
  sums: Sums
  inTransit: number
  pool: Pool<ItemClaim>
}

function answerOf(
  item: Pick<Inventory, 'sku' | 'name' | 'warehouse'>,
  { sums, inTransit, pool }: Figures,
  channels: readonly Pick<Schema['channels']['$inferSelect'], 'channel' | 'name'>[],
): Inventory {
  const { onHand, available, uninspected, rework, damaged, onHold, expired, blocked, unconfirmed, suspect } = sums
  return {
    ...item,
    onHand,
    sellable: pool.sellable,
    free: pool.free,
    shared: pool.shared,
    byStatus: { available, uninspected, rework, damaged },
    onHold,
    expired,
    blocked,
    unconfirmed,
    suspect,
    inTransit,
    atRisk: pool.atRisk,
    channels: pool.channels.map(({ claim, charged, atRisk, availableToPromise }) => ({
      channel: claim.channel,
      name: channels.find((one) => one.channel === claim.channel)?.name ?? claim.channel,
      priority: claim.priority,
      drawsShared: claim.drawsShared,
      buffer: claim.buffer,
      minShelfLifeDays: claim.minShelfLifeDays,
      protected: claim.protected,
      charged,
      target: claim.isProtection ? claim.target : null,
      until: claim.isProtection ? claim.until : null,
      committed: claim.committed,
      allocated: claim.allocated,
      backordered: claim.backordered,
      planned: claim.planned,
      atRisk,
      availableToPromise,
    })),
  }
}

export interface InventoryPage {
  items: Inventory[]
  next: string | null
}

/** By SKU. */
export async function inventoryPage(
  reader: Reader,
  warehouse: string,
  now: number,
  { after, limit }: { after: string; limit: number },
): Promise<InventoryPage> {
  const { db, t } = reader
  const rows = await db
    .select({ sku: t.items.sku })
    .from(t.items)
    .where(gt(t.items.sku, after))
    .orderBy(t.items.sku)
    .limit(limit + 1)
  const skus = rows.slice(0, limit).map(({ sku }) => sku)
  const items = await inventoriesOf(reader, warehouse, skus, now)
  return { items, next: rows.length > limit ? (skus.at(-1) ?? null) : null }
}
