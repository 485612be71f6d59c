import * as v from 'valibot'
import { may } from '../../../shared/rules/permissions.ts'
import type { Caller } from '../../auth/callers.ts'
import {
  enrolFrom,
  enrolInput,
  listDevices,
  newEnrolmentCode,
  requireDevice,
  revokeDevice,
} from '../../auth/devices.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { noteScannerChecked } from '../../setup/noted.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { page } from '../query.ts'

export const deviceOperations = [
  defineOperation({
    id: 'createEnrolment',
    method: 'post',
    path: '/devices/enrolments',
    access: 'devices:enrol',
    summary: 'Ask for a code with which one device can be enrolled within the hour',
    body: v.optional(v.object({})),
    answers: 'code, expiresAt',
    problems: ['unknown-warehouse'],
    async run({ deps, warehouse }) {
      const code = await deps.work.run([], async (tx) => {
        await requireWarehouse(tx, warehouse)
        return newEnrolmentCode(tx, warehouse)
      })
      return created(code)
    },
  }),
  defineOperation({
    id: 'enrolDevice',
    method: 'post',
    path: '/devices/enrol',
    access: 'open',
    summary: 'Give a device its credential for an enrolment code',
    body: enrolInput,
    answers: 'token, warehouse',
    problems: ['enrolment-code-invalid', 'too-many-tries'],
    run: async ({ deps, body, address, unlogged }) => created(await enrolFrom(deps.work, body, { address, unlogged })),
  }),
  defineOperation({
    id: 'listDevices',
    method: 'get',
    path: '/devices',
    access: 'devices:enrol',
    summary: 'Devices that were enrolled, by name',
    query: page,
    answers: 'items: id, warehouse, enrolledAt, revoked; next',
    run: async ({ deps, query }) =>
      ok(await deps.work.read((reader) => listDevices(reader, query.cursor, query.limit))),
  }),
  defineOperation({
    id: 'revokeDevice',
    method: 'post',
    path: '/devices/{id}/revoke',
    access: 'devices:enrol',
    summary: 'Take a device its credential and end the sessions on it; what it holds unsent stays on it',
    body: v.optional(v.object({})),
    answers: 'id, revoked, sessionsEnded',
    problems: ['not-found'],
    run: async ({ deps, params: { id = '' } }) =>
      ok(await deps.work.run([`enrol ${id}`], (tx) => revokeDevice(tx, id))),
  }),
  defineOperation({
    id: 'confirmScanner',
    method: 'post',
    path: '/devices/{id}/scanner-check',
    access: 'any',
    summary:
      'Say that the scanner of a device was checked and is set right; a device for itself, or who may enrol devices',
    body: v.optional(v.object({})),
    answers: 'id',
    problems: ['other-device', 'not-found'],
    async run({ deps, caller, params: { id = '' } }) {
      if (deviceOf(caller) !== id && !may(caller.roles, 'devices:enrol'))
        throw new Problem(403, 'other-device', 'A device tells of its own scanner alone.', { field: 'id' })
      await deps.work.run([`enrol ${id}`], async (tx) => {
        await requireDevice(tx, id)
        await noteScannerChecked(tx, id)
      })
      return ok({ id })
    },
  }),
]

/** Whose credential it is, or where the person is signed in. */
const deviceOf = (caller: Caller): string | null =>
  caller.kind === 'device' ? caller.id : caller.kind === 'session' ? caller.deviceId : null
