import * as v from 'valibot'
import { location, MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import { badge } from '../../auth/users.ts'
import { readBadgeFacts } from '../../labels/badge-facts.ts'
import { LABEL_TYPES, type LabelFormat } from '../../labels/formats.ts'
import { readLotFacts } from '../../labels/lot-facts.ts'
import {
  BADGE_PAPERS,
  type BadgePaper,
  LOCATION_PAPERS,
  type LocationPaper,
  type Paper,
  perSheet,
} from '../../labels/papers.ts'
import { readPlaceFacts } from '../../labels/place-facts.ts'
import {
  changeLabelSettings,
  giveOutSsccs,
  labelSettingsAnswer,
  labelSettingsInput,
  ssccInput,
} from '../../labels/sscc.ts'
import { readUnitFacts } from '../../labels/unit-facts.ts'
import { Problem } from '../../problem.ts'
import { noteLabelsPrinted } from '../../setup/noted.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok, sendFile } from '../operation.ts'
import { whole, wholeUpTo } from '../query.ts'

const files = Object.values(LABEL_TYPES)
const format = v.optional(
  v.picklist(Object.keys(LABEL_TYPES) as LabelFormat[], 'The format of a label is pdf or zpl.'),
  'pdf',
)
/** Of many labels on one paper. */
const onPaper = {
  format,
  first: v.optional(
    v.pipe(v.number('Give the place as a number.'), v.integer('Give the place as a whole number.'), v.minValue(1)),
    1,
  ),
}
/** More is a file that no printer takes well. */
const MOST_PLACES = 2_000
const MOST_BADGES = 200
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
  defineOperation({
    id: 'getLocationLabels',
    method: 'post',
    path: '/labels/locations',
    access: 'stock:read',
    summary:
      'Labels of places in the order of the way: the code in large letters and as a barcode, on sheets or a roll',
    body: v.object({
      locations: v.pipe(
        v.array(location),
        v.minLength(1, 'Name at least one location.'),
        v.maxLength(MOST_PLACES, `At most ${MOST_PLACES} labels are printed at once.`),
      ),
      paper: v.picklist(
        Object.keys(LOCATION_PAPERS) as LocationPaper[],
        `The paper is one of ${Object.keys(LOCATION_PAPERS).join(', ')}.`,
      ),
      ...onPaper,
    }),
    answers: 'the labels',
    files,
    problems: ['unknown-location', 'no-such-place', 'sheet-as-zpl'],
    async run({ deps, warehouse, body: { locations, paper, format, first } }) {
      requirePlace(LOCATION_PAPERS[paper], format, first)
      const facts = await deps.work.read((reader) => readPlaceFacts(reader, warehouse, locations))
      const { printLocations } = await import('../../labels/print.ts')
      const file = await printLocations(facts, { paper, format, first, now: deps.now() })
      await deps.work.run([], (tx) => noteLabelsPrinted(tx, warehouse))
      return sendFile(file)
    },
  }),
  defineOperation({
    id: 'getBadges',
    method: 'post',
    path: '/labels/badges',
    access: 'users:write',
    summary: 'Badges of the size of a bank card, with name, role and code. Each badge is handed in: it is kept nowhere',
    body: v.object({
      badges: v.pipe(
        v.array(badge),
        v.minLength(1, 'Hand in at least one badge.'),
        v.maxLength(MOST_BADGES, `At most ${MOST_BADGES} badges are printed at once.`),
      ),
      paper: v.picklist(
        Object.keys(BADGE_PAPERS) as BadgePaper[],
        `The paper is one of ${Object.keys(BADGE_PAPERS).join(', ')}.`,
      ),
      ...onPaper,
    }),
    answers: 'the badges',
    files,
    problems: ['unknown-badge', 'unknown-warehouse', 'no-such-place', 'sheet-as-zpl'],
    async run({ deps, warehouse, body: { badges, paper, format, first } }) {
      requirePlace(BADGE_PAPERS[paper], format, first)
      const facts = await deps.work.read((reader) => readBadgeFacts(reader, warehouse, badges))
      const { printBadges } = await import('../../labels/print.ts')
      return sendFile(await printBadges(facts, { paper, format, first, now: deps.now() }))
    },
  }),
]

/** A sheet that was begun is gone on with; a label printer has no sheets. */
function requirePlace(paper: Paper, format: LabelFormat, first: number): void {
  const each = perSheet(paper)
  if (each !== undefined && format === 'zpl')
    throw new Problem(422, 'sheet-as-zpl', 'A label printer takes no sheets. Choose a roll, or PDF.', {
      field: 'format',
    })
  if (first > (each ?? 1))
    throw new Problem(422, 'no-such-place', `This paper has ${each ?? 1} labels. Begin at one of them.`, {
      field: 'first',
    })
}
