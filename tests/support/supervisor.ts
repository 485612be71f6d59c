/** A supervisor with badge and PIN, as a handheld knows them: overrides of tests are signed by the handheld's own code. */
import { type SupervisorKey, unlockKey } from '../../client/device/supervisor-key.ts'
import type { SupervisorRow } from '../../shared/wire/pull.ts'
import type { TestServer } from './server.ts'

export async function hireSupervisor(
  server: Pick<TestServer, 'call'>,
  name: string,
  roles = ['supervisor'],
): Promise<SupervisorKey> {
  const badge = `TEST-BADGE-${name.toUpperCase()}-0123456789`
  const { body } = await server.call<{ id: string }>('PUT', `/users/${badge}`, { name, roles, pin: '4711' })
  const { id } = body
  const row = await supervisorRow(server, id)
  const key = row && (await unlockKey(row, badge, '4711'))
  if (!key) throw new Error(`${name} is no supervisor whom a device knows.`)
  return key
}

async function supervisorRow(server: Pick<TestServer, 'call'>, id: string): Promise<SupervisorRow | undefined> {
  let cursor: string | undefined
  for (;;) {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`
    const { body } = await server.call<Pulled>('GET', `/sync/pull${query}`)
    const found = body.changes.find(({ table, value }) => table === 'supervisors' && value?.id === id)?.value
    if (found || !body.more) return found ?? undefined
    cursor = body.cursor
  }
}

interface Pulled {
  cursor: string
  more: boolean
  changes: { table: string; value: SupervisorRow | null }[]
}
