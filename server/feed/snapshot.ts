/** One page of one replica table, from the rows of the database as they are now. */
import { and, eq, gte, inArray, isNull, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { RETURNS } from '../../shared/rules/return-settings.ts'
import type { ReplicaChange, ReplicaTable } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { notACursor } from './cursor.ts'
import { replicaRows } from './emit.ts'
import type { PullCaller } from './pull.ts'

/** Devices keep acknowledged transactions this long, and so may still ask what became of them. */
const OUTCOMES_KEPT_MS = 30 * 86_400_000

interface Source {
  table: SQLiteTable
  key: SQLiteColumn[]
  where: SQL | undefined
}

export interface SnapshotPage {
  changes: ReplicaChange[]
  /** Key of the last row, or null when the table is through. */
  after: unknown[] | null
}

export async function snapshotPage(
  reader: Reader,
  table: ReplicaTable,
  caller: PullCaller,
  after: unknown[] | null,
  limit: number,
): Promise<SnapshotPage> {
  const source = sourceOf(reader, table, caller)
  if (after !== null && !isKeyOf(source, after)) throw notACursor()
  const beyond = after === null ? undefined : beyondKey(source.key, after)
  const rows = await reader.db
    .select()
    .from(source.table)
    .where(and(source.where, beyond))
    .orderBy(...source.key)
    .limit(limit)
  const make = replicaRows[table] as (row: unknown) => { key: string; value: unknown }
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    changes: rows.map((row) => ({ table, ...make(row) }) as ReplicaChange),
    after: last === undefined ? null : keyOfRow(source, last),
  }
}

const isKeyOf = ({ key }: Source, values: unknown[]): boolean =>
  values.length === key.length && key.every((column, index) => typeof values[index] === column.dataType)

/** (a, b) > (x, y), which both databases walk along the primary key. */
function beyondKey(key: SQLiteColumn[], after: unknown[]): SQL {
  const values = after.map((value, index) => sql.param(value, key[index] as SQLiteColumn))
  return sql`(${sql.join(key, sql`, `)}) > (${sql.join(values, sql`, `)})`
}

function keyOfRow(source: Source, row: Record<string, unknown>): unknown[] {
  const names = Object.entries(source.table as unknown as Record<string, unknown>)
  return source.key.map((column) => row[names.find(([, value]) => value === column)?.[0] ?? ''])
}

function sourceOf({ db, t }: Reader, table: ReplicaTable, { warehouse, deviceId, now }: PullCaller): Source {
  const openOrders = db
    .select({ id: t.orders.id })
    .from(t.orders)
    .where(and(eq(t.orders.warehouse, warehouse), notInArray(t.orders.status, ['shipped', 'cancelled'])))
  const openTransfer = and(eq(t.transfers.toWarehouse, warehouse), eq(t.transfers.state, 'open'))
  const openTransfers = db.select({ id: t.transfers.id }).from(t.transfers).where(openTransfer)
  const openReturn = and(eq(t.returns.warehouse, warehouse), ne(t.returns.state, 'closed'))
  switch (table) {
    case 'warehouses':
      return { table: t.warehouses, key: [t.warehouses.code], where: eq(t.warehouses.code, warehouse) }
    case 'channels':
      return { table: t.channels, key: [t.channels.channel], where: undefined }
    case 'items':
      return { table: t.items, key: [t.items.sku], where: undefined }
    case 'barcodes':
      return { table: t.barcodes, key: [t.barcodes.code], where: undefined }
    case 'locations':
      return {
        table: t.locations,
        key: [t.locations.warehouse, t.locations.code],
        where: and(
          eq(t.locations.warehouse, warehouse),
          sql`${t.locations.kind} <> 'virtual' and (${t.locations.within} is null or ${t.locations.within} not like '@%')`,
        ),
      }
    case 'lots':
      return { table: t.lots, key: [t.lots.sku, t.lots.lot], where: undefined }
    case 'stock':
      return {
        table: t.stock,
        key: [t.stock.warehouse, t.stock.sku, t.stock.lot, t.stock.location, t.stock.status],
        where: and(eq(t.stock.warehouse, warehouse), sql`${t.stock.inHouse}`),
      }
    case 'receipts':
      return { table: t.receipts, key: [t.receipts.id], where: eq(t.receipts.warehouse, warehouse) }
    case 'receiptLines':
      return {
        table: t.receiptLines,
        key: [t.receiptLines.receiptId, t.receiptLines.sku],
        where: inArray(
          t.receiptLines.receiptId,
          db.select({ id: t.receipts.id }).from(t.receipts).where(eq(t.receipts.warehouse, warehouse)),
        ),
      }
    case 'transfers':
      return { table: t.transfers, key: [t.transfers.id], where: openTransfer }
    case 'transferGoods':
      return {
        table: t.transferGoods,
        key: [t.transferGoods.transferId, t.transferGoods.sku, t.transferGoods.lot],
        where: inArray(t.transferGoods.transferId, openTransfers),
      }
    case 'transferUnits':
      return {
        table: t.transferUnits,
        key: [t.transferUnits.transferId, t.transferUnits.unit],
        where: and(inArray(t.transferUnits.transferId, openTransfers), isNull(t.transferUnits.receivedAt)),
      }
    case 'orders':
      return { table: t.orders, key: [t.orders.id], where: inArray(t.orders.id, openOrders) }
    case 'orderLines':
      return { table: t.orderLines, key: [t.orderLines.id], where: inArray(t.orderLines.orderId, openOrders) }
    case 'allocations':
      return {
        table: t.allocations,
        key: [t.allocations.lineId, t.allocations.lot, t.allocations.location, t.allocations.picked],
        where: eq(t.allocations.warehouse, warehouse),
      }
    case 'pickLists':
      return {
        table: t.pickLists,
        key: [t.pickLists.id],
        // A batch has several orders; it is the floor's to know while it is open.
        where: or(
          inArray(t.pickLists.orderId, openOrders),
          and(eq(t.pickLists.warehouse, warehouse), isNull(t.pickLists.orderId), eq(t.pickLists.state, 'open')),
        ),
      }
    case 'tasks':
      return {
        table: t.tasks,
        key: [t.tasks.id],
        where: and(
          eq(t.tasks.warehouse, warehouse),
          sql`(${t.tasks.state} = 'open' or (${t.tasks.state} = 'done' and ${inArray(t.tasks.orderId, openOrders)}))`,
        ),
      }
    case 'claims':
      return {
        table: t.claims,
        key: [t.claims.warehouse, t.claims.sku, t.claims.channel],
        where: eq(t.claims.warehouse, warehouse),
      }
    case 'returns':
      return { table: t.returns, key: [t.returns.id], where: openReturn }
    case 'returnLines':
      return {
        table: t.returnLines,
        key: [t.returnLines.returnId, t.returnLines.sku],
        where: inArray(t.returnLines.returnId, db.select({ id: t.returns.id }).from(t.returns).where(openReturn)),
      }
    case 'returnedGoods':
      return {
        table: t.returnedGoods,
        key: [t.returnedGoods.id],
        where: and(
          eq(t.returnedGoods.warehouse, warehouse),
          sql`${t.returnedGoods.inspected} < ${t.returnedGoods.quantity}`,
        ),
      }
    case 'waitingInspections':
      return {
        table: t.inspections,
        key: [t.inspections.id],
        where: and(eq(t.inspections.warehouse, warehouse), sql`${t.inspections.state} = 'waiting'`),
      }
    case 'settings':
      return { table: t.settings, key: [t.settings.name], where: eq(t.settings.name, RETURNS) }
    case 'supervisors':
      return { table: t.users, key: [t.users.id], where: and(eq(t.users.overrides, true), eq(t.users.disabled, false)) }
    case 'outcomes':
      return {
        table: t.inbox,
        key: [t.inbox.id],
        where: and(
          eq(t.inbox.warehouse, warehouse),
          eq(t.inbox.deviceId, deviceId ?? ''),
          gte(t.inbox.receivedAt, now - OUTCOMES_KEPT_MS),
        ),
      }
  }
}
