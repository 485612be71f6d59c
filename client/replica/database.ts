/** The disposable database: the server's view as this device last heard it. Dropped and fetched again whenever in doubt. */
import Dexie, { type DexieOptions, type Table } from 'dexie'
import { REPLICA_TABLES, type ReplicaTables } from '../../shared/wire/pull.ts'

export interface StateRow {
  name: 'state'
  epoch: string
  cursor: string
  /** False while the snapshot is still coming: its parts do not fit together yet. */
  whole: boolean
}

type Tables = { [Name in keyof ReplicaTables]: Table<ReplicaTables[Name], string> }

/** Keys are the server's, so they stand beside the rows, not in them. */
const STORES: Record<keyof ReplicaTables, string> = {
  warehouses: '',
  channels: '',
  items: ', sku',
  barcodes: ', sku',
  locations: ', kind, within, sscc',
  lots: ', sku, lot, supplierLot',
  stock: ', sku, location, status',
  receipts: ', state',
  receiptLines: ', receiptId',
  transfers: '',
  transferGoods: ', transferId',
  transferUnits: ', transferId, unit',
  orders: ', externalId',
  orderLines: ', orderId',
  allocations: ', orderId',
  pickLists: ', orderId, device',
  tasks: ', pickListId, orderId, kind',
  claims: ', sku',
  returns: ', order, reference',
  returnLines: ', returnId, sku',
  returnedGoods: ', sku, returnId',
  waitingInspections: '',
  settings: '',
  supervisors: ', badge',
  outcomes: '',
}

export class ReplicaDatabase extends Dexie {
  declare state: Table<StateRow, string>

  constructor(options: DexieOptions = {}) {
    super('lotline-replica', options)
    // What an older app kept has no rows of the tables that came since: it is fetched again, whole.
    this.version(3)
      .stores({ ...STORES, state: 'name' })
      .upgrade((transaction) =>
        Promise.all([...REPLICA_TABLES, 'state'].map((table) => transaction.table(table).clear())),
      )
  }

  get rows(): Tables {
    return this as unknown as Tables
  }
}
