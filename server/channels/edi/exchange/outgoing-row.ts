/** What is to go out is written down with its cause, in the unit of that cause: once, and drafted afterwards. */
import type { Tx } from '../../../db/work.ts'
import type { OutgoingSegment } from '../x12/outgoing.ts'

/** What a document is drafted from; figures and names are read when it is. */
export type Draft =
  | { of: 'group'; segments: OutgoingSegment[]; answers: string[] }
  | { of: 'order'; change: boolean }
  | { of: 'shipment'; shipment: string }
  | { of: 'inventory' }

export type OutgoingContent = Draft & {
  /** It was sent before, with other control numbers, as this document. */
  again?: string
}

export interface Caused {
  set: '810' | '846' | '855' | '856' | '997'
  cause: string
  number: string | null
  externalId: string | null
  content: OutgoingContent
}

/** Null: it was caused before. */
export async function cause(tx: Tx, connectorId: string, { content, ...caused }: Caused): Promise<string | null> {
  const { ediDocuments } = tx.t
  const id = tx.newId()
  const made = await tx.db
    .insert(ediDocuments)
    .values({
      id,
      connectorId,
      direction: 'out',
      ...caused,
      interchange: '',
      group: '',
      control: '',
      state: 'drafted',
      detail: null,
      content,
      raw: '',
      fileName: null,
      at: tx.now,
      answeredAt: null,
      answer: null,
    })
    .onConflictDoNothing()
    .returning({ id: ediDocuments.id })
  return made.length === 0 ? null : id
}
