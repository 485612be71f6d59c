import * as v from 'valibot'
import * as field from '../../../shared/transactions/fields.ts'
import { MOST_AT_ONCE, requireBulk } from '../../exceptions/bulk.ts'
import { readOne } from '../../exceptions/evidence.ts'
import { exceptionsQuery } from '../../exceptions/list.ts'
import { ownerInput, possibleOwners, setOwner } from '../../exceptions/owner.ts'
import { type ResolveInput, resolveInput } from '../../exceptions/remedies/remedy.ts'
import { resolveException } from '../../exceptions/resolve.ts'
import { knownSessions } from '../../inbox/author.ts'
import {
  dismiss,
  dismissInput,
  listRefused,
  readRefused,
  resubmit,
  resubmitInput,
  sessionOfParked,
} from '../../inbox/refused.ts'
import { Problem, type ToldProblem } from '../../problem.ts'
import { decide } from '../decide.ts'
import { problemOf } from '../errors.ts'
import { type Call, defineOperation, ok } from '../operation.ts'
import { limit, listCursor, page, skip, total } from '../query.ts'

const RESOLVE_PROBLEMS = [
  'already-picked',
  'already-resolved',
  'already-settled',
  'already-shipped',
  'count-disturbed',
  'count-open',
  'forbidden',
  'insufficient-atp',
  'insufficient-protection',
  'insufficient-shelf-life',
  'label-taken',
  'lot-known',
  'no-chargeback',
  'no-lot',
  'no-staging',
  'not-a-unit',
  'not-come-in',
  'not-found',
  'not-reversible',
  'not-short',
  'nothing-older',
  'nothing-to-release',
  'nothing-to-take',
  'order-awaits-payment',
  'order-changed',
  'order-closed',
  'partly-carried-out',
  'same-person',
  'still-stopped',
  'still-true',
  'unknown-channel',
  'unknown-location',
  'unknown-lot',
  'unknown-reason',
  'unknown-remedy',
  'unknown-sku',
  'used-up',
]

const resolveOne = (call: Call<ResolveInput, unknown>, id: string, idempotencyKey: string | undefined) =>
  decide({ ...call, idempotencyKey }, `POST /exceptions/${id}/resolve`, [`exception ${id}`], async (tx) =>
    ok(await resolveException(tx, id, call.caller, call.body)),
  )

/** One of many, in a unit of its own, once per key of the whole request. */
async function tryOne(call: Call<ResolveInput, unknown>, id: string) {
  const key = call.idempotencyKey
  try {
    const { body } = await resolveOne(call, id, key && `${key} ${id}`)
    return { ok: true as const, did: body.did, state: body.state }
  } catch (error) {
    const { status, code, detail, extra } = problemOf(error)
    if (status >= 500) call.deps.report(error, `POST /exceptions/resolve ${id}`)
    const problem: ToldProblem & { status: number } = { status, code, detail, ...extra }
    return { ok: false as const, problem }
  }
}

export const exceptionOperations = [
  defineOperation({
    id: 'listExceptions',
    method: 'get',
    path: '/exceptions',
    access: 'exceptions:read',
    summary:
      'Contradictions that a person must settle, the worst first, then the oldest; what is settled, the newest first',
    query: v.object({ ...exceptionsQuery, cursor: listCursor, skip, limit, total }),
    answers: 'items with what each endangers and what can be done about it, next; total where it is asked for',
    problems: ['not-found'],
    run: async ({ deps, warehouse, caller, query: { cursor, total, ...wanted } }) =>
      ok(
        await deps.lists.exceptions(warehouse, {
          ...wanted,
          me: caller.id,
          after: cursor,
          counted: total,
          now: deps.now(),
        }),
      ),
  }),
  defineOperation({
    id: 'countExceptions',
    method: 'get',
    path: '/exceptions/counts',
    access: 'exceptions:read',
    summary: 'How many exceptions are open, of each type',
    answers: 'items: type, count',
    run: async ({ deps, warehouse }) => ok(await deps.lists.exceptionCounts(warehouse)),
  }),
  defineOperation({
    id: 'listOwners',
    method: 'get',
    path: '/exceptions/owners',
    access: 'exceptions:read',
    summary: 'Who can be asked to take care of an exception',
    answers: 'items: id, name',
    run: async ({ deps }) => ok({ items: await deps.work.read(possibleOwners) }),
  }),
  defineOperation({
    id: 'getException',
    method: 'get',
    path: '/exceptions/{id}',
    access: 'exceptions:read',
    summary: 'One of them, with its evidence: who recorded what, when and where, and what else happened around it',
    answers: 'the exception; evidence: transaction, movements, around, counts',
    problems: ['not-found'],
    run: async ({ deps, params }) => ok(await deps.work.read((reader) => readOne(reader, params.id ?? '', deps.now()))),
  }),
  defineOperation({
    id: 'setExceptionOwner',
    method: 'put',
    path: '/exceptions/{id}/owner',
    access: 'exceptions:resolve',
    summary: 'Say who takes care of an exception: a user, me, or nobody',
    body: ownerInput,
    answers: 'id, owner, ownerName',
    problems: ['not-found', 'unknown-user', 'not-allowed'],
    run: ({ deps, params, caller, body }) =>
      deps.work.run([`exception ${params.id}`], async (tx) =>
        ok(await setOwner(tx, params.id ?? '', caller, body.owner)),
      ),
  }),
  defineOperation({
    id: 'resolveException',
    method: 'post',
    path: '/exceptions/{id}/resolve',
    access: 'exceptions:resolve',
    summary: 'Settle an exception with one of its remedies, which acts; it stays open where its cause is not gone yet',
    body: resolveInput,
    answers: 'the exception; did: what was done, in a sentence',
    problems: RESOLVE_PROBLEMS,
    run: (call) => resolveOne(call, call.params.id ?? '', call.idempotencyKey),
  }),
  defineOperation({
    id: 'resolveExceptions',
    method: 'post',
    path: '/exceptions/resolve',
    access: 'exceptions:resolve',
    summary: 'Settle many with one remedy that needs no details of each, one by one: what fails stays as it was',
    body: v.object({
      ...resolveInput.entries,
      ids: v.pipe(v.array(field.uuid), v.minLength(1, 'Name at least one.'), v.maxLength(MOST_AT_ONCE)),
    }),
    answers: 'items: id, ok, did or problem',
    problems: ['not-in-bulk'],
    async run(call) {
      requireBulk(call.body.remedy)
      const items = []
      for (const id of new Set(call.body.ids)) items.push({ id, ...(await tryOne(call, id)) })
      return ok({ items })
    },
  }),
  defineOperation({
    id: 'listRefused',
    method: 'get',
    path: '/refused',
    access: 'exceptions:read',
    summary: 'Transactions that could not be posted, kept whole',
    query: page,
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(await deps.work.read((reader) => listRefused(reader, warehouse, query.cursor, query.limit))),
  }),
  defineOperation({
    id: 'getRefused',
    method: 'get',
    path: '/refused/{id}',
    access: 'exceptions:read',
    summary: 'One of them, parked or dismissed, with its envelope as it came and what was put right in it',
    answers: 'the transaction',
    problems: ['not-found'],
    run: async ({ deps, params }) => ok(await deps.work.read((reader) => readRefused(reader, params.id ?? ''))),
  }),
  defineOperation({
    id: 'resubmitRefused',
    method: 'post',
    path: '/refused/{id}/resubmit',
    access: 'refused:resolve',
    summary:
      'Interpret a parked transaction again, after it or what it missed was mended; its envelope stays as it came',
    body: v.optional(resubmitInput, {}),
    answers: 'its result',
    problems: ['not-parked', 'malformed', 'unknown-version', 'unknown-type', 'not-found'],
    async run(call) {
      const id = call.params.id ?? ''
      const session = await call.deps.work.read((reader) => sessionOfParked(reader, id))
      const sessions = await knownSessions(call.deps.work, session === undefined ? [] : [session])
      const { name, roles } = call.caller
      return decide(call, `POST /refused/${id}/resubmit`, [`parked ${id}`], async (tx) =>
        ok(await resubmit(tx, id, { name, roles, sessions }, call.body)),
      )
    },
  }),
  defineOperation({
    id: 'dismissRefused',
    method: 'post',
    path: '/refused/{id}/dismiss',
    access: 'refused:resolve',
    summary: 'Let a parked transaction rest; it stays kept',
    body: v.optional(dismissInput, {}),
    answers: 'id, state',
    problems: ['not-parked', 'not-found'],
    run(call) {
      const { note } = call.body
      // An API key has said why in its own records; a person is asked for it here.
      if (call.caller.kind === 'session' && note === '')
        throw new Problem(422, 'invalid', 'note: Say why it is let rest; it is kept with it.', { field: 'note' })
      return decide(call, `POST /refused/${call.params.id}/dismiss`, [`parked ${call.params.id}`], async (tx) =>
        ok(await dismiss(tx, call.params.id ?? '', call.caller.name, note)),
      )
    },
  }),
]
