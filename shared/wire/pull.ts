/** `GET /sync/pull`: the snapshot in pages, then the feed. The cursor is opaque to clients; only the server reads it. */
import type { CountOrigin, CountScope, HiddenFrom } from '../rules/counting.ts'
import type { ReturnSettings } from '../rules/return-settings.ts'
import type { RotationPolicy } from '../rules/rotation.ts'
import type { Status } from '../transactions/status.ts'
import type { Outcome, PushProblem } from './push.ts'

export interface ItemRow {
  sku: string
  name: string
  rotation: 'fifo' | 'fefo'
  lotTracked: boolean
  unit: string
  /** Null: as the warehouse says. */
  rotationPolicy: RotationPolicy | null
  /** On the food traceability list: its key data elements are asked for. */
  traced: boolean
  group: string | null
  secondarySku: string | null
  /** Standard cost of one unit, minor units; null where it has none. */
  worth: number | null
}
export interface BarcodeRow {
  code: string
  sku: string
  quantity: number
}
export type LocationKind = 'dock' | 'storage' | 'pick' | 'staging' | 'returns' | 'unit' | 'virtual'
export interface LocationRow {
  code: string
  kind: LocationKind
  within: string | null
  pickSequence: number
  blocked: boolean
  /** Of a unit: what is on its label. */
  sscc: string | null
}
export interface LotRow {
  sku: string
  lot: string
  expiresOn: string | null
  producedOn: string | null
  /** UTC milliseconds of the first receipt: FIFO's date. */
  receivedAt: number
  held: boolean
  supplier: string | null
  supplierLot: string | null
  confirmed: boolean
}
export interface StockRow {
  sku: string
  lot: string
  location: string
  status: Status
  quantity: number
  allocated: number
  suspect: number
}
export interface ReceiptRow {
  id: string
  supplier: string
  reference: string
  state: 'open' | 'closed'
}
export interface ReceiptLineRow {
  receiptId: string
  sku: string
  expected: number
  received: number
}
/** Goods on their way to this warehouse from another one of the company. */
export interface TransferRow {
  id: string
  reference: string
  /** Null: it is not known yet which one. */
  from: string | null
}
/** What was sent of a lot, and what of it has come or was written off. */
export interface TransferGoodsRow {
  transferId: string
  sku: string
  lot: string
  sent: number
  received: number
  lost: number
}
export interface UnitGoods {
  sku: string
  lot: string
  quantity: number
}
/** A carton or pallet under way: one scan of its label receives what is in it. */
export interface TransferUnitRow {
  transferId: string
  unit: string
  goods: UnitGoods[]
}
export interface OrderLineRow {
  id: string
  orderId: string
  sku: string
  quantity: number
  allocated: number
  picked: number
  shipped: number
}
export interface OrderRow {
  id: string
  externalId: string
  channel: string
  customer: string
  shipBy: string | null
  status: string
  /** Of a transfer: the warehouse that it goes to. */
  transferTo?: string
}
/** Lot and location chosen for a line: directed to a picker, or picked and standing in staging or a tote. */
export interface AllocationRow {
  lineId: string
  orderId: string
  sku: string
  lot: string
  location: string
  picked: boolean
  quantity: number
}
export interface PickListRow {
  id: string
  /** Null: a batch of several orders; each task says which. */
  orderId: string | null
  state: 'open' | 'done' | 'cancelled'
  /** Of a batch that was divided: the zone whose bins it asks for. */
  zone: string | null
  staging: string
  device: string | null
}
/** `rework`: returned goods wait to be made good. `send-back`: they wait to be handed to their supplier. */
export type TaskKind = 'pick' | 'count' | 'put-back' | 'rework' | 'send-back'
export interface TaskRow {
  id: string
  kind: TaskKind
  state: 'open' | 'done' | 'cancelled'
  pickListId: string | null
  orderId: string | null
  lineId: string | null
  sku: string
  lot: string
  location: string
  quantity: number
  done: number
  sequence: number
  /** In a batch: the tote on the cart for this order's units. */
  tote: string | null
  /** Only of a count. Never what should be there. */
  count?: CountTask
}
export interface CountTask {
  scope: CountScope
  origin: CountOrigin
  hiddenFrom: HiddenFrom
  /** The handheld that it is with. */
  device: string | null
  /** Users who counted it already: another person is to. */
  notBy: string[]
}
export interface WarehouseRow {
  code: string
  name: string
  timeZone: string
  currency: string
  rotationPolicy: RotationPolicy
}
export interface ChannelRow {
  channel: string
  name: string
  kind: string
  /** Days that a lot must still have on the ship day. */
  minShelfLifeDays: number
}
/** What one channel has of an item. */
export interface ClaimRow {
  sku: string
  channel: string
  protected: number
  committed: number
  allocated: number
  backordered: number
  planned: number
}
/** Who may let a younger lot pass, and how a device knows it without a network: see `shared/wire/override.ts`. */
export interface SupervisorRow {
  id: string
  name: string
  /** SHA-256 of the badge: tells whose it is, and nothing about it. */
  badge: string
  salt: string
  /** The public key that badge and PIN make. */
  key: string
}
/** Goods that customers are to send back, or have sent back and that are not through yet. */
export interface ReturnRow {
  id: string
  channel: string
  /** The number that the channel gave the order; null: nobody knows it. */
  order: string | null
  customer: string | null
  /** RMA number or the like. */
  reference: string | null
  state: 'expected' | 'received'
  /** Of a return with a chargeback: it is not sold again before its documents are there. */
  documents: 'none' | 'missing' | 'complete'
}
export interface ReturnLineRow {
  returnId: string
  sku: string
  reason: string
  expected: number
  received: number
  /** What was shipped to this customer and has not come back, when the return was announced. */
  lots: { lot: string; quantity: number }[]
}
/** Goods that came back in one transaction and that nobody has inspected yet, or not all of them. */
export interface ReturnedGoodsRow {
  /** The transaction's. */
  id: string
  returnId: string
  sku: string
  lot: string
  quantity: number
  inspected: number
  reason: string
  channel: string
  /** Where they were received; they may have been moved since. */
  location: string
  receivedAt: number
}
/** What was inspected and may not go where it was meant to yet: it stands uninspected, and is nobody's to inspect. */
export interface WaitingInspectionRow {
  id: string
  sku: string
  lot: string
  location: string
  /** Units that wait. */
  quantity: number
}
/** How the company works, as far as handhelds need to know. */
export interface SettingRow {
  name: 'returns'
  value: ReturnSettings
}
export interface OutcomeRow {
  id: string
  device: string
  outcome: Outcome
  /** False while a person still has to mend or dismiss it. */
  settled: boolean
  exceptions: { id: string; type: string }[]
  problem?: PushProblem
}

/** The replica's tables, by name, and the row that each holds. */
export interface ReplicaTables {
  warehouses: WarehouseRow
  channels: ChannelRow
  items: ItemRow
  barcodes: BarcodeRow
  locations: LocationRow
  lots: LotRow
  stock: StockRow
  receipts: ReceiptRow
  receiptLines: ReceiptLineRow
  transfers: TransferRow
  transferGoods: TransferGoodsRow
  transferUnits: TransferUnitRow
  orders: OrderRow
  orderLines: OrderLineRow
  allocations: AllocationRow
  pickLists: PickListRow
  tasks: TaskRow
  claims: ClaimRow
  returns: ReturnRow
  returnLines: ReturnLineRow
  returnedGoods: ReturnedGoodsRow
  waitingInspections: WaitingInspectionRow
  settings: SettingRow
  supervisors: SupervisorRow
  outcomes: OutcomeRow
}
export type ReplicaTable = keyof ReplicaTables

export const REPLICA_TABLES = [
  'warehouses',
  'channels',
  'items',
  'barcodes',
  'locations',
  'lots',
  'stock',
  'receipts',
  'receiptLines',
  'transfers',
  'transferGoods',
  'transferUnits',
  'orders',
  'orderLines',
  'allocations',
  'pickLists',
  'tasks',
  'claims',
  'returns',
  'returnLines',
  'returnedGoods',
  'waitingInspections',
  'settings',
  'supervisors',
  'outcomes',
] as const satisfies readonly ReplicaTable[]

export type ReplicaChange = {
  [Table in ReplicaTable]: { table: Table; key: string; value: ReplicaTables[Table] | null }
}[ReplicaTable]

export interface PullAnswer {
  epoch: string
  cursor: string
  changes: ReplicaChange[]
  /** Ask again at once: there is more. */
  more: boolean
  /** True while these are pages of the snapshot: the replica is whole only when this is false and `more` is false. */
  snapshot: boolean
}

/** Parts of a compound key, joined by a character that neither SKUs, lots nor locations hold. */
export const keyOf = (...parts: string[]): string => parts.join('\u001f')
export const lotKey = (sku: string, lot: string): string => keyOf(sku, lot)
export const stockKey = (row: { sku: string; lot: string; location: string; status: string }): string =>
  keyOf(row.sku, row.lot, row.location, row.status)
/** The names in a stock key. */
export function stockOfKey(key: string): { sku: string; lot: string; location: string; status: string } {
  const [sku = '', lot = '', location = '', status = ''] = key.split('\u001f')
  return { sku, lot, location, status }
}
