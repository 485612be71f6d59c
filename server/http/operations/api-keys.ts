import * as v from 'valibot'
import { covers, may, PERMISSIONS, ROLES } from '../../../shared/rules/permissions.ts'
import { createKey, keyInput, listKeys, revokeKey } from '../../auth/api-tokens.ts'
import { refuseMoreThanOwn } from '../../auth/give.ts'
import { Problem } from '../../problem.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { page } from '../query.ts'

export const apiKeyOperations = [
  defineOperation({
    id: 'listApiKeys',
    method: 'get',
    path: '/api-keys',
    access: 'keys:write',
    summary: 'API keys, oldest first, with what each may do; none of them can be read again',
    query: page,
    answers: 'items: id, name, role, scopes, createdAt, expiresAt, lastUsedAt, revoked; next',
    run: async ({ deps, query }) => ok(await deps.work.read((reader) => listKeys(reader, query.cursor, query.limit))),
  }),
  defineOperation({
    id: 'listGrants',
    method: 'get',
    path: '/api-keys/grants',
    access: 'keys:write',
    summary: 'What whoever asks may give to a key or a person: roles, and scopes',
    answers: 'roles, scopes',
    run: async ({ caller: { roles } }) =>
      ok({
        roles: ROLES.filter((role) => covers(roles, [role])),
        scopes: PERMISSIONS.filter((scope) => may(roles, scope)),
      }),
  }),
  defineOperation({
    id: 'createApiKey',
    method: 'post',
    path: '/api-keys',
    access: 'keys:write',
    summary: 'Make an API key with a role or with scopes; it is shown this once',
    body: keyInput,
    answers: 'id, name, role, scopes, expiresAt, token',
    problems: ['more-than-own'],
    async run({ deps, caller, body: { name, role, scopes, expiresAt } }) {
      refuseMoreThanOwn(caller.roles, role === undefined ? (scopes ?? []) : [role])
      const until = expiresAt === undefined ? undefined : Date.parse(expiresAt)
      if (until !== undefined && until <= deps.now())
        throw new Problem(422, 'invalid', 'expiresAt: Give an instant that is still to come.', { field: 'expiresAt' })
      const key = await deps.work.run([], (tx) => createKey(tx, { name, role, scopes, expiresAt: until }))
      return created({ name, role: role ?? null, scopes: scopes ?? null, expiresAt: expiresAt ?? null, ...key })
    },
  }),
  defineOperation({
    id: 'revokeApiKey',
    method: 'post',
    path: '/api-keys/{id}/revoke',
    access: 'keys:write',
    summary: 'Revoke an API key: it opens nothing from the next call on',
    body: v.optional(v.object({})),
    answers: 'id, name, revoked',
    problems: ['not-found'],
    run: async ({ deps, params: { id = '' } }) => ok(await deps.work.run([], (tx) => revokeKey(tx, id))),
  }),
]
