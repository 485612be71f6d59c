/** How server and floor are doing: for the office's page Status. */
import { requireWarehouse } from '../../master/warehouses.ts'
import { Problem } from '../../problem.ts'
import { readStatus } from '../../watch/status.ts'
import { defineOperation, ok } from '../operation.ts'
import type { Readiness } from '../readiness.ts'

export const statusOperations = [
  defineOperation({
    method: 'get',
    path: '/status',
    // Whoever settles what the floor and the ledger contradict must see whether the floor is heard at all.
    access: 'exceptions:read',
    summary: 'How the server and this warehouse are doing: devices, exceptions, platforms, commits and backups',
    answers:
      'server, commits, backupAt, devices, parked, exceptions, connectors; instants, and null where nothing is known',
    run: async ({ deps, warehouse }) => {
      const { work, contacts, metrics, readiness, startedAt, version, epoch, now } = deps
      const why = await notReady(readiness)
      const known = await work.read(async (reader) => {
        await requireWarehouse(reader, warehouse)
        return readStatus(reader, { warehouse, contacts, metrics, now: now() })
      })
      const server = {
        version: version ?? null,
        upSince: new Date(startedAt).toISOString(),
        now: new Date(now()).toISOString(),
        database: work.dialect,
        epoch,
        ready: why === null,
        why,
      }
      return ok({ server, ...known })
    },
  }),
]

async function notReady(readiness: Readiness): Promise<string | null> {
  try {
    await readiness.check()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.detail
    throw error
  }
}
