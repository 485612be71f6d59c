import * as v from 'valibot'
import { XLSX } from '../../costing/export-margins.ts'
import { noticesOf } from '../../lots/notices.ts'
import { noticesAsCsv } from '../../lots/notices-csv.ts'
import { noticesAsPdf } from '../../lots/notices-pdf.ts'
import { noticesAsXlsx } from '../../lots/notices-xlsx.ts'
import { listRecalls, readRecall } from '../../lots/read-recalls.ts'
import { beginRecall, closeRecall, lotsMeant, recallInput, recallNamed, recallSubject } from '../../lots/recall.ts'
import { reportRecall } from '../../lots/recall-report.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok, sendFile } from '../operation.ts'
import { page, text } from '../query.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

export const recallOperations = [
  defineOperation({
    id: 'recallLots',
    method: 'post',
    path: '/recalls',
    access: 'recalls:write',
    summary:
      'Recall lots, or all that came in under a supplier lot: holds them and what was made from them, then tells who has it. A drill holds nothing',
    body: recallInput,
    answers:
      'id, reason, drill, startedAt, tookMs; lots, backward (lots, suppliers), quantities, perLot, consignees by channel, holds',
    problems: ['not-found', 'unknown-warehouse'],
    async run(call) {
      const { deps, caller, warehouse, body } = call
      const startedAt = deps.now()
      // In a unit of its own: what takes long to be found waits for nothing but is held already.
      const begun = await decide(call, 'POST /recalls', [], async (tx) => {
        await requireWarehouse(tx, warehouse)
        const author = { deviceId: null, userId: caller.id, name: caller.name }
        return created({ id: await beginRecall(tx, warehouse, author, body) })
      })
      const { id } = begun.body
      const recall = await deps.work.read((reader) => readRecall(reader, id))
      // Asked again under the same key: it is told as it is now, and took as long as it took.
      if (recall.tookMs !== null) return created(recall)
      const tookMs = deps.now() - startedAt
      const found = await deps.work.run([], (tx) => closeRecall(tx, id, recall, tookMs))
      return created({ ...recall, tookMs, found })
    },
  }),
  defineOperation({
    id: 'previewRecall',
    method: 'post',
    path: '/recalls/preview',
    access: 'recalls:write',
    summary: 'What a recall would reach; nothing is held, and nothing kept',
    body: recallSubject,
    answers: 'as POST /recalls, but for what makes it a recall',
    problems: ['not-found'],
    run: async ({ deps, body }) =>
      ok(
        await deps.work.read(async (reader) => {
          const { holds: _, ...reach } = await reportRecall(reader, {
            id: '',
            lots: await lotsMeant(reader, body),
            drill: true,
          })
          return reach
        }),
      ),
  }),
  defineOperation({
    id: 'listRecalls',
    method: 'get',
    path: '/recalls',
    access: 'orders:read',
    summary: 'Recalls and drills of all warehouses, newest first, with what each found and how long it took',
    query: page,
    answers: 'items, next',
    run: async ({ deps, query }) =>
      ok(await deps.work.read((reader) => listRecalls(reader, query.cursor, query.limit))),
  }),
  defineOperation({
    id: 'getRecall',
    method: 'get',
    path: '/recalls/{id}',
    access: 'orders:read',
    summary: 'A recall with what it reaches now',
    answers: 'as POST /recalls',
    problems: ['not-found'],
    run: async ({ deps, params }) => ok(await deps.work.read((reader) => readRecall(reader, params.id ?? ''))),
  }),
  defineOperation({
    id: 'exportRecallNotices',
    method: 'get',
    path: '/recalls/{id}/notifications',
    access: 'orders:read',
    summary: 'Whom to tell, of one channel or all: each order and lot, with how to reach the customer',
    query: v.object({
      channel: text,
      format: v.optional(v.picklist(['csv', 'xlsx', 'pdf'], 'The format is csv, xlsx or pdf.'), 'csv'),
    }),
    answers: 'a file',
    files: ['text/csv', XLSX, 'application/pdf'],
    problems: ['not-found'],
    async run({ deps, params, query: { channel, format } }) {
      const { recall, notices } = await deps.work.read(async (reader) => {
        const named = await recallNamed(reader, params.id ?? '')
        return { recall: named, notices: await noticesOf(reader, named, channel) }
      })
      const name = ['recall', recall.id, channel].filter(Boolean).join('-')
      if (format === 'csv')
        return sendFile({ name: `${name}.csv`, type: 'text/csv; charset=utf-8', content: noticesAsCsv(notices) })
      if (format === 'xlsx')
        return sendFile({ name: `${name}.xlsx`, type: XLSX, content: await noticesAsXlsx(notices) })
      const content = await noticesAsPdf(recall, notices, { now: deps.now(), pause: nextTurn })
      return sendFile({ name: `${name}.pdf`, type: 'application/pdf', content })
    },
  }),
]
