/** A 997 of the partner says what became of what we sent: found by its kind of group, GS06 and ST02. */
import { and, eq, isNull } from 'drizzle-orm'
import type { EdiState } from '../../../db/tables/edi.ts'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { endFailure, type FailedThing, noteFailure } from '../../failures.ts'
import { FUNCTIONAL_IDS, isSameControl, plainControl } from '../x12/envelope.ts'
import type { AcknowledgedSet, FunctionalAcknowledgement } from '../x12/read-acknowledgement.ts'
import type { Took } from './apply.ts'
import { type DocumentRow, type Scene, thingOf } from './partner.ts'
import { documentName, rejectionWords } from './words.ts'

export async function takeAcknowledgement(
  tx: Tx,
  scene: Scene,
  by: DocumentRow,
  said: FunctionalAcknowledgement,
): Promise<Took> {
  const sent = await sentIn(tx, scene.row.id, said)
  if (sent.length === 0)
    throw new Problem(
      404,
      'acknowledges-nothing',
      `It acknowledges group ${said.functionalId} ${said.control}, which was not sent from here. If another system sends to this partner too, ignore this.`,
    )
  for (const document of sent) await settle(tx, scene, document, by.id, said)
  return { number: said.control }
}

async function sentIn({ db, t: { ediDocuments: d } }: Tx, connectorId: string, said: FunctionalAcknowledgement) {
  const rows = await db
    .select()
    .from(d)
    .where(and(eq(d.connectorId, connectorId), eq(d.direction, 'out'), eq(d.group, plainControl(said.control))))
  return rows.filter(({ set }) => FUNCTIONAL_IDS[set] === said.functionalId)
}

async function settle(
  tx: Tx,
  { row }: Scene,
  document: DocumentRow,
  by: string,
  said: FunctionalAcknowledgement,
): Promise<void> {
  const { ediDocuments } = tx.t
  const set = said.sets.find(({ id, control }) => id === document.set && isSameControl(control, document.control))
  const { state, status } = verdictOf(set, said)
  const isRejected = state === 'rejected'
  const reason = state === 'accepted' ? null : rejectionWords(set, said)
  await tx.db
    .update(ediDocuments)
    .set({
      state,
      detail: reason ?? keptDetail(document),
      answeredAt: tx.now,
      answer: { status, document: by, ...(reason === null ? {} : { reason }) },
    })
    .where(eq(ediDocuments.id, document.id))
  const thing = thingOf(row, document.id)
  if (!isRejected) return endAnswered(tx, thing)
  await noteFailure(tx, thing, 'open', {
    code: 'rejected',
    detail: `${documentName(document.set, document.number)}: the partner rejects it. ${reason}`,
    advice: 'Put right what it says, then retry: it goes out again with other control numbers.',
  })
}

/** What else is wrong with it, such as a shipment that was undone, stays to be settled. */
async function endAnswered(tx: Tx, thing: FailedThing): Promise<void> {
  const { channelFailures: f } = tx.t
  const [open] = await tx.db
    .select({ code: f.code })
    .from(f)
    .where(
      and(
        eq(f.connectorId, thing.connectorId),
        eq(f.about, 'document'),
        eq(f.subject, thing.subject),
        isNull(f.endedAt),
      ),
    )
  if (open && ANSWERS.has(open.code)) await endFailure(tx, thing, 'healed')
}

const ANSWERS: ReadonlySet<string> = new Set(['rejected', 'unanswered'])

/** What was said of an earlier failing no longer holds. */
const keptDetail = ({ state, detail }: DocumentRow): string | null =>
  state === 'rejected' || state === 'unanswered' ? null : detail

function verdictOf(
  set: AcknowledgedSet | undefined,
  said: FunctionalAcknowledgement,
): { state: EdiState; status: string } {
  const status = set?.status ?? said.status
  if (status === 'A') return { state: 'accepted', status }
  return { state: status === 'E' ? 'accepted-with-errors' : 'rejected', status }
}
