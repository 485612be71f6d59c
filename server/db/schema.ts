/** Every table, once for both dialects. Warehouse is in each key that concerns stock. */
import type { Kit } from './kit.ts'
import { accessTables } from './tables/access.ts'
import { auditLogTables } from './tables/audit-log.ts'
import { channelTables } from './tables/channels.ts'
import { costingTables } from './tables/costing.ts'
import { countingTables } from './tables/counting.ts'
import { driftTables } from './tables/drift.ts'
import { ediTables } from './tables/edi.ts'
import { exceptionTables } from './tables/exceptions.ts'
import { feedTables } from './tables/feed.ts'
import { inboxTables } from './tables/inbox.ts'
import { itemTables } from './tables/items.ts'
import { landedCostTables } from './tables/landed-costs.ts'
import { ledgerTables } from './tables/ledger.ts'
import { lotTables } from './tables/lots.ts'
import { orderTables } from './tables/orders.ts'
import { outgoingTables } from './tables/outgoing.ts'
import { pickingTables } from './tables/picking.ts'
import { placeTables } from './tables/places.ts'
import { platformOrderTables } from './tables/platform-orders.ts'
import { promiseTables } from './tables/promises.ts'
import { receiptTables } from './tables/receipts.ts'
import { replenishmentTables } from './tables/replenishment.ts'
import { returnTables } from './tables/returns.ts'
import { settingTables } from './tables/settings.ts'
import { shipmentTables } from './tables/shipments.ts'
import { shortageTables } from './tables/shortages.ts'
import { stockHistoryTables } from './tables/stock-history.ts'
import { traceabilityTables } from './tables/traceability.ts'
import { transferTables } from './tables/transfers.ts'

export type { Role } from './tables/access.ts'
export type { AdjustmentKind, CountLineState, Observation } from './tables/counting.ts'
export type { Dismissed, Effect, Mended } from './tables/inbox.ts'
export type { LinePart, OnShort, OrderStatus } from './tables/orders.ts'
export type { LineState } from './tables/receipts.ts'
export type { RecallFound } from './tables/traceability.ts'

export function buildSchema(kit: Kit) {
  // What others refer to.
  const places = placeTables(kit)
  const items = itemTables(kit)
  const promises = promiseTables(kit, items)
  const orders = orderTables(kit, { ...places, ...promises, ...items })
  const access = accessTables(kit, places)

  return {
    ...places,
    ...items,
    ...lotTables(kit, items),
    ...ledgerTables(kit, items),
    ...stockHistoryTables(kit),
    ...promises,
    ...orders,
    ...pickingTables(kit, orders),
    ...countingTables(kit),
    ...receiptTables(kit, items),
    ...transferTables(kit, items),
    ...shipmentTables(kit),
    ...returnTables(kit),
    ...channelTables(kit),
    ...platformOrderTables(kit),
    ...ediTables(kit),
    ...outgoingTables(kit),
    ...driftTables(kit),
    ...costingTables(kit),
    ...landedCostTables(kit),
    ...shortageTables(kit),
    ...replenishmentTables(kit, items),
    ...traceabilityTables(kit),
    ...settingTables(kit),
    ...inboxTables(kit),
    ...exceptionTables(kit, access),
    ...feedTables(kit),
    ...auditLogTables(kit),
    ...access,
  }
}

export type Schema = ReturnType<typeof buildSchema>
