/** How far a site is set up, and what helps to begin. */
import * as v from 'valibot'
import { importLock } from '../../import/rows.ts'
import { putSample } from '../../setup/sample.ts'
import { readSetup } from '../../setup/setup.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'

export const setupOperations = [
  defineOperation({
    method: 'get',
    path: '/setup',
    access: 'master:write',
    summary:
      'The steps of setting a warehouse up, each judged by what is there; done null: it cannot be seen from here',
    answers: 'warehouse; steps: company, warehouse, locations … https, each with done and what is known of it',
    problems: ['not-found'],
    async run({ deps, caller, warehouse, isSecure }) {
      const { metrics, backups = 'none' } = deps
      const ownDevice = caller.kind === 'session' ? caller.deviceId : null
      const wanted = { warehouse, ownDevice, backups, backupAt: metrics.backupAt, isSecure }
      return ok(await deps.work.read((reader) => readSetup(reader, wanted)))
    },
  }),
  defineOperation({
    method: 'post',
    path: '/setup/sample',
    access: 'master:write',
    summary: 'Fill an empty catalogue with sample items, each marked as one',
    body: v.optional(v.object({})),
    answers: '201: items: how many',
    problems: ['not-empty', 'not-found'],
    run: (call) =>
      decide(call, 'POST /setup/sample', [importLock(call.warehouse)], async (tx) =>
        created({ items: await putSample(tx, call.warehouse) }),
      ),
  }),
]
