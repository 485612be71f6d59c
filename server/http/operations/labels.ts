import * as v from 'valibot'
import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import { LABEL_TYPES, type LabelFormat } from '../../labels/formats.ts'
import { readLotFacts } from '../../labels/lot-facts.ts'
import {
  changeLabelSettings,
  giveOutSsccs,
  labelSettingsAnswer,
  labelSettingsInput,
  ssccInput,
} from '../../labels/sscc.ts'
import { readUnitFacts } from '../../labels/unit-facts.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok, sendFile } from '../operation.ts'
import { whole, wholeUpTo } from '../query.ts'

const files = Object.values(LABEL_TYPES)
const format = v.optional(
  v.picklist(Object.keys(LABEL_TYPES) as LabelFormat[], 'The format of a label is pdf or zpl.'),
  'pdf',
)
/** More of one label is surely a mistake. */
const copies = whole(1, 500)

export const labelOperations = [
  defineOperation({
    id: 'getLabelSettings',
    method: 'get',
    path: '/settings/labels',
    access: 'master:write',
    summary: 'What labels are made with, and how many SSCCs are left',
    answers: 'companyPrefix, extensionDigit, dates, nextSerial, serialsLeft; null where not set',
    async run({ deps }) {
      return ok(await deps.work.read(labelSettingsAnswer))
    },
  }),
  defineOperation({
    id: 'putLabelSettings',
    method: 'put',
    path: '/settings/labels',
    access: 'master:write',
    summary: 'Set what labels are made with',
    body: labelSettingsInput,
    answers: 'companyPrefix, extensionDigit, dates, nextSerial, serialsLeft',
    problems: ['serial-given-out'],
    async run({ deps, body }) {
      return ok(await deps.work.run(['settings labels'], (tx) => changeLabelSettings(tx, body)))
    },
  }),
  defineOperation({
    id: 'giveOutSsccs',
    method: 'post',
    path: '/sscc',
    access: 'floor:ship',
    summary: 'Give out SSCCs, each once and never again',
    body: v.optional(ssccInput, {}),
    answers: 'items, each 18 digits',
    problems: ['company-prefix-not-set', 'serials-used-up'],
    run(call) {
      return decide(call, 'POST /sscc', [], async (tx) => created({ items: await giveOutSsccs(tx, call.body.count) }))
    },
  }),
  defineOperation({
    id: 'getUnitLabel',
    method: 'get',
    path: '/labels/units/{unit}',
    access: 'stock:read',
    summary: 'The label of a carton, pallet or tote, by its code or SSCC: GS1-128, 4 × 6 inch',
    query: v.object({ format, copies }),
    answers: 'the label',
    files,
    problems: ['not-found', 'not-a-unit', 'unknown-warehouse'],
    async run({ deps, warehouse, params, query }) {
      const now = deps.now()
      const unit = params.unit ?? ''
      const { facts, printing } = await deps.work.read((reader) => readUnitFacts(reader, warehouse, unit, now))
      const { printUnit } = await import('../../labels/print.ts')
      return sendFile(await printUnit(facts, printing, { ...query, now }))
    },
  }),
  defineOperation({
    id: 'getLotLabel',
    method: 'get',
    path: '/labels/lots/{sku}/{lot}',
    access: 'stock:read',
    summary: 'The label of a lot: GS1-128 and GS1 DataMatrix, or the own code of an item without GTIN, 4 × 2 inch',
    query: v.object({
      format,
      copies,
      /** Base units in what it goes on: the barcode of a case of just so many is used where there is one. */
      quantity: v.optional(wholeUpTo(MAX_QUANTITY)),
    }),
    answers: 'the label',
    files,
    problems: ['not-found', 'unknown-warehouse'],
    async run({ deps, warehouse, params, query }) {
      const now = deps.now()
      const wanted = { sku: params.sku ?? '', lot: params.lot ?? '', quantity: query.quantity }
      const { facts, printing } = await deps.work.read((reader) => readLotFacts(reader, warehouse, wanted, now))
      const { printLot } = await import('../../labels/print.ts')
      return sendFile(await printLot(facts, printing, { ...query, now }))
    },
  }),
]
