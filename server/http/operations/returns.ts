/** What customers send back: announced, looked up, followed, proven. */
import * as v from 'valibot'
import { returnSettings } from '../../../shared/rules/return-settings.ts'
import * as field from '../../../shared/transactions/fields.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { answerChargeback, answerInput } from '../../returns/answer-chargeback.ts'
import { endReturn } from '../../returns/end-return.ts'
import { evidenceOf } from '../../returns/evidence.ts'
import { evidencePdf } from '../../returns/evidence-pdf.ts'
import { evidenceZip } from '../../returns/evidence-zip.ts'
import { expectReturn, returnInput } from '../../returns/expect.ts'
import { figuresQuery, returnFigures } from '../../returns/figures.ts'
import { documentsInput, giveDocuments } from '../../returns/give-documents.ts'
import { lookUpShipped, lookupQuery } from '../../returns/lookup.ts'
import { readReturnDetail, readReturns, returnsQuery } from '../../returns/read.ts'
import { putReturnSettings, readReturnSettings } from '../../returns/settings.ts'
import { decide } from '../decide.ts'
import { type Call, created, defineOperation, ok, sendFile } from '../operation.ts'
import { limit } from '../query.ts'

/** Milliseconds, and the return of that moment: the list goes back in time. */
const returnsCursor = v.optional(
  v.pipe(v.string(), v.regex(/^(\d{1,16} [0-9a-f-]{36})?$/, 'This is not a cursor of this list.')),
  '',
)

const detail = async ({ deps, warehouse, params }: Call<unknown, unknown>) =>
  ok(await deps.work.read((reader) => readReturnDetail(reader, warehouse, params.id ?? '', deps.now())))

const PDF = 'application/pdf'
const ZIP = 'application/zip'

export const returnOperations = [
  defineOperation({
    id: 'announceReturn',
    method: 'post',
    path: '/returns',
    access: 'returns:write',
    summary: 'Announce a return; with a chargeback, its goods are not sold again before its documents are complete',
    body: returnInput,
    answers: '201: id, state, warnings, lines; 200 where the same reference was announced before',
    problems: ['unknown-channel', 'unknown-sku', 'return-differs', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'POST /returns', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        const { isNew, answer } = await expectReturn(tx, call.warehouse, call.caller, call.body)
        return isNew ? created(answer) : ok(answer)
      }),
  }),
  defineOperation({
    id: 'listReturns',
    method: 'get',
    path: '/returns',
    access: 'orders:read',
    summary: 'Returns, newest first: their age, what is not through and worth how much, and what waits for whom',
    query: v.object({ ...returnsQuery.entries, cursor: returnsCursor, limit }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(await deps.work.read((reader) => readReturns(reader, warehouse, query, { ...query, now: deps.now() }))),
  }),
  defineOperation({
    id: 'lookUpShipped',
    method: 'get',
    path: '/returns/lookup',
    access: 'orders:read',
    summary: 'What was shipped to whom and from which lots: by order number, tracking number, carton, RMA, or item',
    query: lookupQuery,
    answers: 'items: orders with what was shipped and what came back; the newest shipments first',
    run: async ({ deps, warehouse, query }) =>
      ok({ items: await deps.work.read((reader) => lookUpShipped(reader, warehouse, query)) }),
  }),
  defineOperation({
    id: 'getReturnFigures',
    method: 'get',
    path: '/returns/figures',
    isReport: true,
    access: 'exceptions:read',
    summary: 'Return rate, disposition mix and time from dock to disposition, by SKU, channel, reason, lot or supplier',
    query: figuresQuery,
    answers: 'items: the groups, shipped, returned, rate, dispositions, waiting, scrapped, hours',
    run: async ({ deps, warehouse, query }) =>
      ok({ items: await deps.work.read((reader) => returnFigures(reader, warehouse, query)) }),
  }),
  defineOperation({
    id: 'getReturn',
    method: 'get',
    path: '/returns/{id}',
    access: 'orders:read',
    summary: 'One return with its goods, inspections, photos and documents',
    answers: 'the return',
    problems: ['not-found'],
    run: detail,
  }),
  defineOperation({
    id: 'putReturnDocuments',
    method: 'put',
    path: '/returns/{id}/documents',
    access: 'returns:write',
    summary:
      'Say of a chargeback what is known, and add photos; what is left out stays. Goods that waited for it go on',
    body: documentsInput,
    answers: 'the return',
    problems: ['not-found'],
    async run(call) {
      await call.deps.work.run([], (tx) => giveDocuments(tx, call.warehouse, call.params.id ?? '', call.body))
      return detail(call)
    },
  }),
  defineOperation({
    id: 'answerChargeback',
    method: 'post',
    path: '/returns/{id}/chargeback',
    access: 'returns:write',
    summary: 'Say how a chargeback was answered, or what came of it',
    body: answerInput,
    answers: 'the return',
    problems: ['not-found', 'no-chargeback'],
    async run(call) {
      await call.deps.work.run([], (tx) => answerChargeback(tx, call.warehouse, call.params.id ?? '', call.body))
      return detail(call)
    },
  }),
  defineOperation({
    id: 'closeReturn',
    method: 'post',
    path: '/returns/{id}/close',
    access: 'returns:write',
    summary: 'No more of it is expected',
    body: v.object({ note: field.note }),
    answers: 'the return',
    problems: ['not-found'],
    async run(call) {
      await call.deps.work.run([], (tx) => endReturn(tx, call.warehouse, call.params.id ?? '', call.body.note))
      return detail(call)
    },
  }),
  defineOperation({
    id: 'getReturnEvidence',
    method: 'get',
    path: '/returns/{id}/evidence',
    access: 'exceptions:read',
    summary: 'All that the floor recorded about the order and its return, to dispute a chargeback with',
    query: v.object({
      format: v.optional(v.picklist(['json', 'pdf', 'zip'], 'The format is json, pdf or zip.'), 'json'),
    }),
    answers: 'order, picks, packs, shipments, return, inspections, photos, each with who and when',
    files: ['application/json', PDF, ZIP],
    problems: ['not-found'],
    async run({ deps, warehouse, params, query }) {
      const evidence = await deps.work.read((reader) => evidenceOf(reader, warehouse, params.id ?? '', deps.now()))
      if (query.format === 'json') return ok(evidence)
      const name = `evidence-${evidence.name}`
      return query.format === 'pdf'
        ? sendFile({ name: `${name}.pdf`, type: PDF, content: await evidencePdf(evidence, deps.attachments) })
        : sendFile({ name: `${name}.zip`, type: ZIP, content: await evidenceZip(evidence, deps.attachments) })
    },
  }),
  defineOperation({
    id: 'getReturnSettings',
    method: 'get',
    path: '/settings/returns',
    access: 'stock:read',
    summary: 'How the company takes goods back: reasons, checklists, rules, limits',
    answers: 'the settings',
    run: async ({ deps }) => ok(await deps.work.read((reader) => readReturnSettings(reader))),
  }),
  defineOperation({
    id: 'putReturnSettings',
    method: 'put',
    path: '/settings/returns',
    access: 'master:write',
    summary: 'Change how the company takes goods back; what is left out is as at the beginning',
    body: returnSettings,
    answers: 'the settings',
    run: ({ deps, body }) =>
      deps.work.run(['setting returns'], async (tx) => {
        await putReturnSettings(tx, body)
        return ok(body)
      }),
  }),
]
