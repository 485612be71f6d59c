/** An exception as it is answered. */
import type { ExceptionRow } from './remedies/remedy.ts'
import { type ExceptionType, exceptionKinds } from './types.ts'

export const exceptionAnswer = (row: ExceptionRow, reversible: boolean) => ({
  id: row.id,
  type: row.type,
  severity: row.severity,
  state: row.state,
  detail: row.detail,
  sku: row.sku,
  lot: row.lot === '' ? null : row.lot,
  location: row.location,
  order: row.orderId,
  transaction: row.transactionId,
  remedies: remediesFor(row, reversible),
  owner: row.owner,
  openedAt: new Date(row.openedAt).toISOString(),
  resolvedAt: row.resolvedAt === null ? null : new Date(row.resolvedAt).toISOString(),
  resolution: row.resolution,
})

/** Those of its type that this one can be settled with. */
function remediesFor(row: ExceptionRow, reversible: boolean): string[] {
  const { remedies } = exceptionKinds[row.type as ExceptionType] ?? { remedies: row.remedies }
  return remedies.filter((remedy) => {
    if (remedy === 'reverse') return reversible
    return (remedy !== 'hold' && remedy !== 'complete') || Boolean(row.lot)
  })
}
