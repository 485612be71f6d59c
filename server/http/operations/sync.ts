import * as v from 'valibot'
import { may } from '../../../shared/rules/permissions.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import { type PushRequest, type PushResult, pushRequest } from '../../../shared/wire/push.ts'
import type { Caller } from '../../auth/callers.ts'
import { pull } from '../../feed/pull.ts'
import type { PushCaller } from '../../inbox/push.ts'
import { push } from '../../inbox/push.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { defineOperation, ok } from '../operation.ts'
import { pullCursor, pullLimit, text } from '../query.ts'
import type { ToldTransaction } from '../told.ts'

/** An enrolled device pushes for itself, into its own warehouse; an admin's key for any device. */
function pushCaller(caller: Caller, deviceId: string, warehouse: string): PushCaller {
  if (caller.kind === 'token') {
    if (may(caller.roles, 'sync:any-device'))
      return { warehouse, credential: { kind: 'token', name: caller.name, roles: caller.roles } }
    throw new Problem(
      403,
      'forbidden',
      'This key may not push for a device. Use the credential of the device, or the key of an admin.',
    )
  }
  const own = caller.kind === 'device' ? caller.id : caller.deviceId
  if (own !== deviceId)
    throw new Problem(403, 'other-device', 'This credential belongs to another device. Enrol this one.', {
      field: 'deviceId',
    })
  return { warehouse: caller.warehouse ?? warehouse, credential: { kind: 'device', deviceId } }
}

/** A device reads what its workers need; whoever else asks must be allowed to read what is in the feed. */
function requireReading(caller: Caller): void {
  if (caller.kind === 'device' || (may(caller.roles, 'stock:read') && may(caller.roles, 'orders:read'))) return
  throw new Problem(
    403,
    'forbidden',
    `This needs the permissions stock:read and orders:read, which ${caller.name} does not have.`,
  )
}

/** What the log and the counters keep of each. A type is a word of the device's: one that nobody knows is not repeated. */
function toldTransactions({ transactions }: PushRequest, results: readonly PushResult[]): ToldTransaction[] {
  return results.map(({ id, outcome, duplicate, problem }, at) => {
    const type = transactions[at]?.type
    return {
      id,
      type: typeof type === 'string' && Object.hasOwn(transactionTypes, type) ? type : 'unknown',
      outcome,
      ...(duplicate ? { duplicate } : {}),
      ...(problem ? { problem: problem.code } : {}),
    }
  })
}

export const syncOperations = [
  defineOperation({
    id: 'push',
    method: 'post',
    path: '/sync/push',
    access: 'any',
    summary: 'Hand over transactions in the order of their stream; answered after their commit is durable',
    about:
      'A device pushes for itself; an API key that has sync:any-device, for any. The same id again gets its first answer. A gap in the stream gets no results, and the expectedSeq.',
    body: pushRequest,
    answers: 'epoch, results, expectedSeq',
    problems: ['other-device', 'forbidden', 'unknown-warehouse'],
    async run({ deps, caller, warehouse, body, told }) {
      const by = pushCaller(caller, body.deviceId, warehouse)
      await deps.work.read((reader) => requireWarehouse(reader, by.warehouse))
      const report = (error: unknown, id: string) => deps.report(error, `posting transaction ${id}`, told.id)
      told.device = body.deviceId
      told.stream = body.streamId
      const answer = await push({ work: deps.work, epoch: deps.epoch, now: deps.now, report }, by, body)
      told.transactions = toldTransactions(body, answer.results)
      return ok(answer)
    },
  }),
  defineOperation({
    id: 'pull',
    method: 'get',
    path: '/sync/pull',
    access: 'any',
    summary: 'The snapshot in pages, then the feed',
    about:
      'A device reads its own warehouse; others need stock:read and orders:read. Without a cursor: the snapshot, page by page until more is false.',
    query: v.object({ cursor: pullCursor, limit: pullLimit, device: text }),
    answers: 'epoch, cursor, changes, more, snapshot',
    problems: ['snapshot-needed', 'forbidden', 'malformed'],
    async run({ deps, caller, warehouse, query }) {
      requireReading(caller)
      const deviceId =
        caller.kind === 'token' ? (query.device ?? null) : caller.kind === 'device' ? caller.id : caller.deviceId
      const where = caller.kind === 'token' ? warehouse : (caller.warehouse ?? warehouse)
      return ok(
        await pull(deps.work, deps.epoch, { warehouse: where, deviceId, now: deps.now() }, query.cursor, query.limit),
      )
    },
  }),
]
