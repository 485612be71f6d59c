/** Documents exchanged with a partner, as they are answered: a page of them, or one with what each of its segments says. */
import { and, desc, eq, isNull, like, lt, or, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import type { EdiState } from '../../../db/tables/edi.ts'
import type { Reader } from '../../../db/work.ts'
import { type ExplainedSegment, explained } from '../explain.ts'
import { requireDocument } from './again.ts'
import type { DocumentRow } from './partner.ts'
import { documentName } from './words.ts'

const STATES = [
  'received',
  'applied',
  'failed',
  'refused',
  'ignored',
  'drafted',
  'sent',
  'accepted',
  'accepted-with-errors',
  'rejected',
  'unanswered',
] as const satisfies readonly EdiState[]

export const documentsQuery = {
  direction: v.optional(v.picklist(['in', 'out'], 'The direction is in or out.')),
  set: v.optional(v.pipe(v.string(), v.regex(/^\d{3}$/, 'Give the set as three digits, such as 850.'))),
  state: v.optional(v.picklist([...STATES, 'open'], `The state is ${STATES.join(', ')} or open.`)),
  /** Of the document, or of the order that it is about: how it begins. */
  number: v.optional(v.pipe(v.string(), v.maxLength(80))),
}

export interface DocumentsWanted {
  direction?: 'in' | 'out' | undefined
  set?: string | undefined
  state?: EdiState | 'open' | undefined
  number?: string | undefined
  /** The time and the id of the last one that was seen. */
  after: { at: number; id: string } | null
  limit: number
}

export interface DocumentAnswer {
  id: string
  direction: 'in' | 'out'
  set: string
  /** "Purchase order 4711 (850)" */
  name: string
  state: EdiState
  number: string | null
  /** The partner's order that it is about. */
  externalId: string | null
  detail: string | null
  interchange: string
  group: string
  control: string
  fileName: string | null
  at: string
  ageSeconds: number
  /** Of what came in: by our 997, as soon as it was sent. Of what went out: by the partner's. */
  acknowledgement: { status: string; reason: string | null; document: string | null; at: string | null } | null
}

/** Somebody must act. */
const OPEN: readonly EdiState[] = ['failed', 'refused', 'rejected', 'unanswered']

export async function readDocuments(
  { db, t: { ediDocuments: d } }: Reader,
  connectorId: string,
  { after, limit, ...wanted }: DocumentsWanted,
  now: number,
): Promise<{ items: DocumentAnswer[]; next: string | null }> {
  const rows = await db
    .select()
    .from(d)
    .where(
      and(
        eq(d.connectorId, connectorId),
        wanted.direction && eq(d.direction, wanted.direction),
        wanted.set === undefined ? undefined : eq(d.set, wanted.set),
        stateIs(d, wanted.state),
        wanted.number === undefined ? undefined : numberBegins(d, wanted.number),
        after === null ? undefined : or(lt(d.at, after.at), and(eq(d.at, after.at), lt(d.id, after.id))),
      ),
    )
    .orderBy(desc(d.at), desc(d.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => answerOf(row, now)),
    next: rows.length > limit && last ? `${last.at} ${last.id}` : null,
  }
}

type Documents = Reader['t']['ediDocuments']

const stateIs = (d: Documents, state: DocumentsWanted['state']): SQL | undefined =>
  state === 'open' ? or(...OPEN.map((one) => eq(d.state, one))) : state && eq(d.state, state)

function numberBegins(d: Documents, number: string): SQL | undefined {
  const words = `${number.replace(/[\\%_]/g, '')}%`
  return or(like(d.number, words), like(d.externalId, words))
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

function answerOf(row: DocumentRow, now: number): DocumentAnswer {
  const { id, direction, set, state, number, externalId, detail, interchange, group, control, fileName } = row
  const answer = row.answer as { status: string; reason?: string; document?: string } | null
  return {
    ...{ id, direction, set, name: documentName(set, number), state, number, externalId, detail },
    ...{ interchange, group, control, fileName },
    at: new Date(row.at).toISOString(),
    ageSeconds: Math.max(0, Math.round((now - row.at) / 1_000)),
    acknowledgement: answer && {
      status: answer.status,
      reason: answer.reason ?? null,
      document: answer.document ?? null,
      at: instant(row.answeredAt),
    },
  }
}

export interface DocumentDetail extends DocumentAnswer {
  raw: string
  segments: ExplainedSegment[]
  /** What was understood of it, or what it is drafted from. */
  content: unknown
  /** Our order. */
  orderId: string | null
  failure: { id: string; code: string; detail: string; advice: string } | null
  /** It was sent before as this document. */
  again: string | null
}

export async function readDocument(
  reader: Reader,
  connectorId: string,
  id: string,
  now: number,
): Promise<DocumentDetail> {
  const row = await requireDocument(reader, connectorId, id)
  const { platformOrders: o, channelFailures: f } = reader.t
  const [order] =
    row.externalId === null
      ? []
      : await reader.db
          .select({ id: o.orderId })
          .from(o)
          .where(and(eq(o.connectorId, connectorId), eq(o.externalId, row.externalId)))
  const [failure] = await reader.db
    .select({ id: f.id, code: f.code, detail: f.detail, advice: f.advice })
    .from(f)
    .where(and(eq(f.connectorId, connectorId), eq(f.about, 'document'), eq(f.subject, id), isNull(f.endedAt)))
  const content = row.content as { again?: string } | null
  return {
    ...answerOf(row, now),
    raw: row.raw,
    segments: explained(row.raw),
    content,
    orderId: order?.id ?? null,
    failure: failure ?? null,
    again: row.direction === 'out' ? (content?.again ?? null) : null,
  }
}
