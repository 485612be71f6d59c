/** Documents exchanged with trading partners over EDI: what was said, by whom, and what became of it. */
import * as v from 'valibot'
import { connectorId, requireConnector } from '../../channels/connectors.ts'
import { documentAgain, resend } from '../../channels/edi/exchange/again.ts'
import { documentsQuery, readDocument, readDocuments } from '../../channels/edi/exchange/read-documents.ts'
import { checked } from '../checked.ts'
import { decide } from '../decide.ts'
import { type Call, created, defineOperation, ok } from '../operation.ts'
import { limit } from '../query.ts'

const idOf = ({ params }: Call<unknown, unknown>): string => checked(connectorId, params.id, 'id')
const documentOf = ({ params }: Call<unknown, unknown>): string => params.document ?? ''

/** Milliseconds, and the document of that moment: the list goes back in time. */
const cursor = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^(\d{1,16} [0-9a-f-]{36})?$/, 'This is not a cursor of this list.'),
    v.transform((text) => {
      const [at, id] = text.split(' ')
      return id === undefined ? null : { at: Number(at), id }
    }),
  ),
  '',
)

export const ediOperations = [
  defineOperation({
    id: 'listDocuments',
    method: 'get',
    path: '/connectors/{id}/documents',
    access: 'connectors:read',
    summary:
      'Documents exchanged with a trading partner, newest first; state open: those that somebody must look after',
    query: v.object({ ...documentsQuery, cursor, limit }),
    answers:
      'items: id, direction, set, name, state, number, externalId, detail, at, ageSeconds, acknowledgement; next',
    problems: ['not-found'],
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        const { cursor: after, ...wanted } = call.query
        return ok(await readDocuments(reader, id, { ...wanted, after }, call.deps.now()))
      }),
  }),
  defineOperation({
    id: 'getDocument',
    method: 'get',
    path: '/connectors/{id}/documents/{document}',
    access: 'connectors:read',
    summary: 'One document as it was sent, and each of its segments in words',
    answers: 'the same, and raw, segments, content, orderId, failure, again',
    problems: ['not-found'],
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        return ok(await readDocument(reader, id, documentOf(call), call.deps.now()))
      }),
  }),
  defineOperation({
    id: 'resendDocument',
    method: 'post',
    path: '/connectors/{id}/documents/{document}/resend',
    access: 'exceptions:resolve',
    summary: 'Send a document of ours again, drafted anew and with control numbers of its own',
    answers: 'id, of the new document',
    problems: ['not-ours', 'not-sent', 'not-found'],
    run: (call) =>
      decide(call, `POST /connectors/${idOf(call)}/documents/${documentOf(call)}/resend`, [], async (tx) => {
        const { id } = await requireConnector(tx, call.warehouse, idOf(call))
        return created({ id: await resend(tx, id, documentOf(call)) })
      }),
  }),
  defineOperation({
    id: 'retryDocument',
    method: 'post',
    path: '/connectors/{id}/documents/{document}/retry',
    access: 'exceptions:resolve',
    summary: 'Read a document of the partner again, or write one of ours again that could not be written',
    answers: 'retried',
    problems: ['not-found'],
    run: async (call) => {
      await call.deps.work.run([], async (tx) => {
        const { id } = await requireConnector(tx, call.warehouse, idOf(call))
        await documentAgain(tx, id, documentOf(call))
      })
      return ok({ retried: true })
    },
  }),
]
