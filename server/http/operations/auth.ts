import * as v from 'valibot'
import { instant, name } from '../../../shared/transactions/fields.ts'
import { readLog } from '../../auth/audit-log.ts'
import type { Caller } from '../../auth/callers.ts'
import { beginFirstStart, firstStartInput } from '../../auth/first-start.ts'
import { endSession } from '../../auth/sessions.ts'
import { signIn, signInInput } from '../../auth/sign-in.ts'
import { Problem } from '../../problem.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { limit } from '../query.ts'

export const authOperations = [
  defineOperation({
    method: 'post',
    path: '/auth/sign-in',
    access: 'any',
    summary: 'Sign a person in by badge and PIN on an enrolled device',
    body: signInInput,
    answers: 'token, sessionId, expiresAt, user',
    problems: ['wrong-badge-or-pin', 'too-many-wrong-pins', 'other-device'],
    async run({ deps, caller, body }) {
      const allowed =
        caller.kind === 'token' || (caller.kind === 'device' ? caller.id : caller.deviceId) === body.deviceId
      if (!allowed)
        throw new Problem(403, 'other-device', 'This credential belongs to another device. Enrol this one.', {
          field: 'deviceId',
        })
      return ok(await signIn(deps.work, body, credentialOf(caller)))
    },
  }),
  defineOperation({
    method: 'post',
    path: '/auth/first-start',
    access: 'open',
    summary:
      'Make the first administrator of a new server, with the code that it prints where it is started; enrols the browser and signs in',
    body: firstStartInput,
    answers: '201: user, badge (shown this once), device: token, warehouse; session',
    problems: ['first-start-code-invalid', 'not-first-start', 'too-many-tries', 'unknown-warehouse'],
    run: async ({ deps, warehouse, body, address, unlogged }) =>
      created(await beginFirstStart(deps.work, body, { warehouse, address, unlogged })),
  }),
  defineOperation({
    method: 'post',
    path: '/auth/sign-out',
    access: 'any',
    summary: 'End the session that asks; what was recorded in it stays proven',
    body: v.optional(v.object({})),
    answers: 'sessionId',
    problems: ['no-session'],
    async run({ deps, caller }) {
      const { sessionId } = sessionOf(caller)
      await deps.work.run([], (tx) => endSession(tx, sessionId))
      return ok({ sessionId })
    },
  }),
  defineOperation({
    method: 'get',
    path: '/auth/session',
    access: 'any',
    summary: 'Whose session this is, while it lasts',
    answers: 'sessionId, deviceId, user',
    problems: ['no-session'],
    async run({ caller }) {
      const { sessionId, deviceId, id, name: called, roles } = sessionOf(caller)
      return ok({ sessionId, deviceId, user: { id, name: called, roles } })
    },
  }),
  defineOperation({
    method: 'get',
    path: '/audit-log',
    access: 'users:write',
    summary: 'Sensitive acts, the newest first: who did what, about what; secrets are not kept',
    query: v.object({
      from: v.optional(instant),
      to: v.optional(instant),
      by: v.optional(name),
      cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{0,15}$/, 'This is not a cursor of this list.')), ''),
      limit,
    }),
    answers: 'items: position, at, by, name, act, details; next',
    run: ({ deps, query: { from, to, by, cursor, limit: most } }) =>
      deps.work.read(async (reader) =>
        ok(
          await readLog(reader, {
            from: from === undefined ? undefined : Date.parse(from),
            to: to === undefined ? undefined : Date.parse(to),
            by,
            before: cursor === '' ? Number.MAX_SAFE_INTEGER : Number(cursor),
            limit: most,
          }),
        ),
      ),
  }),
]

/** What wrong PINs are counted on beside the badge: the device, whichever of its credentials asks. */
function credentialOf(caller: Caller): string {
  if (caller.kind === 'token') return `token ${caller.id}`
  return `device ${caller.kind === 'device' ? caller.id : caller.deviceId}`
}

function sessionOf(caller: Caller) {
  if (caller.kind === 'session') return caller
  throw new Problem(403, 'no-session', 'Nobody is signed in with this token. Send the token of a session.')
}
