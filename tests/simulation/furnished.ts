/**
 * What stands before the first shift: items, places, channels, devices that are enrolled, and workers who are signed in. Made once a
 * process, by the real server; each seed begins with a copy.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createApiToken } from '../../server/auth/api-tokens.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Sources } from '../../server/db/work.ts'
import { putWarehouse } from '../../server/master/warehouses.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { administer, openPostgresStore } from './postgres-store.ts'
import { createRandom } from './random.ts'
import { type SimServer, type SimStore, startSimServer } from './sim-server.ts'
import { openSqliteStore } from './sqlite-store.ts'

export const START = Date.UTC(2026, 0, 5, 8)
export const SKUS = ['OAT', 'RYE', 'TEA'] as const
/** By priority; the last draws nothing from the shared pool, and the first asks for shelf life. */
export const CHANNELS = ['grocer', 'shop', 'outlet'] as const
export const BINS = ['A-01', 'A-02', 'A-03', 'B-01', 'B-02'] as const
/** Where goods stand that came back. */
export const CAGE = 'CAGE'
/** Everywhere that goods can stand. */
export const PLACES = ['DOCK-1', ...BINS, 'STAGING', CAGE] as const
export const DEVICES = ['HH-1', 'HH-2', 'HH-3'] as const

const KINDS: Record<string, string> = { 'DOCK-1': 'dock', STAGING: 'staging', [CAGE]: 'returns' }

/** Small, so that differences fall on both sides of it. */
const TOLERANCE = { C: { units: 3, value: 100_000 } }

export interface Worker {
  deviceId: string
  token: string
  badge: string
  pin: string
  session: { id: string; expiresAt: number }
}

export interface Furnished {
  adminToken: string
  workers: Worker[]
  /** A database of its own that begins so. */
  open(sources: Sources): Promise<SimStore> | SimStore
}

const made = new Map<string, Promise<Furnished>>()

/** `postgres`: the address of a server, without a database; undefined: SQLite. */
export function furnished(postgres: string | undefined): Promise<Furnished> {
  const known = made.get(postgres ?? '') ?? (postgres === undefined ? onSqlite() : onPostgres(postgres))
  made.set(postgres ?? '', known)
  return known
}

async function onSqlite(): Promise<Furnished> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-sim-'))
  const empty = join(folder, 'empty.db')
  await migrate(empty, MIGRATIONS)
  const store = openSqliteStore(empty, sources())
  const begun = await furnish(store)
  const template = join(folder, 'template.db')
  // A backup is one file, and needs no log beside it.
  await store.backups?.take(START, template)
  await begun.server.close()
  return { ...begun, open: (own) => openSqliteStore(template, own) }
}

async function onPostgres(postgres: string): Promise<Furnished> {
  const template = `sim_template_${process.pid}`
  await administer(postgres, `CREATE DATABASE ${template}`)
  await migrate(`${postgres}/${template}`, MIGRATIONS)
  const store = await openPostgresStore(postgres, sources(), { name: template })
  const begun = await furnish(store)
  await store.settled(begun.server.work)
  await begun.server.close()
  return { ...begun, open: (own) => openPostgresStore(postgres, own, { template }) }
}

function sources(): Sources {
  const random = createRandom(0)
  return { now: () => START, newId: () => random.uuid(START) }
}

async function furnish(store: SimStore): Promise<{ server: SimServer; adminToken: string; workers: Worker[] }> {
  const server = await startSimServer(store, sources())
  const { work } = server
  await work.run([], (tx) => putWarehouse(tx, 'MAIN', { name: 'Main', timeZone: 'UTC', currency: 'USD' }))
  const adminToken = await work.run([], (tx) => createApiToken(tx, 'admin', 'simulation'))
  const ask = asking(server, adminToken)
  for (const sku of SKUS) await ask('PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true })
  for (const [pickSequence, code] of PLACES.entries())
    await ask('PUT', `/locations/${code}`, { kind: KINDS[code] ?? 'pick', pickSequence })
  await ask('PUT', '/channels/grocer', { name: 'Grocer', kind: 'retail', priority: 1, minShelfLifeDays: 2 })
  await ask('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 2, buffer: 3 })
  await ask('PUT', '/channels/outlet', { name: 'Outlet', kind: 'retail', priority: 3, drawsShared: false })
  await ask('PUT', '/settings/counting', { tolerance: TOLERANCE })
  const workers: Worker[] = []
  for (const deviceId of DEVICES) workers.push(await hire(server, ask, deviceId))
  return { server, adminToken, workers }
}

async function hire(server: SimServer, ask: Ask, deviceId: string): Promise<Worker> {
  const [badge, pin] = [`BADGE-OF-${deviceId}-0123456789`, '4711']
  await ask('PUT', `/users/${badge}`, { name: `Worker of ${deviceId}`, roles: ['inspector'], pin })
  const token = await enrol(ask, deviceId)
  return { deviceId, token, badge, pin, session: await signIn(server, { deviceId, token, badge, pin }) }
}

export async function enrol(ask: Ask, deviceId: string): Promise<string> {
  const { code } = await ask('POST', '/devices/enrolments', {})
  return String((await ask('POST', '/devices/enrol', { code, deviceId })).token)
}

export async function signIn(
  server: SimServer,
  { deviceId, token, badge, pin }: Omit<Worker, 'session'>,
): Promise<Worker['session']> {
  const answer = await asking(server, token)('POST', '/auth/sign-in', { badge, pin, deviceId })
  return { id: String(answer.sessionId), expiresAt: Date.parse(String(answer.expiresAt)) }
}

/** Throws where it is refused. */
export type Ask = (method: string, path: string, body: unknown) => Promise<Record<string, unknown>>

export const asking =
  (server: SimServer, token: string): Ask =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const request = new Request(`http://sim/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    const response = await server.fetch(request)
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${String(answer.detail)}`)
    return answer
  }
