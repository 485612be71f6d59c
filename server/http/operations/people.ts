import * as v from 'valibot'
import { covers } from '../../../shared/rules/permissions.ts'
import type { Caller } from '../../auth/callers.ts'
import { identityInput, linkIdentity } from '../../auth/identities.ts'
import { credentialsOf } from '../../auth/pin.ts'
import { newBadge } from '../../auth/tokens.ts'
import {
  badge,
  changeInput,
  changeUser,
  disableUser,
  enableUser,
  listUsers,
  newPin,
  pin,
  putUser,
  replaceBadge,
  signOutUser,
  userInput,
} from '../../auth/users.ts'
import { Problem } from '../../problem.ts'
import { checked } from '../checked.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { page } from '../query.ts'

const nothing = v.optional(v.object({}))
const ofUser = (id: string | undefined): string => `user ${id}`

export const peopleOperations = [
  defineOperation({
    id: 'putUser',
    method: 'put',
    path: '/users/{badge}',
    access: 'users:write',
    summary: 'Add a person, or change name, roles and PIN of the one with this badge',
    body: userInput,
    answers: 'id, name, roles',
    problems: ['more-than-own'],
    async run({ deps, caller, params, body }) {
      const code = checked(badge, params.badge, 'badge')
      const credentials = await credentialsOf(code, body.pin)
      return ok(
        await deps.work.run([`badge ${code}`], (tx) =>
          putUser(tx, { badge: code, name: body.name, roles: body.roles, credentials }, caller.roles),
        ),
      )
    },
  }),
  defineOperation({
    id: 'createUser',
    method: 'post',
    path: '/users',
    access: 'users:write',
    summary: 'Add a person with a badge that is made here, and a PIN where none is given; both are shown this once',
    body: v.object({ ...changeInput.entries, pin: v.optional(pin) }),
    answers: 'id, name, roles, badge, pin',
    problems: ['more-than-own'],
    async run({ deps, caller, body }) {
      const made = await newCredentials(body.pin)
      const { name, roles } = body
      const user = await deps.work.run([], (tx) =>
        putUser(tx, { badge: made.badge, name, roles, credentials: made.credentials }, caller.roles),
      )
      return created({ ...user, badge: made.badge, pin: made.pin })
    },
  }),
  defineOperation({
    id: 'listUsers',
    method: 'get',
    path: '/users',
    access: 'users:write',
    summary: 'People, oldest first, and by which e-mail each may enter the office; no badge and no PIN',
    query: page,
    answers: 'items: id, name, roles, disabled, email, hasEntered; next',
    run: async ({ deps, query }) => ok(await deps.work.read((reader) => listUsers(reader, query.cursor, query.limit))),
  }),
  defineOperation({
    id: 'changeUser',
    method: 'post',
    path: '/users/{id}/change',
    access: 'users:write',
    summary: 'Change name and roles; badge and PIN stay',
    body: changeInput,
    answers: 'id, name, roles',
    problems: ['more-than-own', 'own-account', 'not-found'],
    async run({ deps, caller, params: { id = '' }, body }) {
      if (isOwn(caller, id) && !covers(body.roles, caller.roles)) throw ownAccount()
      return ok(await deps.work.run([ofUser(id)], (tx) => changeUser(tx, id, body, caller.roles)))
    },
  }),
  defineOperation({
    id: 'replaceBadge',
    method: 'post',
    path: '/users/{id}/badge',
    access: 'users:write',
    summary: 'Replace a lost badge, and with it the PIN; both are shown this once',
    body: v.object({ pin: v.optional(pin) }),
    answers: 'id, name, roles, badge, pin',
    problems: ['more-than-own', 'not-found'],
    async run({ deps, caller, params: { id = '' }, body }) {
      const made = await newCredentials(body.pin)
      const user = await deps.work.run([ofUser(id)], (tx) => replaceBadge(tx, id, made, caller.roles))
      return ok({ ...user, badge: made.badge, pin: made.pin })
    },
  }),
  defineOperation({
    id: 'disableUser',
    method: 'post',
    path: '/users/{id}/disable',
    access: 'users:write',
    summary: 'Let a person in no more and end their sessions; what they did stays theirs',
    body: nothing,
    answers: 'id, name, roles, disabled, sessionsEnded',
    problems: ['own-account', 'not-found'],
    async run({ deps, caller, params: { id = '' } }) {
      if (isOwn(caller, id)) throw ownAccount()
      return ok(await deps.work.run([ofUser(id)], (tx) => disableUser(tx, id)))
    },
  }),
  defineOperation({
    id: 'enableUser',
    method: 'post',
    path: '/users/{id}/enable',
    access: 'users:write',
    summary: 'Let a disabled person in again, with badge, PIN and roles as they were',
    body: nothing,
    answers: 'id, name, roles, disabled',
    problems: ['more-than-own', 'not-found'],
    run: async ({ deps, caller, params: { id = '' } }) =>
      ok(await deps.work.run([ofUser(id)], (tx) => enableUser(tx, id, caller.roles))),
  }),
  defineOperation({
    id: 'signOutUser',
    method: 'post',
    path: '/users/{id}/sign-out',
    access: 'users:write',
    summary: "End a person's sessions on every device",
    body: nothing,
    answers: 'id, sessionsEnded',
    problems: ['not-found'],
    run: async ({ deps, params: { id = '' } }) => ok(await deps.work.run([ofUser(id)], (tx) => signOutUser(tx, id))),
  }),
  defineOperation({
    id: 'linkIdentity',
    method: 'put',
    path: '/users/{id}/oidc',
    access: 'users:write',
    summary: 'Say by which e-mail of the identity provider a person may enter the office; null: by none',
    body: identityInput,
    answers: 'id, email',
    problems: ['more-than-own', 'email-taken', 'not-found'],
    run: async ({ deps, caller, params: { id = '' }, body }) =>
      ok(await deps.work.run([ofUser(id)], (tx) => linkIdentity(tx, id, body.email, caller.roles))),
  }),
]

async function newCredentials(given: string | undefined) {
  const made = { badge: newBadge(), pin: given ?? newPin() }
  return { ...made, credentials: await credentialsOf(made.badge, made.pin) }
}

const isOwn = (caller: Caller, id: string): boolean => caller.kind === 'session' && caller.id === id

/** Else the last administrator could lock the office from inside. */
const ownAccount = () =>
  new Problem(409, 'own-account', 'You cannot take away your own access. Ask another administrator.')
