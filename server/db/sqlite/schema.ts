/** SQLite's tables: what drizzle-kit reads to write its migrations. */
import { sqliteKit } from '../kit.ts'
import { buildSchema } from '../schema.ts'

export const schema = buildSchema(sqliteKit)
export const {
  warehouses,
  channels,
  items,
  barcodes,
  locations,
  lots,
  movements,
  stock,
  shelf,
  claims,
  orders,
  orderLines,
  allocations,
  pickLists,
  tasks,
  receipts,
  receiptLines,
  rules,
  decisions,
  streams,
  inbox,
  exceptions,
  feed,
  feedPending,
  meta,
  users,
  devices,
  enrolmentCodes,
  sessions,
  apiTokens,
  idempotency,
} = schema
