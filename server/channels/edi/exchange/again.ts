/** A document is tried again: one that came in is read again, one that went out goes out anew, with other control numbers. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { notFound, Problem } from '../../../problem.ts'
import { type Caused, cause, type OutgoingContent } from './outgoing-row.ts'
import type { DocumentRow } from './partner.ts'

/** What somebody wants tried again of which something has failed. */
export async function documentAgain(tx: Tx, connectorId: string, id: string): Promise<void> {
  const document = await requireDocument(tx, connectorId, id)
  const { state, direction, raw } = document
  if (direction === 'out' && raw !== '') await sendAgain(tx, document)
  else if (state === 'failed' || state === 'refused' || state === 'ignored') {
    const { ediDocuments } = tx.t
    const again = direction === 'in' ? ('received' as const) : ('drafted' as const)
    await tx.db.update(ediDocuments).set({ state: again, detail: null }).where(eq(ediDocuments.id, id))
  }
}

export async function requireDocument(
  { db, t: { ediDocuments: d } }: Pick<Tx, 'db' | 't'>,
  connectorId: string,
  id: string,
) {
  const [document] = await db
    .select()
    .from(d)
    .where(and(eq(d.connectorId, connectorId), eq(d.id, id)))
  if (!document) throw notFound(`document ${id}`)
  return document
}

/** Drafted from what stands now: what made the partner reject it may be mended. Returns the new document's id. */
export async function resend(tx: Tx, connectorId: string, id: string): Promise<string> {
  const document = await requireDocument(tx, connectorId, id)
  if (document.direction === 'in')
    throw new Problem(409, 'not-ours', 'This document is the partner’s. Retry it, to read it again.')
  if (document.state === 'drafted' || document.raw === '')
    throw new Problem(409, 'not-sent', 'This document has not gone out yet. Retry it, where it failed.')
  return sendAgain(tx, document)
}

async function sendAgain(tx: Tx, document: DocumentRow): Promise<string> {
  const { connectorId, id, set, number, externalId } = document
  const content = { ...(document.content as OutgoingContent), again: id }
  const made = await cause(tx, connectorId, {
    set: set as Caused['set'],
    cause: `again ${id} ${tx.newId()}`,
    number,
    externalId,
    content,
  })
  if (made === null) throw new Error(`Document ${id} could not be sent again.`)
  return made
}

/** What the partner's profile lacked may be in it now. */
export async function draftFailedAgain({ db, t: { ediDocuments: d } }: Tx, connectorId: string): Promise<void> {
  await db
    .update(d)
    .set({ state: 'drafted', detail: null })
    .where(and(eq(d.connectorId, connectorId), eq(d.direction, 'out'), eq(d.state, 'failed'), eq(d.raw, '')))
}
