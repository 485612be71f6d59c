/** What each channel really earns: rules of fees, what work costs, what was spent, and what is left of each sale. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../../shared/transactions/fields.ts'
import { localDate } from '../../availability/local-date.ts'
import { channelNamed } from '../../availability/pool.ts'
import { COSTING } from '../../costing/capture.ts'
import { carrierRates, putCarrierRates, readCarrierRates } from '../../costing/carrier-settings.ts'
import { convert } from '../../costing/convert.ts'
import { costInput, takeCost } from '../../costing/costs.ts'
import { putRates, ratesInput, readRates } from '../../costing/currency-rates.ts'
import { readEntries } from '../../costing/entries.ts'
import { CSV, exportMargins, XLSX } from '../../costing/export-margins.ts'
import { feeCategories, putFeeCategories, readFeeCategories } from '../../costing/fee-categories.ts'
import { feesInput, putFees, readFees } from '../../costing/fee-rules.ts'
import { fillGaps } from '../../costing/fill-gaps.ts'
import { closePeriod, monthInput, readPeriod, readPeriods } from '../../costing/periods.ts'
import { type MarginGroup, readMargins } from '../../costing/read-margins.ts'
import { putReturnFreight, readReturnFreight, returnFreight } from '../../costing/return-freight.ts'
import { labourSettings, putLabour, readLabour } from '../../costing/settings.ts'
import { putShortageCosts, readShortageCosts, shortageCosts } from '../../costing/shortage-costs.ts'
import { putStorage, readStorage, storageSettings } from '../../costing/storage-settings.ts'
import type { Reader } from '../../db/work.ts'
import { landedCostInput, lotCostInput, readLotCost, takeLandedCost, takeLotCost } from '../../lots/landed-cost.ts'
import { notFound } from '../../problem.ts'
import { checked } from '../checked.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok, sendFile } from '../operation.ts'
import { limit, listCursor, text } from '../query.ts'

const GROUPS: readonly MarginGroup[] = ['sku', 'channel', 'month']

const groupBy = v.optional(
  v.pipe(
    v.string(),
    v.transform((words) => words.split(',').filter(Boolean)),
    v.array(v.picklist(GROUPS, `Group by ${GROUPS.join(', ')}.`)),
  ),
  'sku,channel',
)

const period = { from: field.date, to: field.date }

async function requireChannel(reader: Pick<Reader, 'statements'>, channel: string): Promise<string> {
  if (!(await channelNamed(reader, channel))) throw notFound(`channel ${channel}`)
  return channel
}

async function placeOf({ db, t: { warehouses } }: Reader, code: string) {
  const [place] = await db.select().from(warehouses).where(eq(warehouses.code, code))
  if (!place) throw notFound(`warehouse ${code}`)
  return place
}

export const costingOperations = [
  defineOperation({
    id: 'putFees',
    method: 'put',
    path: '/channels/{channel}/fees',
    access: 'costing:write',
    summary:
      'What a channel\u2019s platform takes of a sale: the whole list of rules, dated, by category where it matters',
    body: feesInput,
    answers: 'rules: how many',
    problems: ['fees-overlap', 'not-found'],
    run: async ({ deps, params, body }) => {
      await deps.work.run([COSTING], async (tx) => putFees(tx, await requireChannel(tx, params.channel ?? ''), body))
      return ok({ rules: body.length })
    },
  }),
  defineOperation({
    id: 'listFees',
    method: 'get',
    path: '/channels/{channel}/fees',
    access: 'costing:read',
    summary: 'Rules of fees of a channel',
    answers: 'items: id, kind, category, from, to, rate, tiers, amount, minimum, per',
    problems: ['not-found'],
    run: ({ deps, params }) =>
      deps.work.read(async (reader) =>
        ok({ items: await readFees(reader, await requireChannel(reader, params.channel ?? '')) }),
      ),
  }),
  defineOperation({
    id: 'putFeeCategories',
    method: 'put',
    path: '/channels/{channel}/fee-categories',
    access: 'costing:write',
    summary: 'What a channel’s platform calls the categories that its fees go by: the whole list, by item or by group',
    body: feeCategories,
    answers: 'categories: how many',
    problems: ['not-found'],
    run: async ({ deps, params, body }) => {
      await deps.work.run([COSTING], async (tx) =>
        putFeeCategories(tx, await requireChannel(tx, params.channel ?? ''), body),
      )
      return ok({ categories: body.length })
    },
  }),
  defineOperation({
    id: 'listFeeCategories',
    method: 'get',
    path: '/channels/{channel}/fee-categories',
    access: 'costing:read',
    summary: 'Categories that a channel’s fees go by; what is not named goes by its group',
    answers: 'items: sku or group, category',
    problems: ['not-found'],
    run: ({ deps, params }) =>
      deps.work.read(async (reader) =>
        ok({ items: await readFeeCategories(reader, await requireChannel(reader, params.channel ?? '')) }),
      ),
  }),
  defineOperation({
    id: 'putReturnFreight',
    method: 'put',
    path: '/channels/{channel}/return-freight',
    access: 'costing:write',
    summary: 'What the way back of a return costs in a channel; entered once for each return',
    body: returnFreight,
    answers: 'perReturn',
    problems: ['not-found'],
    run: async ({ deps, params, body }) => {
      await deps.work.run([COSTING], async (tx) =>
        putReturnFreight(tx, await requireChannel(tx, params.channel ?? ''), body),
      )
      return ok(body)
    },
  }),
  defineOperation({
    id: 'getReturnFreight',
    method: 'get',
    path: '/channels/{channel}/return-freight',
    access: 'costing:read',
    summary: 'What the way back of a return costs in a channel; null: nothing is entered by itself',
    answers: 'perReturn',
    problems: ['not-found'],
    run: ({ deps, params }) =>
      deps.work.read(async (reader) =>
        ok(await readReturnFreight(reader, await requireChannel(reader, params.channel ?? ''))),
      ),
  }),
  defineOperation({
    id: 'putShortageCosts',
    method: 'put',
    path: '/channels/{channel}/shortage-costs',
    access: 'costing:write',
    summary:
      'What a unit costs that was asked for in a channel and could not be had: when ordered, or promised and given up',
    body: shortageCosts,
    answers: 'missing, cancelled',
    problems: ['not-found'],
    run: async ({ deps, params, body }) => {
      await deps.work.run([COSTING], async (tx) =>
        putShortageCosts(tx, await requireChannel(tx, params.channel ?? ''), body),
      )
      return ok(body)
    },
  }),
  defineOperation({
    id: 'getShortageCosts',
    method: 'get',
    path: '/channels/{channel}/shortage-costs',
    access: 'costing:read',
    summary: 'What a unit costs that could not be had; null: nothing',
    answers: 'missing, cancelled',
    problems: ['not-found'],
    run: ({ deps, params }) =>
      deps.work.read(async (reader) =>
        ok(await readShortageCosts(reader, await requireChannel(reader, params.channel ?? ''))),
      ),
  }),
  defineOperation({
    id: 'putLabourSettings',
    method: 'put',
    path: '/settings/labour',
    access: 'costing:write',
    summary:
      'What an hour of work costs, how long an idle gap is, the standards where there are no times, and packaging',
    body: labourSettings,
    answers: 'the settings',
    run: async ({ deps, body }) => {
      await deps.work.run([COSTING], (tx) => putLabour(tx, body))
      return ok(body)
    },
  }),
  defineOperation({
    id: 'getLabourSettings',
    method: 'get',
    path: '/settings/labour',
    access: 'costing:read',
    summary: 'What work costs; null where nobody has said',
    answers: 'settings',
    run: ({ deps }) => deps.work.read(async (reader) => ok({ settings: (await readLabour(reader)) ?? null })),
  }),
  defineOperation({
    id: 'putStorageSettings',
    method: 'put',
    path: '/settings/storage',
    access: 'costing:write',
    summary:
      'What a cubic metre of goods costs for a month: entered for each item when a month is over; null: nothing is',
    body: storageSettings,
    answers: 'perCubicMetreMonth',
    run: async ({ deps, body }) => {
      await deps.work.run([COSTING], (tx) => putStorage(tx, body))
      return ok(body)
    },
  }),
  defineOperation({
    id: 'getStorageSettings',
    method: 'get',
    path: '/settings/storage',
    access: 'costing:read',
    summary: 'What a cubic metre of goods costs for a month; null where nobody has said',
    answers: 'perCubicMetreMonth',
    run: ({ deps }) => deps.work.read(async (reader) => ok(await readStorage(reader))),
  }),
  defineOperation({
    id: 'putCarrierRates',
    method: 'put',
    path: '/settings/carrier-rates',
    access: 'costing:write',
    summary: 'Rate tables of carriers: the whole list, for parcels of which nobody has said what they cost',
    body: carrierRates,
    answers: 'tables: how many',
    run: async ({ deps, body }) => {
      await deps.work.run([COSTING], (tx) => putCarrierRates(tx, body))
      return ok({ tables: body.length })
    },
  }),
  defineOperation({
    id: 'listCarrierRates',
    method: 'get',
    path: '/settings/carrier-rates',
    access: 'costing:read',
    summary: 'Rate tables of carriers',
    answers: 'items: id, carrier, service, zone, from, to, rows, cubicCmPerKg, surcharges',
    run: ({ deps }) => deps.work.read(async (reader) => ok({ items: await readCarrierRates(reader) })),
  }),
  defineOperation({
    id: 'putCurrencyRates',
    method: 'put',
    path: '/currency-rates',
    access: 'costing:write',
    summary: 'What other currencies are worth from a day on; rates that are not named stay',
    body: ratesInput,
    answers: 'rates: how many',
    run: async ({ deps, body }) => {
      await deps.work.run([COSTING], (tx) => putRates(tx, body))
      return ok({ rates: body.length })
    },
  }),
  defineOperation({
    id: 'listCurrencyRates',
    method: 'get',
    path: '/currency-rates',
    access: 'costing:read',
    summary: 'Dated rates of currencies',
    answers: 'items: from, to, day, rate',
    run: ({ deps }) => deps.work.read(async (reader) => ok({ items: await readRates(reader) })),
  }),
  defineOperation({
    id: 'enterCost',
    method: 'post',
    path: '/costs',
    access: 'costing:write',
    summary: 'What was spent: on one order, on one item, or spread over what a channel sold in a period',
    body: costInput,
    answers: 'id, entries: on how many it was spread',
    problems: ['unknown-channel', 'unknown-sku', 'unknown-order', 'nothing-sold', 'no-rate', 'not-found'],
    run: (call) =>
      decide(call, 'POST /costs', [COSTING], async (tx) => {
        return created(await takeCost(tx, await placeOf(tx, call.warehouse), call.caller.name, call.body))
      }),
  }),
  defineOperation({
    id: 'enterLandedCost',
    method: 'post',
    path: '/landed-costs',
    access: 'costing:write',
    summary:
      'A bill for getting lots here (freight, duty, …) or a correction of their price, spread over them; a credit is one too',
    body: landedCostInput,
    answers: 'id, lots: sku, lot, amount, currency',
    problems: ['unknown-lot', 'lot-cost-unknown', 'unknown-measure', 'no-rate', 'not-found'],
    run: (call) =>
      decide(call, 'POST /landed-costs', [], async (tx) => {
        const { timeZone } = await placeOf(tx, call.warehouse)
        const day = localDate(tx.now, timeZone)
        return created(
          await takeLandedCost(tx, call.warehouse, call.body, {
            by: call.caller.name,
            convert: (money, to) => convert(tx, money, to, day),
          }),
        )
      }),
  }),
  defineOperation({
    id: 'putLotCost',
    method: 'put',
    path: '/lots/{sku}/{lot}/cost',
    access: 'costing:write',
    summary: 'Say what a lot was bought for, where no receipt has said it',
    body: lotCostInput,
    answers: 'sku, lot, unitCost',
    problems: ['not-found', 'lot-cost-known', 'lot-not-received'],
    async run({ deps, params, warehouse, body }) {
      const { sku = '' } = params
      const lot = checked(field.lotNumber, params.lot, 'lot')
      await deps.work.run([], (tx) => takeLotCost(tx, warehouse, sku, lot, body.unitCost))
      return ok({ sku, lot, ...body })
    },
  }),
  defineOperation({
    id: 'getLotCost',
    method: 'get',
    path: '/lots/{sku}/{lot}/cost',
    access: 'costing:read',
    summary: 'What a lot costs: what was paid for it, and each bill for getting it here',
    answers:
      'costTotal, landedTotal, costQuantity, currency, lines: id, bill, kind, amount, reference, note, through, by, at',
    problems: ['not-found'],
    run: ({ deps, params }) =>
      deps.work.read(async (reader) =>
        ok(await readLotCost(reader, params.sku ?? '', checked(field.lotNumber, params.lot, 'lot'))),
      ),
  }),
  defineOperation({
    id: 'getMargins',
    method: 'get',
    path: '/margins',
    isReport: true,
    access: 'costing:read',
    summary: 'Revenue, each cost, contribution and its rate by item, channel and month; costs are negative',
    query: v.object({ ...period, groupBy, sku: text, channel: text }),
    answers:
      'rows, total: units, revenue, discounts, … contribution, contributionRate; gaps: what could not be reckoned',
    run: ({ deps, warehouse, query }) =>
      deps.work.read(async (reader) => {
        const { rows, total } = await readMargins(reader, warehouse, query)
        const { marginGaps } = reader.t
        const gaps = await reader.db
          .select({ name: marginGaps.name })
          .from(marginGaps)
          .where(eq(marginGaps.warehouse, warehouse))
        return ok({ rows, total, gaps: gaps.length })
      }),
  }),
  defineOperation({
    id: 'exportMargins',
    method: 'get',
    path: '/margins/export',
    isReport: true,
    access: 'costing:read',
    summary: 'The same figures as a file, CSV or XLSX',
    query: v.object({
      ...period,
      groupBy,
      sku: text,
      channel: text,
      format: v.optional(v.picklist(['csv', 'xlsx'], 'The format is csv or xlsx.'), 'csv'),
    }),
    answers: 'a row for each group, amounts in whole units of the warehouse\u2019s currency',
    files: [CSV, XLSX],
    problems: ['not-found'],
    async run({ deps, warehouse, query: { format, ...wanted } }) {
      const { rows, currency } = await deps.work.read(async (reader) => ({
        rows: (await readMargins(reader, warehouse, wanted)).rows,
        currency: (await placeOf(reader, warehouse)).currency,
      }))
      return sendFile(await exportMargins(rows, wanted, currency, format))
    },
  }),
  defineOperation({
    id: 'listMarginPeriods',
    method: 'get',
    path: '/margins/periods',
    access: 'costing:read',
    summary: 'Months that were closed',
    answers: 'items: month, closedAt, by',
    run: ({ deps, warehouse }) => deps.work.read(async (reader) => ok({ items: await readPeriods(reader, warehouse) })),
  }),
  defineOperation({
    id: 'getMarginPeriod',
    method: 'get',
    path: '/margins/periods/{month}',
    access: 'costing:read',
    summary: 'A closed month as it was reported, and what has been entered for it since',
    answers: 'month, closedAt, by, rows, since',
    problems: ['not-found'],
    run: ({ deps, warehouse, params }) =>
      deps.work.read(async (reader) =>
        ok(await readPeriod(reader, warehouse, checked(monthInput, params.month, 'month'))),
      ),
  }),
  defineOperation({
    id: 'closeMarginPeriod',
    method: 'post',
    path: '/margins/periods/{month}/close',
    access: 'costing:write',
    summary: 'Keep the figures of a month as they are reported now; what comes later stands beside them',
    answers: 'month, rows',
    problems: ['period-not-over', 'period-closed', 'not-found'],
    run: (call) => {
      const month = checked(monthInput, call.params.month, 'month')
      return decide(call, `POST /margins/periods/${month}/close`, [COSTING], async (tx) =>
        created(await closePeriod(tx, await placeOf(tx, call.warehouse), month, call.caller.name)),
      )
    },
  }),
  defineOperation({
    id: 'listMarginEntries',
    method: 'get',
    path: '/margins/entries',
    isReport: true,
    access: 'costing:read',
    summary: 'Where a figure comes from: each entry with its source and how it was known',
    query: v.object({ ...period, sku: text, channel: text, order: text, cursor: listCursor, limit }),
    answers:
      'items: id, day, sku, channel, orderId, orderLineId, kind, amount, units, known, source, because, createdAt; next',
    run: ({ deps, warehouse, query: { cursor: after, ...wanted } }) =>
      deps.work.read(async (reader) => ok(await readEntries(reader, warehouse, { ...wanted, after }))),
  }),
  defineOperation({
    id: 'listMarginGaps',
    method: 'get',
    path: '/margins/gaps',
    access: 'costing:read',
    summary: 'What could not be reckoned yet, and what is missing for it',
    answers: 'items: name, transactionId, detail, foundAt',
    run: ({ deps, warehouse }) =>
      deps.work.read(async ({ db, t: { marginGaps } }) =>
        ok({ items: await db.select().from(marginGaps).where(eq(marginGaps.warehouse, warehouse)).limit(1_000) }),
      ),
  }),
  defineOperation({
    id: 'fillMarginGaps',
    method: 'post',
    path: '/margins/gaps/fill',
    access: 'costing:write',
    summary: 'Reckon again what could not be reckoned',
    answers: 'left: how much still cannot',
    run: async ({ deps, warehouse }) =>
      ok({ left: await fillGaps(deps.work, warehouse, (error) => deps.report(error, 'gaps of costing')) }),
  }),
]
