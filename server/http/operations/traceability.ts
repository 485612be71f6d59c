/** Food traceability: the spreadsheet for an inspector, the plan, the partners, and what was left out when it happened. */
import { lotNumber, uuid } from '../../../shared/transactions/fields.ts'
import { listPartners, partnerInput, partnerName, putPartner } from '../../master/partners.ts'
import { putSetting } from '../../master/settings.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { exportQuery } from '../../traceability/asked.ts'
import { completeEvent, completeLotFacts, eventInput, lotInput } from '../../traceability/completions.ts'
import { exportTraceability, XLSX } from '../../traceability/export.ts'
import { PLAN_SETTING, readPlan, traceabilityPlan } from '../../traceability/plan.ts'
import { checked } from '../checked.ts'
import { defineOperation, ok, sendFile } from '../operation.ts'
import { page } from '../query.ts'

export const traceabilityOperations = [
  defineOperation({
    id: 'exportTraceability',
    method: 'get',
    path: '/traceability/export',
    isReport: true,
    access: 'stock:read',
    summary: 'The sortable spreadsheet of receiving, shipping and transformation, and what is missing in it',
    query: exportQuery,
    answers:
      'a spreadsheet of the asked local days, item, and lot or range of lots; consumers=no leaves out sales to consumers',
    files: [XLSX],
    problems: ['not-found', 'too-many-rows'],
    async run({ deps, caller, warehouse, query }) {
      const request = { warehouse, asked: query, by: caller.name, now: deps.now() }
      return sendFile({ type: XLSX, ...(await exportTraceability(deps.work, request)) })
    },
  }),
  defineOperation({
    id: 'completeTraceabilityEvent',
    method: 'put',
    path: '/traceability/events/{transaction}',
    access: 'lots:complete',
    summary: 'Say of a receipt, shipment or transformation what it left out: its document, or whom it went to',
    body: eventInput,
    answers: 'transactionId, documentType, documentNumber, shipTo, by, at',
    problems: ['not-found', 'no-event'],
    async run({ deps, caller, params, warehouse, body }) {
      const transaction = checked(uuid, params.transaction, 'transaction')
      const { at, ...row } = await deps.work.run([`completion ${transaction}`], (tx) =>
        completeEvent(tx, warehouse, transaction, caller.name, body),
      )
      return ok({ ...row, at: new Date(at).toISOString() })
    },
  }),
  defineOperation({
    id: 'completeLot',
    method: 'put',
    path: '/lots/{sku}/{lot}',
    access: 'lots:complete',
    summary: 'Say of a lot what its receipts left out: supplier, supplier lot, source of its lot code',
    body: lotInput,
    answers: 'sku, lot, and what was given',
    problems: ['not-found', 'lot-differs', 'unknown-warehouse'],
    async run({ deps, params, warehouse, body }) {
      const lot = { sku: params.sku ?? '', lot: checked(lotNumber, params.lot, 'lot') }
      await deps.work.run([], async (tx) => {
        await requireWarehouse(tx, warehouse)
        await completeLotFacts(tx, warehouse, lot, body)
      })
      return ok({ ...lot, ...body })
    },
  }),
  defineOperation({
    id: 'listPartners',
    method: 'get',
    path: '/partners',
    access: 'stock:read',
    summary: 'Suppliers, sources of lot codes and customers by name',
    query: page,
    answers: 'items, next',
    run: async ({ deps, query }) => ok(await deps.work.read((reader) => listPartners(reader, query))),
  }),
  defineOperation({
    id: 'putPartner',
    method: 'put',
    path: '/partners/{name}',
    access: 'master:write',
    summary: 'Add or change a partner: location numbers and address, under the name that receipts and orders give it',
    body: partnerInput,
    answers: 'the partner',
    async run({ deps, params, body }) {
      const partner = checked(partnerName, params.name, 'name')
      return ok(await deps.work.run([`partner ${partner}`], (tx) => putPartner(tx, partner, body)))
    },
  }),
  defineOperation({
    id: 'getTraceabilitySettings',
    method: 'get',
    path: '/settings/traceability',
    access: 'stock:read',
    summary: 'The traceability plan and whom to ask about it',
    answers: 'planText, contactName, contactTitle, contactPhone, contactEmail',
    run: async ({ deps }) => ok(await deps.work.read(readPlan)),
  }),
  defineOperation({
    id: 'putTraceabilitySettings',
    method: 'put',
    path: '/settings/traceability',
    access: 'master:write',
    summary: 'Write down the traceability plan and whom to ask about it',
    body: traceabilityPlan,
    answers: 'the setting',
    async run({ deps, body }) {
      await deps.work.run([`setting ${PLAN_SETTING}`], (tx) => putSetting(tx, PLAN_SETTING, body))
      return ok(body)
    },
  }),
]
