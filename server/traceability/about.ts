/** The last sheet: who exported what and when, whom to ask, how to read the others, and the traceability plan. */

import type { Column, Value } from '../xlsx/workbook.ts'
import type { Asked } from './asked.ts'
import type { SheetName } from './columns.ts'
import { describe } from './parties.ts'
import type { Scope } from './scope.ts'

export const ABOUT_COLUMNS: readonly Column[] = [
  { heading: 'About this export', width: 28 },
  { heading: '', width: 120, wrap: true },
]

export interface Exported {
  scope: Scope
  asked: Asked
  /** Who asked for it. */
  by: string
  /** UTC milliseconds. */
  at: number
  rows: Record<SheetName, number>
  missing: number
}

const HOW_TO_READ: readonly [string, string][] = [
  [
    'Traceability lot code',
    "GTIN and batch. Of goods that came in, the batch is the supplier's lot code, or the lot number on their label where no other was recorded. Of goods made here it is our lot number, and we are its source.",
  ],
  [
    'Source of the lot code',
    'By one of GLN, FFRN, URL and GGN, or described by name, phone and address. In Shipping the description stands under "TLC Source Reference - Assigned By*".',
  ],
  [
    'Transformation',
    'One row for each lot that went in and lot that came out: quantities are repeated, and not to be added up over the rows of one document. Ingredients that are not on the food traceability list are left out.',
  ],
  ['Quantities', 'In base units of the item. Events that were undone are left out.'],
  [
    'Missing',
    'Row numbers are those of the sheets as they were exported: once a sheet is sorted, find the row by lot and transaction. Partners: PUT /api/v1/partners/{name}, or lotline import partners. Lots: PUT /api/v1/lots/{sku}/{lot}. Events: PUT /api/v1/traceability/events/{transaction}.',
  ],
]

export function* aboutRows({ scope, asked, by, at, rows, missing }: Exported): Generator<Value[]> {
  const house = scope.houses.get(scope.warehouse)
  const { plan } = scope
  const contact = [plan.contactName, plan.contactTitle, plan.contactPhone, plan.contactEmail].filter(Boolean).join(', ')
  yield ['Warehouse', `${scope.warehouse}: ${house ? describe(house).text : ''}`]
  yield ['GLN', house?.gln ?? null]
  yield ['Contact', contact === '' ? 'Nobody has been named: set it with the traceability plan.' : contact]
  yield ['Exported by', by]
  yield ['Exported at', new Date(at).toISOString()]
  yield ['Days', `${asked.from ?? 'the first'} to ${asked.to ?? 'the last'}, in ${scope.timeZone}`]
  yield ['Items', asked.sku ?? `${scope.skus.length} on the food traceability list`]
  yield ['Lots', lotsIn(asked)]
  if (asked.consumers === 'no')
    yield ['Left out', 'Shipments on channels that sell to consumers (21 CFR 1.1310, "shipping").']
  for (const [sheet, count] of Object.entries(rows)) yield [`Rows of ${sheet}`, count]
  yield ['Key data missing', missing]
  for (const [what, how] of HOW_TO_READ) yield [what, how]
  yield ['Traceability plan', plan.planText === '' ? 'It has not been written down here yet.' : plan.planText]
}

function lotsIn({ lot, lotTo }: Asked): string {
  if (lot === undefined) return 'all'
  return lotTo === undefined ? lot : `${lot} to ${lotTo}`
}
