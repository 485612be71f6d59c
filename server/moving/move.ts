/**
 * Takes a site from the embedded database to PostgreSQL: every row of every table, in one transaction, and then proof. The history
 * keeps its name and its feed its positions, so that devices go on as if nothing had happened.
 */
import { getTableName, type Table } from 'drizzle-orm'
import type { Pool, PoolClient } from 'pg'
import { refuseInUse } from '../backup/refuse-in-use.ts'
import { migrate } from '../db/migrate.ts'
import { openPool } from '../db/postgres/pool.ts'
import { schema } from '../db/postgres/schema.ts'
import { openReader, openWriter } from '../db/sqlite/open.ts'
import { Problem } from '../problem.ts'
import { copyTable } from './copy-table.ts'
import { markMoved } from './moved.ts'
import { inOrder } from './table-order.ts'

export interface MoveWanted {
  /** A file. */
  from: string
  /** An address. */
  to: string
  migrations: string
  now: number
  /** Looks at what has arrived, before anything is decided; throws where it is not good. */
  prove(to: string): Promise<void>
  tell?(table: string, rows: number): void
}

export interface Moved {
  tables: number
  rows: number
}

/** Throws a Problem where one is in use, the other is not empty, or not everything has arrived: then nothing has changed. */
export async function move({ from, to, migrations, now, prove, tell = () => {} }: MoveWanted): Promise<Moved> {
  await migrate(from, migrations)
  refuseInUse(from)
  await migrate(to, migrations)
  const pool = openPool(to, 1)
  try {
    await refuseUsed(pool)
    const moved = await copyAll(from, pool, tell)
    try {
      await prove(to)
    } catch (error) {
      await empty(pool)
      throw error
    }
    leave(from, now)
    return moved
  } finally {
    await pool.end()
  }
}

const TABLES: readonly Table[] = inOrder(Object.values(schema) as unknown as Table[])
const names = TABLES.map((table) => `"${getTableName(table)}"`)

async function refuseUsed(pool: Pool): Promise<void> {
  for (const name of names) {
    const { rows } = await pool.query(`SELECT 1 FROM ${name} LIMIT 1`)
    if (rows.length > 0)
      throw new Problem(
        409,
        'target-in-use',
        `The database that is to be moved to has rows in ${name} already. Make a new, empty one; nothing was changed.`,
      )
  }
}

async function copyAll(from: string, pool: Pool, tell: NonNullable<MoveWanted['tell']>): Promise<Moved> {
  const sqlite = openReader(from)
  const client = await pool.connect()
  try {
    // One snapshot of the file, should somebody open it after all.
    sqlite.exec('BEGIN')
    await client.query('BEGIN')
    let rows = 0
    for (const table of TABLES) {
      const copied = await copyTable(sqlite, client, table).catch((error: Error) => {
        throw new Problem(
          422,
          'not-moved',
          `A row of ${getTableName(table)} cannot be kept by PostgreSQL (${error.message}). Nothing was changed.`,
        )
      })
      const wanted = sqlite
        .prepare(`SELECT count(*) FROM "${getTableName(table)}"`)
        .pluck()
        .get() as number
      const arrived = await countIn(client, getTableName(table))
      if (arrived !== wanted || copied !== wanted)
        throw new Problem(
          500,
          'not-moved',
          `Of ${wanted} rows of ${getTableName(table)}, ${arrived} arrived. Nothing was changed.`,
        )
      tell(getTableName(table), copied)
      rows += copied
    }
    await client.query('COMMIT')
    return { tables: TABLES.length, rows }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
    sqlite.close()
  }
}

async function countIn(client: PoolClient, table: string): Promise<number> {
  const { rows } = await client.query(`SELECT count(*) AS found FROM "${table}"`)
  return Number(rows[0].found)
}

const empty = (pool: Pool): Promise<unknown> => pool.query(`TRUNCATE ${names.join(', ')}`)

function leave(from: string, now: number): void {
  const sqlite = openWriter(from)
  try {
    markMoved(sqlite, now)
  } finally {
    sqlite.close()
  }
}
