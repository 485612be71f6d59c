/** `lotline audit`: proves on any database what design section 3 says must hold. Reads only; each finding is a sentence. */
import type { Reader, Reading } from '../db/work.ts'
import { checkAuditLog } from './check-audit-log.ts'
import { checkCounts } from './check-counts.ts'
import { checkFeed } from './check-feed.ts'
import { checkInbox } from './check-inbox.ts'
import { checkLedger } from './check-ledger.ts'
import { checkListings } from './check-listings.ts'
import { checkLots } from './check-lots.ts'
import { checkMargins } from './check-margins.ts'
import { checkOrders } from './check-orders.ts'
import { checkPromises } from './check-promises.ts'
import { checkReturns } from './check-returns.ts'
import { checkStockHistory } from './check-stock-history.ts'
import { checkTransfers } from './check-transfers.ts'
import { checkTransformations } from './check-transformations.ts'

export interface AuditReport {
  clean: boolean
  findings: string[]
  checks: { name: string; findings: number }[]
}

/** Reads in one snapshot. `now` decides which lots have expired. */
export type Check = (reader: Reader, now: number) => Promise<string[]>

const checks: [string, Check][] = [
  ['balances equal their movements', checkLedger],
  ['orders, allocations and claims agree', checkOrders],
  ['promises are covered, or an exception says they are not', checkPromises],
  ['transformations are linked and value is conserved', checkTransformations],
  ['lots are held as their holds say, and stock follows its lot', checkLots],
  ['counts are posted as they say, and what they left open is asked', checkCounts],
  ['returned goods are through, or somebody is asked', checkReturns],
  ['what is on its way was sent and has not come', checkTransfers],
  ['listings are to show what can be promised', checkListings],
  ['stock by day sums to that of its items', checkStockHistory],
  ['margins by day and month sum to their entries', checkMargins],
  ['every envelope is applied once or parked', checkInbox],
  ['the feed is contiguous and its chain valid', checkFeed],
  ['the log of sensitive acts is as it was written', checkAuditLog],
]

export function audit(work: Pick<Reading, 'read'>, now: number): Promise<AuditReport> {
  return work.read(async (reader) => {
    const report: AuditReport = { clean: true, findings: [], checks: [] }
    for (const [name, check] of checks) {
      const findings = await check(reader, now)
      report.checks.push({ name, findings: findings.length })
      report.findings.push(...findings)
    }
    report.clean = report.findings.length === 0
    return report
  })
}
