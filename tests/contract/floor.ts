/** A warehouse of bins for the contract tests, and the calls that they repeat. Each test makes items of its own. */
import { and, eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { rowsOf } from '../../server/audit/rows.ts'
import { createIds } from '../../server/db/ids.ts'
import type { ServerDeps } from '../../server/http/deps.ts'
import type { ReplicaChange } from '../../shared/wire/pull.ts'
import type { PushAnswer } from '../../shared/wire/push.ts'
import type { Dialect } from '../support/database.ts'
import { type CallOptions, startTestServer, type TestServer, testStream } from '../support/server.ts'

export interface Problem {
  type: string
  code: string
  title: string
  status: number
  detail: string
  field?: string
}

export interface OrderBody {
  id: string
  status: string
  lines: {
    id: string
    sku: string
    quantity: number
    committed: number
    backordered: number
    allocated: number
    picked: number
    shipped: number
    cancelled: number
  }[]
}

export interface TaskBody {
  id: string
  sku: string
  lot: string | null
  location: string
  quantity: number
  lineId: string
}

export interface ReleaseBody {
  pickListId: string
  tasks: TaskBody[]
  short: { lineId: string; sku: string; quantity: number }[]
}

export interface ExceptionBody {
  id: string
  type: string
  severity: string
  detail: string
  endangers?: { money: { amount: number; currency: string } | null }
  sku: string | null
  lot: string | null
  location: string | null
  order: string | null
  transaction: string | null
  remedies: string[]
}

export interface StockBody {
  lot: string | null
  location: string
  status: string
  quantity: number
  allocated: number
  suspect: number
}

export interface InventoryBody {
  onHand: number
  sellable: number
  suspect: number
  onHold: number
  expired: number
  blocked: number
  unconfirmed: number
  shared: number
  byStatus: { available: number; uninspected: number; rework: number; damaged: number }
  channels: {
    channel: string
    protected: number
    committed: number
    allocated: number
    backordered: number
    availableToPromise: number
  }[]
}

export interface MovementBody {
  quantity: number
  lot: string | null
  from: { location: string; status: string }
  to: { location: string; status: string }
  occurredAt: string
  transaction: string
  user: string | null
  device: string | null
  order: string | null
  channel: string | null
}

const place = ({ location, status }: MovementBody['from']) =>
  status === 'available' ? location : `${location}:${status}`

export type Stream = ReturnType<typeof testStream>
export type Floor = Awaited<ReturnType<typeof openFloor>>

const DAY = 86_400_000

/** An instant so many days ago, as a device would write it. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString()

export const BINS = ['A-01', 'A-02', 'A-03', 'A-04', 'B-01'] as const

/** `clock.offset`: milliseconds by which this server's clock is ahead of the machine's. `over`: what it is given otherwise. */
export async function openFloor(dialect: Dialect, over: Partial<ServerDeps> = {}) {
  const clock = { offset: 0 }
  const now = () => Date.now() + clock.offset
  const server = await startTestServer(dialect, { now, newId: createIds(now) }, over)
  let made = 0

  for (const [pickSequence, code] of ['DOCK-1', ...BINS].entries()) {
    await ok(server, 'PUT', `/locations/${code}`, { kind: code === 'DOCK-1' ? 'dock' : 'pick', pickSequence })
  }
  await ok(server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })

  const stockRows = async (sku: string) =>
    (await ok<{ items: StockBody[] }>(server, 'GET', `/stock?sku=${sku}&limit=1000`)).items

  const main = testStream(server)
  const placing = (sku: string, quantity: number, over: Record<string, unknown> = {}, options: CallOptions = {}) =>
    server.call<OrderBody & Problem & Record<string, unknown>>(
      'POST',
      '/orders',
      orderBody([{ sku, quantity }], over),
      options,
    )

  async function exceptions(filter: Partial<ExceptionBody> = {}, state = 'open'): Promise<ExceptionBody[]> {
    const { items } = await ok<{ items: ExceptionBody[] }>(server, 'GET', `/exceptions?state=${state}&limit=1000`)
    return items.filter((found) =>
      Object.entries(filter).every(([key, value]) => found[key as keyof ExceptionBody] === value),
    )
  }

  const reported = new Set<string>()

  return {
    server,
    clock,
    stream: main,
    close: () => server.close(),

    /** After each test: what this test broke is its own failure, and not that of all behind it. */
    async cleanAudit(): Promise<void> {
      const { findings } = await audit(server.database.work, now())
      const fresh = findings.filter((finding) => !reported.has(finding))
      for (const finding of fresh) reported.add(finding)
      expect(fresh).toEqual([])
      expect(server.faults.splice(0)).toEqual([])
    },

    async item(over: Record<string, unknown> = {}): Promise<string> {
      const sku = `SKU-${++made}`
      await ok(server, 'PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true, ...over })
      return sku
    },

    async bin(over: Record<string, unknown> = {}): Promise<string> {
      const code = `BIN-${++made}`
      await ok(server, 'PUT', `/locations/${code}`, { kind: 'pick', pickSequence: 100 + made, ...over })
      return code
    },

    /** Received `days` ago, straight into a bin. */
    async receive(sku: string, lot: string | null, quantity: number, location: string, days = 0, over = {}) {
      const occurredAt = daysAgo(days)
      return main.push('receive', { sku, lot, quantity, location, ...over }, { occurredAt })
    },

    placing,

    /** An order that is taken. */
    async order(sku: string, quantity: number, over: Record<string, unknown> = {}): Promise<OrderBody> {
      const placed = await placing(sku, quantity, over)
      expect(placed.status, JSON.stringify(placed.body)).toBe(201)
      return placed.body
    },

    readOrder: (id: string) => ok<OrderBody>(server, 'GET', `/orders/${id}`),

    release: (id: string) => ok<ReleaseBody>(server, 'POST', `/orders/${id}/release`),

    pick: (task: TaskBody, over: Record<string, unknown> = {}, stream: Stream = main, occurredAt?: string) =>
      stream.push(
        'pick',
        {
          taskId: task.id,
          sku: task.sku,
          lot: task.lot,
          location: task.location,
          quantity: task.quantity,
          lineId: task.lineId,
          ...over,
        },
        occurredAt === undefined ? {} : { occurredAt },
      ),

    inventory: (sku: string) => ok<InventoryBody>(server, 'GET', `/inventory/${sku}`),

    /** `lot@location` → quantity, of available stock; other statuses as `lot@location:status`. */
    async stock(sku: string): Promise<Record<string, number>> {
      const rows = (await stockRows(sku)).filter((row) => row.quantity !== 0)
      return Object.fromEntries(
        rows.map(({ lot, location, status, quantity }) => [
          `${lot ?? ''}@${location}${status === 'available' ? '' : `:${status}`}`,
          quantity,
        ]),
      )
    },
    stockRows,

    exceptions,
    async exceptionTypes(filter: Partial<ExceptionBody>): Promise<string[]> {
      return (await exceptions(filter)).map((found) => found.type).sort()
    },

    async tasks(filter: { kind?: string; state?: string }) {
      const query = new URLSearchParams({ ...filter, limit: '1000' })
      const path = `/tasks?${query}`
      return (
        await ok<{ items: (TaskBody & { kind: string; state: string; done: number; order: string })[] }>(
          server,
          'GET',
          path,
        )
      ).items
    },

    /** A lot as it is kept; it has no address of its own yet. */
    async lot(sku: string, lot: string) {
      const rows = await server.database.work.read(({ db, t }) =>
        db
          .select()
          .from(t.lots)
          .where(and(eq(t.lots.sku, sku), eq(t.lots.lot, lot))),
      )
      return rows[0]
    },

    /** The ledger lines of a transaction, in words. */
    async lines(transaction: string): Promise<string[]> {
      const { items } = await ok<{ items: MovementBody[] }>(server, 'GET', `/movements?transaction=${transaction}`)
      return items.map(({ quantity, lot, from, to }) => `${quantity} ${lot} ${place(from)} > ${place(to)}`)
    },

    movements: async (filter: Record<string, string>) =>
      (await ok<{ items: MovementBody[] }>(server, 'GET', `/movements?${new URLSearchParams(filter)}`)).items,

    /** How many rows each of these tables has: what must not change where a call is turned down. */
    async counts(): Promise<Record<string, number>> {
      const tables = ['inbox', 'movements', 'stock', 'streams', 'exceptions', 'orders', 'idempotency', 'feed']
      await feedSettled(server)
      return server.database.work.read(async (reader) => {
        const found: Record<string, number> = {}
        for (const table of tables) {
          const rows = await rowsOf<{ n_rows: number }>(reader, sql.raw(`select count(*) as n_rows from ${table}`))
          found[table] = rows[0]?.n_rows ?? 0
        }
        return found
      })
    },
  }
}

export const orderBody = (
  lines: readonly { sku: string; quantity: unknown; unitPrice?: unknown }[],
  over: Record<string, unknown> = {},
) => ({
  externalId: v7(),
  channel: 'shop',
  customer: { id: 'C1', name: 'Ada' },
  lines: lines.map((line) => ({ unitPrice: { amount: 100, currency: 'USD' }, ...line })),
  ...over,
})

/** A call that must succeed. */
export async function ok<Body>(
  server: TestServer,
  method: string,
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Body> {
  const reply = await server.call<Body>(method, path, body, options)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}

export async function pushOf(
  server: TestServer,
  body: Record<string, unknown>,
  options: CallOptions = {},
): Promise<PushAnswer> {
  return ok<PushAnswer>(server, 'POST', '/sync/push', { deviceId: 'HH-1', ...body }, options)
}

export interface PullBody {
  epoch: string
  cursor: string
  changes: ReplicaChange[]
  more: boolean
  snapshot: boolean
}

/** Everything from a cursor to the end of the feed, or the snapshot and the feed where there is none. */
export async function pullAll(server: TestServer, from?: string, options: CallOptions & { limit?: number } = {}) {
  const changes: ReplicaChange[] = []
  let cursor = from
  for (;;) {
    const query = new URLSearchParams({ limit: String(options.limit ?? 1000), ...(cursor ? { cursor } : {}) })
    const page = await ok<PullBody>(server, 'GET', `/sync/pull?${query}`, undefined, options)
    changes.push(...page.changes)
    cursor = page.cursor
    if (!page.more) return { changes, cursor }
  }
}

/** PostgreSQL positions its feed just after the commit: waits until nothing is left to position. */
export async function feedSettled(server: TestServer): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const rows = await server.database.work.read((reader) =>
      rowsOf<{ n_rows: number }>(reader, sql`select count(*) as n_rows from feed_pending`),
    )
    if (rows[0]?.n_rows === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('The feed was not positioned in time.')
}

/** An enrolled device's credential. */
export async function enrolDevice(server: TestServer, deviceId: string, warehouse = 'MAIN'): Promise<string> {
  const { code } = await ok<{ code: string }>(server, 'POST', `/devices/enrolments?warehouse=${warehouse}`)
  return (await ok<{ token: string }>(server, 'POST', '/devices/enrol', { code, deviceId })).token
}

export interface Worker {
  badge: string
  pin: string
  session: string
  token: string
}

/** A person with these roles, signed in on a device. */
export async function signInWorker(server: TestServer, deviceId: string, roles: string[]): Promise<Worker> {
  const badge = `BADGE${v7().replaceAll('-', '')}`
  const pin = '482913'
  await ok(server, 'PUT', `/users/${badge}`, { name: `Worker ${roles.join(' ')}`, roles, pin })
  const { sessionId, token } = await ok<{ sessionId: string; token: string }>(server, 'POST', '/auth/sign-in', {
    badge,
    pin,
    deviceId,
  })
  return { badge, pin, session: sessionId, token }
}
