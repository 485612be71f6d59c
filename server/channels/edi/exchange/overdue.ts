/** What the partner does not acknowledge in time: it may never have arrived. */
import { and, between, eq, ne } from 'drizzle-orm'
import { noteFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import { type ExchangeDeps, LeaseLost, type Partner, thingOf } from './partner.ts'
import { documentName } from './words.ts'

const HOUR_MS = 3_600_000
/** What was sent before was looked at long ago. */
const LOOKED_BACK_MS = 60 * 24 * HOUR_MS

export async function noteOverdue({ work, now }: ExchangeDeps, partner: Partner): Promise<void> {
  const { profile, row, lease } = partner
  const { expected, withinHours } = profile.acknowledgements
  if (!expected) return
  const latest = now() - withinHours * HOUR_MS
  const overdue = await work.read(({ db, t: { ediDocuments: d } }) =>
    db
      .select({ id: d.id, set: d.set, number: d.number })
      .from(d)
      .where(
        and(
          eq(d.connectorId, row.id),
          between(d.at, latest - LOOKED_BACK_MS, latest),
          eq(d.state, 'sent'),
          // A 997 is never acknowledged.
          ne(d.set, '997'),
        ),
      ),
  )
  if (overdue.length === 0) return
  await work.run([lockOf(row.id)], async (tx) => {
    if (!(await renewLease(tx, lease))) throw new LeaseLost()
    const { ediDocuments: d } = tx.t
    for (const { id, set, number } of overdue) {
      const detail = `The partner has not acknowledged it within ${withinHours} hours.`
      const late = await tx.db
        .update(d)
        .set({ state: 'unanswered', detail })
        .where(and(eq(d.id, id), eq(d.state, 'sent')))
        .returning({ id: d.id })
      if (late.length > 0)
        await noteFailure(tx, thingOf(row, id), 'open', {
          code: 'unanswered',
          detail: `${documentName(set, number)}: ${detail}`,
          advice: 'Ask the partner whether it came. If not, retry: it goes out again with other control numbers.',
        })
    }
  })
}
