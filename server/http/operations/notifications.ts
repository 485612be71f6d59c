import * as v from 'valibot'
import type { Caller } from '../../auth/callers.ts'
import { pushKeys } from '../../notifications/keys.ts'
import { isPushService, subscribe, subscriptionInput, unsubscribe } from '../../notifications/subscriptions.ts'
import { Problem } from '../../problem.ts'
import { defineOperation, ok } from '../operation.ts'

export const notificationOperations = [
  defineOperation({
    id: 'getPushKey',
    method: 'get',
    path: '/notifications/key',
    access: 'exceptions:read',
    summary: 'The public key that a browser subscribes with',
    answers: 'publicKey',
    run: async ({ deps }) => ok({ publicKey: (await pushKeys(deps.work)).publicKey }),
  }),
  defineOperation({
    id: 'putPushSubscription',
    method: 'put',
    path: '/notifications/subscription',
    access: 'exceptions:read',
    summary: 'Hear of new exceptions in this browser, by its push service',
    body: subscriptionInput,
    answers: 'endpoint, atLeast',
    problems: ['not-a-person', 'unknown-push-service'],
    async run({ deps, caller, warehouse, body }) {
      const userId = personOf(caller)
      if (!isPushService(body.endpoint))
        throw new Problem(
          422,
          'unknown-push-service',
          'endpoint: This is not the push service of a browser that is known here.',
          {
            field: 'endpoint',
          },
        )
      await deps.work.run([], (tx) => subscribe(tx, { userId, warehouse }, body))
      return ok({ endpoint: body.endpoint, atLeast: body.atLeast })
    },
  }),
  defineOperation({
    id: 'unsubscribePush',
    method: 'post',
    path: '/notifications/unsubscribe',
    access: 'exceptions:read',
    summary: 'Hear no more in this browser',
    body: v.object({ endpoint: v.pipe(v.string(), v.maxLength(1_000)) }),
    answers: 'endpoint',
    problems: ['not-a-person'],
    async run({ deps, caller, body }) {
      const userId = personOf(caller)
      await deps.work.run([], (tx) => unsubscribe(tx, body.endpoint, userId))
      return ok({ endpoint: body.endpoint })
    },
  }),
]

function personOf(caller: Caller): string {
  if (caller.kind === 'session') return caller.id
  throw new Problem(403, 'not-a-person', 'Notifications are for people. Sign in.')
}
