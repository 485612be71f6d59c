import * as v from 'valibot'
import { instant, name } from '../../../shared/transactions/fields.ts'
import { readLog } from '../../auth/audit-log.ts'
import { enrol, enrolInput, newEnrolmentCode } from '../../auth/devices.ts'
import { credentialsOf } from '../../auth/pin.ts'
import { signIn, signInInput } from '../../auth/sign-in.ts'
import { badge, putUser, userInput } from '../../auth/users.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { checked } from '../checked.ts'
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
      return ok(await signIn(deps.work, deps.now, body))
    },
  }),
  defineOperation({
    method: 'put',
    path: '/users/{badge}',
    access: 'users:write',
    summary: 'Add a person, or change name, roles and PIN of the one with this badge',
    body: userInput,
    answers: 'id, name, roles',
    async run({ deps, params, body }) {
      const code = checked(badge, params.badge, 'badge')
      const credentials = await credentialsOf(code, body.pin)
      return ok(
        await deps.work.run([`badge ${code}`], (tx) =>
          putUser(tx, { badge: code, name: body.name, roles: body.roles, credentials }),
        ),
      )
    },
  }),
  defineOperation({
    method: 'post',
    path: '/devices/enrolments',
    access: 'devices:enrol',
    summary: 'Ask for a code with which one device can be enrolled within the hour',
    body: v.optional(v.object({})),
    answers: 'code, expiresAt',
    async run({ deps, warehouse }) {
      const code = await deps.work.run([], async (tx) => {
        await requireWarehouse(tx, warehouse)
        return newEnrolmentCode(tx, warehouse)
      })
      return created(code)
    },
  }),
  defineOperation({
    method: 'post',
    path: '/devices/enrol',
    access: 'open',
    summary: 'Give a device its credential for an enrolment code',
    body: enrolInput,
    answers: 'token, warehouse',
    problems: ['enrolment-code-invalid'],
    run: async ({ deps, body }) => created(await deps.work.run([`enrol ${body.deviceId}`], (tx) => enrol(tx, body))),
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
