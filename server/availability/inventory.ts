/** `GET /inventory/{sku}`: the figures of design section 4 for one item, and for each channel what it may still sell. */
import { and, eq, gt, or, sql } from 'drizzle-orm'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { localDate } from './local-date.ts'
import { readPool } from './pool.ts'

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

const statements = ((db, t) => {
  const { stock, lots, locations, transferGoods: goods } = t
  const available = sql`${stock.status} = 'available'`
  const held = sql`${lots.holdReason} is not null`
  const expired = sql`${stock.expiresOn} < ${p('today')}`
  const blocked = sql`coalesce(${locations.blocked}, ${sql.raw('false')})`
  const total = (when: ReturnType<typeof sql>, what = sql`${stock.quantity}`) =>
    sql<number>`cast(coalesce(sum(case when ${when} then ${what} else 0 end), 0) as bigint)`.mapWith(Number)
  return {
    item: prepared(
      'inventory_item',
      db
        .select({ sku: t.items.sku, name: t.items.name })
        .from(t.items)
        .where(eq(t.items.sku, p('sku'))),
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
        .select({
          units:
            sql<number>`cast(coalesce(sum(${goods.sent} - ${goods.received} - ${goods.lost}), 0) as bigint)`.mapWith(
              Number,
            ),
        })
        .from(goods)
        .innerJoin(t.transfers, eq(t.transfers.id, goods.transferId))
        .where(
          and(
            eq(goods.sku, p('sku')),
            sql`${goods.sent} <> ${goods.received} + ${goods.lost}`,
            eq(t.transfers.toWarehouse, p('warehouse')),
          ),
        ),
    ),
    channels: prepared(
      'inventory_channels',
      db.select().from(t.channels).orderBy(t.channels.priority, t.channels.channel),
    ),
    sums: prepared(
      'inventory_sums',
      db
        .select({
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
        })
        .from(stock)
        .leftJoin(lots, and(eq(lots.sku, stock.sku), eq(lots.lot, stock.lot)))
        .leftJoin(locations, and(eq(locations.warehouse, stock.warehouse), eq(locations.code, stock.location)))
        .where(and(eq(stock.warehouse, p('warehouse')), eq(stock.sku, p('sku')), sql`${stock.inHouse}`)),
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
  const { onHand, available, uninspected, rework, damaged, onHold, expired, blocked, unconfirmed, suspect } = sums
  return {
    sku,
    name: item.name,
    warehouse,
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
    inTransit: coming?.units ?? 0,
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

export async function inventoryPage(
  reader: Reader,
  warehouse: string,
  now: number,
  { search = '', after, limit }: { search?: string | undefined; after: string; limit: number },
): Promise<InventoryPage> {
  const { db, t } = reader
  const words = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const found = or(
    sql`lower(${t.items.sku}) like ${words} escape '\\'`,
    sql`lower(${t.items.name}) like ${words} escape '\\'`,
  )
  const rows = await db
    .select({ sku: t.items.sku })
    .from(t.items)
    .where(and(gt(t.items.sku, after), search === '' ? undefined : found))
    .orderBy(t.items.sku)
    .limit(limit + 1)
  const items: Inventory[] = []
  for (const { sku } of rows.slice(0, limit)) items.push(await inventoryOf(reader, warehouse, sku, now))
  return { items, next: rows.length > limit ? (items.at(-1)?.sku ?? null) : null }
}
