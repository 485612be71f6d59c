/** The disposable database: the server's view as this device last heard it. Dropped and fetched again whenever in doubt. */
import Dexie, { type DexieOptions, type Table } from 'dexie'
import { REPLICA_TABLES, type ReplicaTable, type ReplicaTables, type StockRow } from '../../shared/wire/pull.ts'
import { type Block, BlockTable } from './blocks.ts'

export interface StateRow {
  name: 'state'
  epoch: string
  cursor: string
  /** False while the snapshot is still coming: its parts do not fit together yet. */
  whole: boolean
}

/** What there is most of and changes least is kept in blocks: see blocks.ts. */
const IN_BLOCKS = ['items', 'barcodes', 'lots'] as const
type InBlocks = (typeof IN_BLOCKS)[number]

type Tables = {
  readonly [Name in ReplicaTable]: Name extends InBlocks
    ? BlockTable<ReplicaTables[Name]>
    : Table<ReplicaTables[Name], string>
}

/** Keys are the server's, so they stand beside the rows, not in them. */
const STORES: Record<ReplicaTable, string> = {
  warehouses: '',
  channels: '',
  items: '',
  barcodes: ', *also',
  locations: ', kind, within, sscc',
  lots: '',
  stock: ', location',
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

const NAME = 'lotline-replica'
const CURSOR = `idb://${NAME}/state/`

/** Of what Dexie says that changed: only how far the feed was followed, which moves with each pull and is on no screen. */
export const isCursorAlone = (changed: object): boolean => Object.keys(changed).every((part) => part.startsWith(CURSOR))

export class ReplicaDatabase extends Dexie {
  declare state: Table<StateRow, string>
  /** A second copy of some of the balances: see stock.ts. */
  declare uninspected: Table<StockRow, string>
  readonly rows: Tables

  constructor(options: DexieOptions = {}) {
    super(NAME, options)
    // What an older app kept has no rows of the tables that came since, or has them in another form: it is fetched again, whole.
    this.version(5)
      .stores({ ...STORES, state: 'name', uninspected: '' })
      .upgrade((transaction) =>
        Promise.all([...REPLICA_TABLES, 'state', 'uninspected'].map((table) => transaction.table(table).clear())),
      )
    this.rows = this.#tables()
  }

  #tables(): Tables {
    const records = Object.fromEntries(REPLICA_TABLES.map((name) => [name, this.table(name)]))
    const blocks = <Name extends InBlocks>(name: Name, alsoOf?: (row: ReplicaTables[Name]) => string) =>
      new BlockTable<ReplicaTables[Name]>(this.table(name) as Table<Block<ReplicaTables[Name]>, string>, alsoOf)
    return {
      ...records,
      items: blocks('items'),
      barcodes: blocks('barcodes', ({ sku }) => sku),
      lots: blocks('lots'),
    } as unknown as Tables
  }
}
