import * as v from 'valibot'
import { listExceptions, resolveException, resolveInput } from '../../exceptions/read.ts'
import { knownSessions } from '../../inbox/author.ts'
import { dismiss, listRefused, resubmit, sessionOfParked } from '../../inbox/refused.ts'
import { decide } from '../decide.ts'
import { defineOperation, ok } from '../operation.ts'
import { limit, listCursor, page } from '../query.ts'

export const exceptionOperations = [
  defineOperation({
    method: 'get',
    path: '/exceptions',
    access: 'exceptions:read',
    summary: 'Contradictions that a person must settle, oldest first',
    query: v.object({
      state: v.optional(v.picklist(['open', 'resolved'], 'The state is open or resolved.'), 'open'),
      cursor: listCursor,
      limit,
    }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(
        await deps.work.read((reader) =>
          listExceptions(reader, warehouse, query.state, { after: query.cursor, limit: query.limit, now: deps.now() }),
        ),
      ),
  }),
  defineOperation({
    method: 'post',
    path: '/exceptions/{id}/resolve',
    access: 'exceptions:resolve',
    summary: 'Settle an exception with one of its remedies',
    body: resolveInput,
    answers: 'the exception',
    problems: ['already-resolved', 'still-true', 'unknown-remedy', 'already-settled', 'nothing-to-take'],
    run: (call) =>
      decide(call, `POST /exceptions/${call.params.id}/resolve`, [`exception ${call.params.id}`], async (tx) =>
        ok(await resolveException(tx, call.params.id ?? '', call.caller, call.body)),
      ),
  }),
  defineOperation({
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
    method: 'post',
    path: '/refused/{id}/resubmit',
    access: 'refused:resolve',
    summary: 'Interpret a parked transaction again, after what it missed was mended',
    answers: 'its result',
    problems: ['not-parked'],
    async run(call) {
      const id = call.params.id ?? ''
      const session = await call.deps.work.read((reader) => sessionOfParked(reader, id))
      const sessions = await knownSessions(call.deps.work, session === undefined ? [] : [session])
      const { name, roles } = call.caller
      return decide(call, `POST /refused/${id}/resubmit`, [`parked ${id}`], async (tx) =>
        ok(await resubmit(tx, id, { name, roles, sessions })),
      )
    },
  }),
  defineOperation({
    method: 'post',
    path: '/refused/{id}/dismiss',
    access: 'refused:resolve',
    summary: 'Let a parked transaction rest; it stays kept',
    answers: 'id, state',
    problems: ['not-parked'],
    run: (call) =>
      decide(call, `POST /refused/${call.params.id}/dismiss`, [`parked ${call.params.id}`], async (tx) =>
        ok(await dismiss(tx, call.params.id ?? '')),
      ),
  }),
]
