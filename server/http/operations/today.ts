import type { Caller } from '../../auth/callers.ts'
import { may } from '../../auth/permissions.ts'
import { Problem } from '../../problem.ts'
import { readToday } from '../../today/read-today.ts'
import { defineOperation, ok } from '../operation.ts'

/** Who may read neither stock nor orders has nothing to look at. */
function requireReading(caller: Caller): void {
  if (may(caller.roles, 'stock:read') || may(caller.roles, 'orders:read')) return
  throw new Problem(
    403,
    'forbidden',
    `This needs the permission stock:read or orders:read, and ${caller.name} has neither.`,
  )
}

export const todayOperations = [
  defineOperation({
    method: 'get',
    path: '/today',
    access: 'any',
    summary:
      'What needs a person now, the worst first, the figures that matter today and how the last days went; what the caller may not read is null or left out',
    answers:
      'now, day; needs: kind, severity, count, since, due, names, beside; due: orders, shipped; picked: lines, lastHour; right: days, bins, right; shipped: day, orders; channels: channel, name, days: day, availableToPromise',
    problems: ['forbidden', 'unknown-warehouse'],
    async run({ deps: { work, contacts, now }, caller, warehouse }) {
      requireReading(caller)
      const wanted = { warehouse, contacts, roles: caller.roles, now: now() }
      return ok(await work.read((reader) => readToday(reader, wanted)))
    },
  }),
]
