/** From rows of the ledger's tables to rows of the replica: what the handhelds are told, one function per table. */
import * as v from 'valibot'
import { RETURNS, returnSettings } from '../../shared/rules/return-settings.ts'
import {
  type CountTask,
  keyOf,
  lotKey,
  type ReplicaTable,
  type ReplicaTables,
  type SettingRow,
  stockKey,
} from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import { type FeedChange, HANDHELDS, type Tx } from '../db/work.ts'

type Row<Table extends keyof Schema> = Schema[Table]['$inferSelect']

/** How each replica table is made of a row of the database: the same for the feed and for the snapshot. */
export const replicaRows = {
  warehouses: (row: Row<'warehouses'>) => ({
    key: row.code,
    value: {
      code: row.code,
      name: row.name,
      timeZone: row.timeZone,
      currency: row.currency,
      rotationPolicy: row.rotationPolicy,
    },
  }),
  channels: (row: Row<'channels'>) => ({
    key: row.channel,
    value: { channel: row.channel, name: row.name, kind: row.kind, minShelfLifeDays: row.minShelfLifeDays },
  }),
  items: (row: Row<'items'>) => ({
    key: row.sku,
    value: {
      sku: row.sku,
      name: row.name,
      rotation: row.rotation,
      lotTracked: row.lotTracked,
      unit: row.unit,
      rotationPolicy: row.rotationPolicy,
      traced: row.traced,
      group: row.group,
      secondarySku: row.secondarySku,
      worth: row.standardCost?.amount ?? null,
    },
  }),
  barcodes: (row: Row<'barcodes'>) => ({
    key: row.code,
    value: { code: row.code, sku: row.sku, quantity: row.quantity },
  }),
  locations: (row: Row<'locations'>) => ({
    key: row.code,
    value: {
      code: row.code,
      kind: row.kind,
      within: row.within,
      pickSequence: row.pickSequence,
      blocked: row.blocked,
      sscc: row.sscc,
    },
  }),
  lots: (row: Row<'lots'>) => ({
    key: lotKey(row.sku, row.lot),
    value: {
      sku: row.sku,
      lot: row.lot,
      expiresOn: row.expiresOn,
      producedOn: row.producedOn,
      receivedAt: row.receivedAt,
      held: row.holdReason !== null,
      supplier: row.supplier,
      supplierLot: row.supplierLot,
      confirmed: row.confirmed,
    },
  }),
  stock: (row: Row<'stock'>) => ({
    key: stockKey(row),
    value: {
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      status: row.status,
      quantity: row.quantity,
      allocated: row.allocated,
      suspect: row.suspect,
    },
  }),
  receipts: (row: Row<'receipts'>) => ({
    key: row.id,
    value: { id: row.id, supplier: row.supplier, reference: row.reference, state: row.state },
  }),
  receiptLines: (row: Row<'receiptLines'>) => ({
    key: keyOf(row.receiptId, row.sku),
    value: { receiptId: row.receiptId, sku: row.sku, expected: row.expected, received: row.received },
  }),
  transfers: (row: Row<'transfers'>) => ({
    key: row.id,
    value: { id: row.id, reference: row.reference, from: row.fromWarehouse },
  }),
  transferGoods: ({ transferId, sku, lot, sent, received, lost }: Row<'transferGoods'>) => ({
    key: keyOf(transferId, sku, lot),
    value: { transferId, sku, lot, sent, received, lost },
  }),
  transferUnits: ({ transferId, unit, goods }: Row<'transferUnits'>) => ({
    key: keyOf(transferId, unit),
    value: { transferId, unit, goods },
  }),
  orders: (row: Row<'orders'>) => ({
    key: row.id,
    value: {
      id: row.id,
      externalId: row.externalId,
      channel: row.channel,
      customer: row.customer.name,
      shipBy: row.shipBy,
      status: row.status,
      ...(row.transferTo === null ? {} : { transferTo: row.transferTo }),
    },
  }),
  orderLines: (row: Row<'orderLines'>) => ({
    key: row.id,
    value: {
      id: row.id,
      orderId: row.orderId,
      sku: row.sku,
      quantity: row.quantity,
      allocated: row.allocated,
      picked: row.picked,
      shipped: row.shipped,
    },
  }),
  allocations: (row: Row<'allocations'>) => ({
    key: keyOf(row.lineId, row.lot, row.location, row.picked ? 'picked' : 'directed'),
    value: {
      lineId: row.lineId,
      orderId: row.orderId,
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      picked: row.picked,
      quantity: row.quantity,
    },
  }),
  pickLists: (row: Row<'pickLists'>) => ({
    key: row.id,
    value: {
      id: row.id,
      orderId: row.orderId,
      state: row.state,
      zone: row.zone,
      staging: row.staging,
      device: row.deviceId,
    },
  }),
  tasks: (row: Row<'tasks'>) => ({
    key: row.id,
    value: {
      id: row.id,
      kind: row.kind,
      state: row.state,
      pickListId: row.pickListId,
      orderId: row.orderId,
      lineId: row.lineId,
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      quantity: row.quantity,
      done: row.done,
      sequence: row.sequence,
      tote: row.tote,
      ...countOf(row),
    },
  }),
  claims: (row: Row<'claims'>) => ({
    key: keyOf(row.sku, row.channel),
    value: {
      sku: row.sku,
      channel: row.channel,
      protected: row.protected,
      committed: row.committed,
      allocated: row.allocated,
      backordered: row.backordered,
      planned: row.planned,
    },
  }),
  returns: (row: Row<'returns'>) => ({
    key: row.id,
    value: {
      id: row.id,
      channel: row.channel,
      order: row.orderExternalId,
      customer: row.customer?.name ?? null,
      reference: row.reference,
      state: row.state === 'received' ? ('received' as const) : ('expected' as const),
      documents: row.documents,
    },
  }),
  returnLines: (row: Row<'returnLines'>) => ({
    key: keyOf(row.returnId, row.sku),
    value: {
      returnId: row.returnId,
      sku: row.sku,
      reason: row.reason,
      expected: row.expected,
      received: row.received,
      lots: row.lots,
    },
  }),
  returnedGoods: (row: Row<'returnedGoods'>) => ({
    key: row.id,
    value: {
      id: row.id,
      returnId: row.returnId,
      sku: row.sku,
      lot: row.lot,
      quantity: row.quantity,
      inspected: row.inspected,
      reason: row.reason,
      channel: row.channel,
      location: row.location,
      receivedAt: row.receivedAt,
    },
  }),
  waitingInspections: (row: Row<'inspections'>) => ({
    key: row.id,
    value: {
      id: row.id,
      sku: row.sku,
      lot: row.lot,
      location: row.location,
      quantity: row.quantity - row.carriedOut,
    },
  }),
  settings: (row: Row<'settings'>) => ({
    key: row.name,
    value: { name: RETURNS, value: v.parse(returnSettings, row.value) } as SettingRow,
  }),
  supervisors: (row: Pick<Row<'users'>, 'id' | 'name' | 'badgeHash' | 'overrideSalt' | 'overrideKey'>) => ({
    key: row.id,
    value: { id: row.id, name: row.name, badge: row.badgeHash, salt: row.overrideSalt, key: row.overrideKey },
  }),
  outcomes: (row: Pick<Row<'inbox'>, 'id' | 'deviceId' | 'outcome' | 'exceptions' | 'problem' | 'state'>) => ({
    key: row.id,
    value: {
      id: row.id,
      device: row.deviceId,
      outcome: row.outcome,
      settled: row.state !== 'parked',
      exceptions: row.exceptions,
      ...(row.problem ? { problem: row.problem } : {}),
    },
  }),
} satisfies { [Table in ReplicaTable]: (row: never) => { key: string; value: ReplicaTables[Table] } }

type SourceRow<Table extends ReplicaTable> = Parameters<(typeof replicaRows)[Table]>[0]

function countOf({ scope, origin, hiddenFrom, deviceId, notBy }: Row<'tasks'>): { count?: CountTask } {
  if (scope === null || origin === null || hiddenFrom === null) return {}
  return { count: { scope, origin, hiddenFrom, device: deviceId, notBy: notBy ?? [] } }
}

/** Tells the handhelds of `warehouse` (null: all) that this row is now so. */
export function emit<Table extends ReplicaTable>(
  tx: Tx,
  table: Table,
  warehouse: string | null,
  row: SourceRow<Table>,
): void {
  const make = replicaRows[table] as (row: SourceRow<Table>) => { key: string; value: unknown }
  tx.emit({ table, ...make(row), warehouse } as FeedChange)
}

/** Whose view a change is for: every reader's, all handhelds', or one handheld's. */
export type Audience = 'handhelds' | { device: string }

const audienceOf = (audience: Audience): string => (audience === 'handhelds' ? HANDHELDS : audience.device)

/** A balance that some may not see for now. */
export function hideStock(tx: Tx, warehouse: string, row: SourceRow<'stock'>, audience: Audience): void {
  tx.emit({ table: 'stock', key: replicaRows.stock(row).key, value: null, warehouse, to: audienceOf(audience) })
}

/** The same balance, when they may see it again. */
export function showStock(tx: Tx, warehouse: string, row: SourceRow<'stock'>, audience: Audience): void {
  tx.emit({ table: 'stock', ...replicaRows.stock(row), warehouse, to: audienceOf(audience) })
}

/** Tells them that the row is gone, or no longer theirs to know. */
export function emitGone<Table extends ReplicaTable>(
  tx: Tx,
  table: Table,
  warehouse: string | null,
  row: SourceRow<Table>,
): void {
  const make = replicaRows[table] as (row: SourceRow<Table>) => { key: string }
  tx.emit({ table, key: make(row).key, value: null, warehouse } as FeedChange)
}
