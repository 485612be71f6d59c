/** No line of the log of sensitive acts was changed, taken out or put in between. Its last lines can be known by a backup's. */
import { asc, gt } from 'drizzle-orm'
import { BEGINNING, linkOf } from '../auth/audit-log.ts'
import type { Check } from './audit.ts'

const PAGE = 2_000

export const checkAuditLog: Check = async ({ db, t: { auditLog } }) => {
  let [position, chain] = [0, BEGINNING]
  for (;;) {
    const page = await db
      .select()
      .from(auditLog)
      .where(gt(auditLog.position, position))
      .orderBy(asc(auditLog.position))
      .limit(PAGE)
    for (const { chain: link, ...line } of page) {
      if (line.position !== position + 1)
        return [`The log of sensitive acts goes from line ${position} to ${line.position}.`]
      if (link !== linkOf(chain, line))
        return [`Line ${line.position} of the log of sensitive acts is not what was written.`]
      ;[position, chain] = [line.position, link]
    }
    if (page.length < PAGE) return []
  }
}
