/** Applies a page of a pull: rows and cursor in one transaction, so that a crash leaves neither ahead of the other. */
import type { Table } from 'dexie'
import { type PullAnswer, REPLICA_TABLES, type ReplicaTable } from '../../shared/wire/pull.ts'
import { BlockTable } from './blocks.ts'
import type { ReplicaDatabase, StateRow } from './database.ts'
import { isUninspected } from './stock.ts'

export type ReplicaState = StateRow

export const readState = async (replica: ReplicaDatabase): Promise<ReplicaState | null> =>
  (await replica.state.get('state')) ?? null

/**
 * Of outcomes only those of this device are kept. `asked`: the cursor that the page was asked for with. False, and nothing is
 * applied, where the replica stands elsewhere by now: another tab has applied pages, or has dropped it.
 */
export async function applyPage(
  replica: ReplicaDatabase,
  page: PullAnswer,
  deviceId: string,
  asked: string | null,
): Promise<boolean> {
  const changed = lastOfEach(page, deviceId)
  return replica.transaction(
    'rw',
    [...[...changed.keys()].map((table) => replica.table(table)), replica.state, replica.uninspected],
    async () => {
      const before = await replica.state.get('state')
      if ((before?.cursor ?? null) !== asked) return false
      for (const [table, rows] of changed) await applyTable(replica, table, rows)
      await applyRows(replica.uninspected, uninspectedOf(changed))
      // Whole once the feed has been read to its end after the snapshot; after that every page keeps it so.
      const whole = before?.whole === true || (!page.snapshot && !page.more)
      await replica.state.put({ name: 'state', epoch: page.epoch, cursor: page.cursor, whole })
      return true
    },
  )
}

type Rows = Map<string, unknown>

/** Of a row that changed more than once only the last counts. */
function lastOfEach(page: PullAnswer, deviceId: string): Map<ReplicaTable, Rows> {
  const tables = new Map<ReplicaTable, Rows>()
  for (const change of page.changes) {
    const { table, key, value } = change
    if (change.table === 'outcomes' && change.value?.device !== deviceId) continue
    // A newer server may speak of tables that this version does not have.
    if (!REPLICA_TABLES.includes(table)) continue
    const rows = tables.get(table) ?? new Map<string, unknown>()
    rows.set(key, value)
    tables.set(table, rows)
  }
  return tables
}

async function applyTable(replica: ReplicaDatabase, table: ReplicaTable, rows: Rows): Promise<void> {
  const rowsOf = replica.rows[table]
  if (rowsOf instanceof BlockTable) return (rowsOf as BlockTable<unknown>).apply(rows)
  await applyRows(replica.table(table), rows)
}

const uninspectedOf = (changed: ReadonlyMap<ReplicaTable, Rows>): Rows =>
  new Map([...(changed.get('stock') ?? [])].filter(([key]) => isUninspected(key)))

async function applyRows(store: Table, rows: Rows): Promise<void> {
  const kept = [...rows].filter(([, value]) => value !== null)
  const gone = [...rows].filter(([, value]) => value === null).map(([key]) => key)
  if (kept.length > 0) {
    await store.bulkPut(
      kept.map(([, value]) => value),
      kept.map(([key]) => key),
    )
  }
  if (gone.length > 0) await store.bulkDelete(gone)
}

/** Everything, the cursor included: the next pull begins with a snapshot. */
export async function dropReplica(replica: ReplicaDatabase): Promise<void> {
  const stores = [...REPLICA_TABLES.map((table) => replica.table(table)), replica.state, replica.uninspected]
  await replica.transaction('rw', stores, async () => {
    for (const store of stores) await store.clear()
  })
}
