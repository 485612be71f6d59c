/** Sales platforms: connected, mapped, looked after. */
import * as v from 'valibot'
import {
  type ConnectorInput,
  checkConnector,
  connectorId,
  connectorInput,
  putConnector,
  readConnectors,
  requireConnector,
} from '../../channels/connectors.ts'
import { readDrift } from '../../channels/drift/read-drift.ts'
import { readFailures } from '../../channels/failures.ts'
import { lagByDay } from '../../channels/lag-by-day.ts'
import { changeMappings, mappingChanges, mappingsInput, putMappings, readListings } from '../../channels/mappings.ts'
import { readPools } from '../../channels/pools.ts'
import { ignoreFailure, retryFailure } from '../../channels/retry.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { NOT_ALLOWED, refuseClosed } from '../../outgoing/refused.ts'
import { createOutgoingRule, type OutgoingRule } from '../../outgoing/rule.ts'
import { checked } from '../checked.ts'
import { type Call, created, defineOperation, ok } from '../operation.ts'
import { limit, text } from '../query.ts'

const idOf = ({ params }: Call<unknown, unknown>): string => checked(connectorId, params.id, 'id')
const lockOf = (id: string): string => `connector ${id}`

const PUBLIC_ONLY = createOutgoingRule('')

/** What can be told from the addresses alone is said to whoever sets them up; the rest is found when they are called. */
function refuseClosedAddresses(rule: OutgoingRule, { baseUrl, settings }: ConnectorInput): void {
  if (baseUrl !== undefined) refuseClosed(rule, baseUrl, 'baseUrl')
  for (const [name, value] of Object.entries(settings))
    if (typeof value === 'string') refuseClosed(rule, value, `settings.${name}`)
}

export const connectorOperations = [
  defineOperation({
    method: 'get',
    path: '/connectors',
    access: 'connectors:read',
    summary: 'Connected platforms and how each is doing: what waits, for how long, and what failed',
    answers: 'items',
    run: async ({ deps, warehouse }) =>
      ok({ items: await deps.work.read((reader) => readConnectors(reader, warehouse)) }),
  }),
  defineOperation({
    method: 'put',
    path: '/connectors/{id}',
    access: 'connectors:write',
    summary: 'Connect a platform to a channel, or change how; credentials are kept encrypted and never shown again',
    body: connectorInput,
    answers: '201: id, kind, channel; 200 where it was connected before',
    problems: ['unknown-channel', 'connector-differs', 'no-secret-key', 'folder-unusable', 'folder-taken', NOT_ALLOWED],
    run: async (call) => {
      const id = idOf(call)
      const { deps, warehouse, body } = call
      refuseClosedAddresses(deps.outgoing ?? PUBLIC_ONLY, body)
      await checkConnector(body)
      const isNew = await deps.work.run([lockOf(id)], async (tx) => {
        await requireWarehouse(tx, warehouse)
        return putConnector(tx, deps.vault, warehouse, id, body)
      })
      const answer = { id, kind: body.kind, channel: body.channel }
      return isNew ? created(answer) : ok(answer)
    },
  }),
  defineOperation({
    method: 'put',
    path: '/connectors/{id}/mappings',
    access: 'connectors:write',
    summary:
      'Which item and pack each listing sells; the whole list, and one that is left out is told nothing any more',
    body: mappingsInput,
    answers: 'listings: how many',
    problems: ['unknown-sku'],
    run: async (call) => {
      const id = idOf(call)
      await call.deps.work.run([lockOf(id)], async (tx) => {
        await requireConnector(tx, call.warehouse, id)
        await putMappings(tx, id, call.body)
      })
      return ok({ listings: call.body.length })
    },
  }),
  defineOperation({
    method: 'post',
    path: '/connectors/{id}/mappings',
    access: 'connectors:write',
    summary: 'Map some listings, or map them otherwise, and let others go; what is not named stays',
    body: mappingChanges,
    answers: 'put, removed: how many',
    problems: ['unknown-sku'],
    run: async (call) => {
      const id = idOf(call)
      await call.deps.work.run([lockOf(id)], async (tx) => {
        await requireConnector(tx, call.warehouse, id)
        await changeMappings(tx, id, call.body)
      })
      return ok({ put: call.body.put.length, removed: call.body.remove.length })
    },
  }),
  defineOperation({
    method: 'get',
    path: '/connectors/{id}/listings',
    access: 'connectors:read',
    summary: 'Listings of a platform: what each sells, what it should show, and what it shows as far as is known',
    query: v.object({ search: text, cursor: v.optional(v.pipe(v.string(), v.maxLength(200)), ''), limit }),
    answers: 'items, next',
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        const { search, cursor: after, limit } = call.query
        return ok(await readListings(reader, id, { search, after, limit }))
      }),
  }),
  defineOperation({
    method: 'get',
    path: '/connectors/{id}/pools',
    access: 'connectors:read',
    summary: 'What a platform holds of our goods and sends by itself: a pool of its own, in none of our figures',
    query: v.object({ cursor: v.optional(v.pipe(v.string(), v.maxLength(200)), ''), limit }),
    answers:
      'items: listing, title, sellable, reserved, unsellable, onTheWay, changedAt; next; readAt; failed: why it could not be read last',
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        return ok(await readPools(reader, id, { after: call.query.cursor, limit: call.query.limit }))
      }),
  }),
  defineOperation({
    method: 'get',
    path: '/connectors/{id}/failures',
    access: 'connectors:read',
    summary: 'What failed, what to do about it, and what has healed since',
    query: v.object({ limit }),
    answers: 'items: id, about, subject, state, code, detail, advice, attempts, firstAt, lastAt, endedAt',
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        return ok({ items: await readFailures(reader, id, call.query) })
      }),
  }),
  defineOperation({
    method: 'get',
    path: '/connectors/{id}/drift',
    access: 'connectors:read',
    summary:
      'What the platform showed when it was asked, beside what it had been told: comparisons, and what they found',
    query: v.object({ limit }),
    answers:
      'checks: startedAt, endedAt, compared, drifted, units; drifts: listing, sku, foundAt, shown, told, wanted, between, explanation, repairedAt',
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const { id } = await requireConnector(reader, call.warehouse, idOf(call))
        return ok(await readDrift(reader, id, call.query))
      }),
  }),
  defineOperation({
    method: 'get',
    path: '/connectors/{id}/lag',
    isReport: true,
    access: 'connectors:read',
    summary: 'How long numbers took to reach the platform, day by day, as far back as confirmations are kept',
    answers: 'items: day, p50 and p99 in milliseconds, of: how many; the oldest first, days without any left out',
    run: (call) =>
      call.deps.work.read(async (reader) => {
        const connector = await requireConnector(reader, call.warehouse, idOf(call))
        return ok({ items: await lagByDay(reader, connector, call.deps.now()) })
      }),
  }),
  defineOperation({
    method: 'post',
    path: '/connectors/{id}/failures/{failure}/retry',
    access: 'exceptions:resolve',
    summary: 'Try again at once what had failed',
    answers: 'retried',
    run: async (call) => {
      const id = idOf(call)
      await call.deps.work.run([lockOf(id)], async (tx) => {
        await requireConnector(tx, call.warehouse, id)
        await retryFailure(tx, call.warehouse, id, call.params.failure ?? '')
      })
      return ok({ retried: true })
    },
  }),
  defineOperation({
    method: 'post',
    path: '/connectors/{id}/failures/{failure}/ignore',
    access: 'exceptions:resolve',
    summary: 'Let it be: nobody is reminded of it any more',
    answers: 'ignored',
    run: async (call) => {
      const id = idOf(call)
      await call.deps.work.run([lockOf(id)], async (tx) => {
        await requireConnector(tx, call.warehouse, id)
        await ignoreFailure(tx, call.warehouse, id, call.params.failure ?? '')
      })
      return ok({ ignored: true })
    },
  }),
]
