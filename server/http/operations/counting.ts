import * as v from 'valibot'
import * as field from '../../../shared/transactions/fields.ts'
import type { Caller } from '../../auth/callers.ts'
import { may } from '../../auth/permissions.ts'
import { accuracy, accuracyQuery } from '../../counting/accuracy.ts'
import { accuracyByWeek } from '../../counting/accuracy-weeks.ts'
import { askByHand, askInput } from '../../counting/by-hand.ts'
import { cancelCounts, cancelInput } from '../../counting/cancel.ts'
import { leaseCounts, leaseInput, returnCounts } from '../../counting/lease.ts'
import { planCounts } from '../../counting/plan.ts'
import { countFilter, readCount, readCounts } from '../../counting/read.ts'
import { COUNTING, countingSettings, readCounting } from '../../counting/settings.ts'
import { putSetting } from '../../master/settings.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { refuseOtherDevice } from '../own-device.ts'
import { limit, whole } from '../query.ts'

/** Milliseconds, and the count of that moment: the list goes back in time. */
const countsCursor = v.optional(
  v.pipe(v.string(), v.regex(/^(\d{1,16} [0-9a-f-]{36})?$/, 'This is not a cursor of this list.')),
  '',
)

export const countingOperations = [
  defineOperation({
    method: 'post',
    path: '/counts',
    access: 'counts:plan',
    summary: 'Ask for counts of places, items, lots or a zone; blind unless said otherwise',
    body: askInput,
    answers: 'items: the count tasks, without what should be there',
    problems: ['unknown-location', 'unknown-sku', 'unknown-zone', 'too-many'],
    run: (call) =>
      decide(call, 'POST /counts', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return created(await askByHand(tx, call.warehouse, call.body))
      }),
  }),
  defineOperation({
    method: 'post',
    path: '/counts/plan',
    access: 'counts:plan',
    summary: 'Plan the day now: items are classed anew, and the places whose count is due are asked for',
    answers: 'items: the count tasks that were asked for',
    problems: ['no-plan', 'unknown-warehouse'],
    async run({ deps, warehouse }) {
      await deps.work.read(async (reader) => {
        await requireWarehouse(reader, warehouse)
        if ((await readCounting(reader)).perDay === 0)
          throw new Problem(409, 'no-plan', 'No counts a day are set. Set perDay in the counting settings first.')
      })
      return ok(await planCounts(deps.work, warehouse, deps.now()))
    },
  }),
  defineOperation({
    method: 'get',
    path: '/counts',
    access: 'exceptions:read',
    summary: 'Counts that were made, newest first, with what they found',
    query: v.object({ ...countFilter.entries, cursor: countsCursor, limit }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(
        await deps.work.read((reader) =>
          readCounts(reader, warehouse, query, { cursor: query.cursor, limit: query.limit }),
        ),
      ),
  }),
  defineOperation({
    method: 'get',
    path: '/counts/accuracy',
    isReport: true,
    access: 'exceptions:read',
    summary: 'How right the ledger was, by zone, class, person or day',
    query: accuracyQuery,
    answers: 'items: group, bins, binAccuracy, lines, units, valueOff, valueNet, overturned',
    run: async ({ deps, warehouse, query }) => ok(await deps.work.read((reader) => accuracy(reader, warehouse, query))),
  }),
  defineOperation({
    method: 'get',
    path: '/counts/accuracy/weeks',
    isReport: true,
    access: 'exceptions:read',
    summary: 'Of what was counted each week, how much the ledger had right',
    query: v.object({ weeks: whole(26, 104) }),
    answers: 'items: week (its Monday), bins, right; the oldest first, also weeks in which nothing was counted',
    run: async ({ deps, warehouse, query: { weeks } }) =>
      ok(await deps.work.read((reader) => accuracyByWeek(reader, warehouse, weeks, deps.now()))),
  }),
  defineOperation({
    method: 'get',
    path: '/counts/{id}',
    access: 'exceptions:read',
    summary: 'One count, with what it found',
    answers: 'the count',
    problems: ['not-found'],
    run: async ({ deps, warehouse, params }) =>
      ok(await deps.work.read((reader) => readCount(reader, warehouse, params.id ?? ''))),
  }),
  defineOperation({
    method: 'post',
    path: '/counts/lease',
    access: 'any',
    summary: 'Take counts to a device: the named ones, or the next on the way',
    body: leaseInput,
    answers: 'items: the count tasks that the device has now',
    problems: ['count-leased', 'count-closed', 'counted-by-you', 'other-device', 'forbidden'],
    run: (call) =>
      decide(call, 'POST /counts/lease', [`counts ${call.warehouse}`], async (tx) => {
        refuseOtherDevice(call.caller, call.body.deviceId, 'floor:count')
        return ok(await leaseCounts(tx, call.warehouse, call.body, userOf(call.caller, call.body.userId)))
      }),
  }),
  defineOperation({
    method: 'post',
    path: '/counts/return',
    access: 'any',
    summary: 'Give counts back, so that another device can take them',
    body: v.object({ deviceId: field.name, tasks: v.optional(v.pipe(v.array(field.uuid), v.maxLength(1_000))) }),
    answers: 'items: the count tasks that were given back',
    problems: ['other-device', 'forbidden'],
    run: (call) =>
      decide(call, 'POST /counts/return', [`counts ${call.warehouse}`], async (tx) => {
        // Whoever asks for counts takes them back from any device: one that is lost or silent cannot give them back itself.
        if (!may(call.caller.roles, 'counts:plan')) refuseOtherDevice(call.caller, call.body.deviceId, 'floor:count')
        return ok(await returnCounts(tx, call.warehouse, call.body))
      }),
  }),
  defineOperation({
    method: 'post',
    path: '/counts/cancel',
    access: 'counts:plan',
    summary: 'Ask no more for these counts, unless something still waits for one of them',
    body: cancelInput,
    answers: 'items: the count tasks that were cancelled',
    problems: ['still-needed', 'count-closed', 'not-found'],
    run: (call) =>
      decide(call, 'POST /counts/cancel', [`counts ${call.warehouse}`], async (tx) =>
        ok(await cancelCounts(tx, call.warehouse, call.body)),
      ),
  }),
  defineOperation({
    method: 'get',
    path: '/settings/counting',
    access: 'stock:read',
    summary: 'How the company counts: tolerances, how often, reasons',
    answers: 'the settings',
    run: async ({ deps }) => ok(await deps.work.read((reader) => readCounting(reader))),
  }),
  defineOperation({
    method: 'put',
    path: '/settings/counting',
    access: 'master:write',
    summary: 'Change how the company counts; what is left out is as at the beginning',
    body: countingSettings,
    answers: 'the settings',
    run: ({ deps, body }) =>
      deps.work.run([`settings ${COUNTING}`], async (tx) => {
        await putSetting(tx, COUNTING, body)
        return ok(body)
      }),
  }),
]

/** Whoever counts on a handheld counts as who is signed in there; a device says who that is. */
const userOf = (caller: Caller, stated: string | undefined): string | null =>
  caller.kind === 'session' ? caller.id : (stated ?? null)
