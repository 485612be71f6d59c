/** A TA1 of the partner: an interchange of ours that it could not take apart at all was not read, whatever stood in it. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { noteFailure } from '../../failures.ts'
import { controlText } from '../x12/isa-elements.ts'
import type { InterchangeVerdict } from './file-content.ts'
import { type Scene, thingOf } from './partner.ts'
import { documentName } from './words.ts'

const REJECTED = 'R'

export async function takeVerdicts(tx: Tx, { row }: Scene, verdicts: readonly InterchangeVerdict[]): Promise<void> {
  const { ediDocuments: d } = tx.t
  for (const { control, status, code } of verdicts) {
    if (status !== REJECTED || !/^\d{1,9}$/.test(control)) continue
    const detail = `The partner rejects its interchange ${control}, with code ${code || '000'} of a TA1.`
    const rejected = await tx.db
      .update(d)
      .set({ state: 'rejected', detail, answeredAt: tx.now, answer: { status, reason: detail } })
      .where(
        and(
          eq(d.connectorId, row.id),
          eq(d.direction, 'out'),
          eq(d.interchange, controlText(Number(control), 9)),
          inArray(d.state, ['sent', 'unanswered']),
        ),
      )
      .returning({ id: d.id, set: d.set, number: d.number })
    for (const { id, set, number } of rejected)
      await noteFailure(tx, thingOf(row, id), 'open', {
        code: 'rejected',
        detail: `${documentName(set, number)}: ${detail}`,
        advice: 'Compare the envelope with what was agreed, mend the profile, then retry: it goes out again.',
      })
  }
}
