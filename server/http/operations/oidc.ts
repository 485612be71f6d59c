import * as v from 'valibot'
import { isFirstStart } from '../../auth/first-start.ts'
import { readCookie } from '../../auth/oidc/cookie.ts'
import { exchange } from '../../auth/oidc/sign-ins.ts'
import { Problem } from '../../problem.ts'
import { defineOperation, ok } from '../operation.ts'

export const oidcOperations = [
  defineOperation({
    method: 'get',
    path: '/auth/methods',
    access: 'open',
    summary:
      'How people can sign in here: by badge on a device and, where oidc is not null, in the office by a provider; firstStart: nobody can yet, and whoever has the code of POST /auth/first-start is the first',
    answers: 'badge, oidc: name, firstStart',
    run: async ({ deps }) =>
      ok({
        badge: true,
        oidc: deps.oidc ? { name: deps.oidc.name } : null,
        firstStart: await deps.work.read(isFirstStart),
      }),
  }),
  defineOperation({
    method: 'post',
    path: '/auth/oidc/session',
    access: 'open',
    summary: 'The session for the code that the identity provider’s answer led to; once, in the browser that began it',
    body: v.object({ code: v.pipe(v.string('Give the code as text.'), v.minLength(1), v.maxLength(100)) }),
    answers: 'token, sessionId, expiresAt, user',
    problems: ['sign-in-over', 'not-found'],
    async run({ deps: { oidc, work }, request, body }) {
      if (!oidc) throw new Problem(404, 'not-found', 'No identity provider is set up here. Sign in by badge.')
      const cookie = readCookie(oidc.publicUrl, request.headers.get('cookie'))
      return ok(await work.run([], (tx) => exchange(tx, cookie, body.code)))
    },
  }),
]
