/**
 * What is written goes out, each once. Its text is put on disk under a hidden name first, and that is noted; then it gets its
 * name, and that is noted. After a crash in between, a hidden file that is gone had its name before, and a gateway may have
 * taken it: it is never written again.
 */
import { and, asc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { endFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import type { OutgoingContent } from './outgoing-row.ts'
import { type DocumentRow, type ExchangeDeps, LeaseLost, type Partner, thingOf } from './partner.ts'

/** Documents between two notes. */
const SOME = 50

export async function sendDrafted(deps: ExchangeDeps, partner: Partner): Promise<void> {
  await revealStaged(deps, partner)
  for (;;) {
    const due = await draftedDocuments(deps, partner.row.id, false)
    if (due.length === 0) return
    for (const one of due) await deps.files.stage(partner.folders.out, nameOf(partner, one), one.raw)
    await noted(deps, partner, async (tx) => {
      const { ediDocuments: d } = tx.t
      for (const one of due)
        await tx.db
          .update(d)
          .set({ fileName: nameOf(partner, one) })
          .where(and(eq(d.id, one.id), eq(d.state, 'drafted')))
    })
    await revealStaged(deps, partner)
  }
}

async function revealStaged(deps: ExchangeDeps, partner: Partner): Promise<void> {
  for (;;) {
    const staged = await draftedDocuments(deps, partner.row.id, true)
    if (staged.length === 0) return
    for (const { fileName } of staged) await deps.files.reveal(partner.folders.out, fileName ?? '')
    await noted(deps, partner, async (tx) => {
      for (const one of staged) await noteSent(tx, partner, one)
    })
  }
}

const draftedDocuments = ({ work }: ExchangeDeps, connectorId: string, isStaged: boolean): Promise<DocumentRow[]> =>
  work.read(({ db, t: { ediDocuments: d } }) =>
    db
      .select()
      .from(d)
      .where(
        and(
          eq(d.connectorId, connectorId),
          eq(d.state, 'drafted'),
          ne(d.raw, ''),
          isStaged ? isNotNull(d.fileName) : isNull(d.fileName),
        ),
      )
      .orderBy(asc(d.at), asc(d.id))
      .limit(SOME),
  )

/** The same however often it is made: the interchange is numbered. */
const nameOf = ({ row, profile }: Partner, { set, interchange }: DocumentRow): string =>
  `${row.id}-${set}-${interchange}.${profile.fileExtension}`

const noted = ({ work }: ExchangeDeps, { row, lease }: Partner, unit: (tx: Tx) => Promise<void>): Promise<void> =>
  work.run([lockOf(row.id)], async (tx) => {
    if (!(await renewLease(tx, lease))) throw new LeaseLost()
    await unit(tx)
  })

async function noteSent(tx: Tx, { row }: Partner, { id, content }: DocumentRow): Promise<void> {
  const { ediDocuments: d, connectors } = tx.t
  const sent = await tx.db
    .update(d)
    .set({ state: 'sent', at: tx.now })
    .where(and(eq(d.id, id), eq(d.state, 'drafted')))
    .returning({ id: d.id })
  if (sent.length === 0) return
  const { again, ...draft } = content as OutgoingContent
  if (again !== undefined) await endFailure(tx, thingOf(row, again), 'healed')
  if (draft.of === 'group' && draft.answers.length > 0)
    await tx.db.update(d).set({ answeredAt: tx.now }).where(inArray(d.id, draft.answers))
  await tx.db.update(connectors).set({ lastUpdateAt: tx.now }).where(eq(connectors.id, row.id))
}
