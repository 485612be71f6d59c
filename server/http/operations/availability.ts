import * as v from 'valibot'
import { sku } from '../../../shared/transactions/fields.ts'
import { curveOf } from '../../availability/curve.ts'
import { explain } from '../../availability/explain.ts'
import { listProtections } from '../../availability/list-protections.ts'
import { preview } from '../../availability/preview.ts'
import { protectionInput, setProtection, transferInput, transferProtection } from '../../availability/protections.ts'
import {
  applyAllRules,
  deleteRule,
  listRules,
  plannedChanges,
  putRule,
  ruleInput,
} from '../../availability/set-rules.ts'
import { applySplit, splitInput } from '../../availability/split/apply.ts'
import { proposeSplit } from '../../availability/split/propose.ts'
import { timelineOf } from '../../availability/timeline.ts'
import { itemLock } from '../../db/work.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { decide } from '../decide.ts'
import { defineOperation, ok } from '../operation.ts'
import { limit, listCursor, text, whole, wholeUpTo } from '../query.ts'

const channelWanted = v.pipe(v.string('Name the channel with ?channel=.'), v.minLength(1), v.maxLength(200))

const previewInput = v.union([transferInput, v.object({ sku, channel: channelWanted, ...protectionInput.entries })])

export const availabilityOperations = [
  defineOperation({
    id: 'explainAvailability',
    method: 'get',
    path: '/inventory/{sku}/explain',
    access: 'stock:read',
    summary: 'Why a channel may promise what it may: the arithmetic with the orders, protections and lots behind it',
    query: v.object({ channel: channelWanted }),
    answers: 'sku, channel, availableToPromise, limitedBy, steps',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse, query: { channel } }) =>
      ok(await deps.work.read((reader) => explain(reader, { warehouse, sku: params.sku ?? '', channel }, deps.now()))),
  }),
  defineOperation({
    id: 'getAvailabilityCurve',
    method: 'get',
    path: '/inventory/{sku}/curve',
    access: 'stock:read',
    summary: 'What a channel may promise by date, planned receipts included',
    query: v.object({ channel: channelWanted, days: whole(60, 730) }),
    answers: 'sku, channel, points',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse, query: { channel, days } }) =>
      ok(
        await deps.work.read((reader) =>
          curveOf(reader, { warehouse, sku: params.sku ?? '', channel, days }, deps.now()),
        ),
      ),
  }),
  defineOperation({
    id: 'proposeSplit',
    method: 'get',
    path: '/inventory/{sku}/split',
    access: 'costing:read',
    summary:
      'How scarce stock is best shared out until the next receipt, by margin, penalties and what may be asked for; nothing is changed',
    query: v.object({
      /** Of the time to come, and of the periods that demand is read from; left out: until the next planned receipt. */
      days: v.optional(wholeUpTo(60)),
    }),
    answers: 'sku, currency, days, until, periods, units, asked, isScarce, channels, shared, contribution, withheld',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse, query: { days } }) =>
      ok(await deps.work.read((reader) => proposeSplit(reader, warehouse, params.sku ?? '', days, deps.now()))),
  }),
  defineOperation({
    id: 'applySplit',
    method: 'post',
    path: '/inventory/{sku}/split',
    access: 'protections:write',
    summary: 'Protect as a person has decided: all channels at once, or nothing',
    body: splitInput,
    answers: 'protections: how many',
    problems: ['insufficient-shared', 'protection-changed', 'unknown-sku', 'unknown-channel', 'unknown-warehouse'],
    run: (call) => {
      const { sku = '' } = call.params
      return decide(call, `POST /inventory/${sku}/split`, [itemLock(call.warehouse, sku)], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        await applySplit(tx, { warehouse: call.warehouse, sku }, call.body, call.caller.name)
        return ok({ protections: call.body.protections.length })
      })
    },
  }),
  defineOperation({
    id: 'getItemTimeline',
    method: 'get',
    path: '/items/{sku}/timeline',
    access: 'stock:read',
    summary: 'Who moved, ordered or decided what of an item, newest first',
    query: v.object({ cursor: listCursor, limit }),
    answers: 'items, next',
    run: async ({ deps, params, warehouse, query }) =>
      ok(
        await deps.work.read((reader) =>
          timelineOf(reader, { warehouse, sku: params.sku ?? '', after: query.cursor, limit: query.limit }),
        ),
      ),
  }),
  defineOperation({
    id: 'listProtections',
    method: 'get',
    path: '/protections',
    access: 'stock:read',
    summary: 'What is set aside, by item and channel',
    query: v.object({ sku: text, channel: text, cursor: listCursor, limit }),
    answers: 'items, next',
    problems: ['not-found'],
    run: async ({ deps, warehouse, query: { cursor, ...wanted } }) =>
      ok(
        await deps.work.read((reader) => listProtections(reader, warehouse, { ...wanted, after: cursor }, deps.now())),
      ),
  }),
  defineOperation({
    id: 'setProtection',
    method: 'put',
    path: '/protections/{sku}/{channel}',
    access: 'protections:write',
    summary: 'Set stock aside for a channel',
    about: 'expected is the quantity that was seen before: what another planner has set meanwhile is not written over.',
    body: protectionInput,
    answers: 'the protection',
    problems: [
      'insufficient-shared',
      'protection-changed',
      'unknown-sku',
      'unknown-channel',
      'unknown-warehouse',
      'not-found',
    ],
    run: (call) => {
      const { sku = '', channel = '' } = call.params
      const keys = [itemLock(call.warehouse, sku)]
      return decide(call, `PUT /protections/${sku}/${channel}`, keys, async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return ok(await setProtection(tx, { warehouse: call.warehouse, sku, channel }, call.body, call.caller.name))
      })
    },
  }),
  defineOperation({
    id: 'transferProtection',
    method: 'post',
    path: '/protections/transfer',
    access: 'protections:write',
    summary: 'Move protection from one channel to another',
    body: transferInput,
    answers: 'sku, from, to',
    problems: [
      'insufficient-protection',
      'insufficient-shelf-life',
      'unknown-sku',
      'unknown-channel',
      'unknown-warehouse',
    ],
    run: (call) =>
      decide(call, 'POST /protections/transfer', [itemLock(call.warehouse, call.body.sku)], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return ok(await transferProtection(tx, call.warehouse, call.body, call.caller.name))
      }),
  }),
  defineOperation({
    id: 'previewProtection',
    method: 'post',
    path: '/protections/preview',
    access: 'protections:write',
    summary: 'What setting or moving a protection would do; nothing is changed',
    body: previewInput,
    answers: 'before, after, problem',
    problems: ['unknown-sku', 'unknown-channel', 'not-found', 'unknown-warehouse'],
    async run({ deps, warehouse, body, caller }) {
      const keys = [itemLock(warehouse, body.sku)]
      return ok(
        await preview(deps.work, keys, { warehouse, sku: body.sku }, async (tx) => {
          await requireWarehouse(tx, warehouse)
          return 'from' in body
            ? transferProtection(tx, warehouse, body, caller.name)
            : setProtection(tx, { warehouse, sku: body.sku, channel: body.channel }, body, caller.name)
        }),
      )
    },
  }),
  defineOperation({
    id: 'listRules',
    method: 'get',
    path: '/rules',
    access: 'stock:read',
    summary: 'How protections follow stock',
    answers: 'items',
    run: async ({ deps, warehouse }) => ok({ items: await deps.work.read((reader) => listRules(reader, warehouse)) }),
  }),
  defineOperation({
    id: 'putRule',
    method: 'put',
    path: '/rules',
    access: 'protections:write',
    summary: 'Set the rule of an item or a group of items, and a channel',
    body: ruleInput,
    answers: 'the rule',
    problems: ['unknown-sku', 'unknown-channel', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'PUT /rules', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return ok(await putRule(tx, call.warehouse, call.body))
      }),
  }),
  defineOperation({
    id: 'deleteRule',
    method: 'delete',
    path: '/rules/{id}',
    access: 'protections:write',
    summary: 'Delete a rule; protections stay as they are',
    answers: 'nothing',
    problems: ['not-found'],
    async run({ deps, params, warehouse }) {
      await deps.work.run([], (tx) => deleteRule(tx, warehouse, params.id ?? ''))
      return ok({})
    },
  }),
  defineOperation({
    id: 'previewRules',
    method: 'post',
    path: '/rules/preview',
    access: 'protections:write',
    summary: 'What applying all rules now would change',
    answers: 'changes',
    problems: ['not-found'],
    run: async ({ deps, warehouse }) =>
      ok({ changes: await deps.work.read((reader) => plannedChanges(reader, warehouse, deps.now())) }),
  }),
  defineOperation({
    id: 'applyRules',
    method: 'post',
    path: '/rules/apply',
    access: 'protections:write',
    summary: 'Set all protections to what their rules say, as far as stock goes',
    answers: 'changes',
    problems: ['not-found'],
    run: async ({ deps, warehouse, caller }) =>
      ok({ changes: await applyAllRules(deps.work, warehouse, deps.now(), caller.name) }),
  }),
]
