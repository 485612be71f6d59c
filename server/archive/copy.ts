/** What goes into an archive: the rows of lots, and what it takes to understand them by themselves. */
import { and, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Schema } from '../db/schema.ts'
import type { Connection } from '../db/unit.ts'
import type { Reader, Reading } from '../db/work.ts'
import type { LotName } from '../lots/genealogy.ts'
import { understood } from '../lots/payloads.ts'
import { bareOrders, bareTransactions } from './bare.ts'
import { namesOf } from './closed-lots.ts'

/** What is of one lot, and leaves with it; what refers to others comes behind them. */
export const OF_LOTS = [
  'lots',
  'supplierLots',
  'holds',
  'movements',
  'stock',
  'consigned',
  'landedCosts',
  'adjustments',
  'countLines',
  'transformationLines',
] as const satisfies readonly (keyof Schema)[]
type OfLots = (typeof OF_LOTS)[number]

/** Rows of these lots. Where a table is kept by warehouse all warehouses are named, for the sake of its index. */
export function ofLots(t: Schema, name: OfLots, lots: readonly LotName[]): SQL {
  const table = t[name]
  const named = sql`(${table.sku}, ${table.lot}) in (values ${namesOf(lots)})`
  const { warehouse } = getTableColumns(table) as { warehouse?: SQLiteColumn }
  return warehouse ? sql`${warehouse} in (select ${t.warehouses.code} from ${t.warehouses}) and ${named}` : named
}

export interface Copying {
  from: Reading
  to: Connection
}

/** Warehouses and channels: few, and named by everything. And why a place of a stream has two transactions: few as well. */
export async function copyGround({ from, to }: Copying): Promise<void> {
  await write(to, 'warehouses', await from.read(({ db, t }) => db.select().from(t.warehouses)))
  await write(to, 'channels', await from.read(({ db, t }) => db.select().from(t.channels)))
  const decided = ({ db, t: { exceptions } }: Reader) =>
    db
      .select()
      .from(exceptions)
      .where(and(eq(exceptions.type, 'sequence-reused'), eq(exceptions.state, 'resolved')))
  await write(to, 'exceptions', await from.read(decided))
}

/** All of these lots, their transactions and orders with them. Returns how many movements. */
export const copyLots = ({ from, to }: Copying, lots: readonly LotName[]): Promise<number> =>
  from.read(async (reader) => {
    const pair = { reader, to }
    await copyNamed(
      pair,
      'items',
      'sku',
      lots.map(({ sku }) => sku),
    )
    let movements: Schema['movements']['$inferSelect'][] = []
    for (const name of OF_LOTS) {
      const rows = (await reader.db
        .select()
        .from(reader.t[name])
        .where(ofLots(reader.t, name, lots))) as Record<string, unknown>[]
      if (name === 'movements') movements = rows as unknown as typeof movements
      if (name === 'countLines') await copyNamed(pair, 'counts', 'id', textsOf(rows, 'countId'))
      if (name === 'transformationLines')
        await copyNamed(pair, 'transformations', 'transactionId', textsOf(rows, 'transactionId'))
      await write(to, name, name === 'stock' ? rows.filter(({ quantity }) => quantity !== 0) : rows)
    }
    await copyTransactions(
      pair,
      movements.map((row) => row.transactionId),
    )
    await copyOrders(
      pair,
      movements.flatMap((row) => row.orderId ?? []),
    )
    return movements.length
  })

const textsOf = (rows: readonly Record<string, unknown>[], column: string): string[] =>
  rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []))

/** A page of old transactions without movements here. Returns the last one's id; null: there are no more. */
export const copyBareTransactions = ({ from, to }: Copying, before: number, after: string): Promise<string | null> =>
  from.read(async (reader) => {
    const { ids, last } = await bareTransactions(reader, before, after)
    await copyTransactions({ reader, to }, ids)
    return last
  })

/** The same of orders. */
export const copyBareOrders = ({ from, to }: Copying, before: number, after: string): Promise<string | null> =>
  from.read(async (reader) => {
    const { ids, last } = await bareOrders(reader, before, after)
    await copyOrders({ reader, to }, ids)
    return last
  })

interface Pair {
  reader: Reader
  to: Connection
}

/** What came in, as it came, and what is known of a shipment. */
async function copyTransactions(pair: Pair, ids: readonly string[]): Promise<void> {
  const inbox = await copyNamed(pair, 'inbox', 'id', ids)
  for (const name of ['shipments', 'shipmentUnits', 'completions'] as const)
    await copyNamed(pair, name, 'transactionId', ids)
  await copyNamed(pair, 'counts', 'id', ids)
  const expected = inbox.flatMap(({ type, envelope }) => {
    const stated = type === 'receive' ? understood(envelope) : undefined
    return stated?.name === 'receive' ? (stated.payload.receiptId ?? []) : []
  })
  await copyNamed(pair, 'receipts', 'id', expected)
}

async function copyOrders(pair: Pair, ids: readonly string[]): Promise<void> {
  await copyNamed(pair, 'orders', 'id', ids)
  const lines = await readNamed(pair.reader, 'orderLines', 'orderId', ids)
  await copyNamed(
    pair,
    'items',
    'sku',
    lines.map(({ sku }) => sku),
  )
  await write(pair.to, 'orderLines', lines)
  await copyNamed(pair, 'pickLists', 'orderId', ids)
  const tasks = await readNamed(pair.reader, 'tasks', 'orderId', ids)
  // The list of a batch is no single order's.
  await copyNamed(
    pair,
    'pickLists',
    'id',
    tasks.flatMap(({ pickListId }) => pickListId ?? []),
  )
  await write(pair.to, 'tasks', tasks)
}

type RowOf<Name extends keyof Schema> = Schema[Name]['$inferSelect']

/** Rows in one statement: SQLite takes 32,766 values. */
const AT_ONCE = 500

/** Rows whose column has one of these values, each value once. */
export async function readNamed<Name extends keyof Schema>(
  { db, t }: Reader,
  name: Name,
  column: keyof RowOf<Name> & string,
  values: readonly string[],
): Promise<RowOf<Name>[]> {
  const table = t[name] as SQLiteTable
  const named = (getTableColumns(table) as Record<string, SQLiteColumn>)[column]
  if (!named) throw new Error(`${name} has no column ${column}.`)
  const wanted = [...new Set(values)]
  const found: RowOf<Name>[] = []
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = inArray(named, wanted.slice(at, at + AT_ONCE))
    found.push(...((await db.select().from(table).where(some)) as RowOf<Name>[]))
  }
  return found
}

async function copyNamed<Name extends keyof Schema>(
  { reader, to }: Pair,
  name: Name,
  column: keyof RowOf<Name> & string,
  values: readonly string[],
): Promise<RowOf<Name>[]> {
  const rows = await readNamed(reader, name, column, values)
  await write(to, name, rows)
  return rows
}

/** What several lots speak of, such as an order, comes with each of them. */
async function write({ db, t }: Connection, name: keyof Schema, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db
      .insert(t[name] as SQLiteTable)
      .values(rows.slice(at, at + AT_ONCE) as never)
      .onConflictDoNothing()
}
