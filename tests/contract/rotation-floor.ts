/** One run of the rotation property: the floor it stands on, what the server says at any moment, and how facts are told. */
import { and, eq, inArray } from 'drizzle-orm'
import { expect } from 'vitest'
import type { SupervisorKey } from '../../client/device/supervisor-key.ts'
import type { TestServer, testStream } from '../support/server.ts'
import * as oracle from './rotation-oracle.ts'

export const DAY = 86_400_000
export const CHANNELS = ['alpha', 'bravo', 'carol', 'delta']
export const BINS = ['R-01', 'R-02', 'R-03', 'R-04']
/** Where picked stock is put down. The second is a tote. */
export const READY = ['STAGING', 'R-TOTE'] as const
export const PLACES = [...BINS, ...READY]

export interface ChannelRules {
  channel: string
  priority: number
  minShelfLifeDays: number
}

export interface Task extends oracle.Lot {
  id: string
  kind: string
  line: string | null
  order: string | null
  place: string
  /** Still to be done. */
  open: number
  quantity: number
  done: number
}

export interface Line {
  id: string
  order: string
  sku: string
  channel: string
  /** ISO date. */
  shipBy: string | null
  cancelledOrder: boolean
  committed: number
  allocated: number
  picked: number
  shipped: number
  cancelled: number
}

/** What the server says. */
export interface Look {
  stock: (oracle.Balance & { quantity: number; suspect: number })[]
  allocations: (oracle.Allocation & { order: string })[]
  tasks: Task[]
  lines: Line[]
}

export interface Run {
  server: TestServer
  clock: { now: number }
  stream: ReturnType<typeof testStream>
  sam: SupervisorKey
  channels: ChannelRules[]
  book: oracle.Book
  /** FIFO at first, then FEFO. */
  skus: string[]
  look: Look
  orders: string[]
  /** Pick tasks that were ever open, as they were first seen. */
  seen: Task[]
  /** Facts that can be undone. */
  told: string[]
  story: string[]
}

export const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

export const skuOf = (run: Run, item: number): string => run.skus[item] ?? ''

export const rulesOf = (run: Run, channel: string): ChannelRules =>
  run.channels.find((rules) => rules.channel === channel) ?? { channel, priority: 1, minShelfLifeDays: 0 }

export const lineOf = (look: Look, id: string | null): Line | undefined => look.lines.find((line) => line.id === id)

/** A lot must be good until this day, to be good for the line: its channel's days counted from when it ships. */
export function neededUntil({ book, ...run }: Run, line: Line | undefined): string {
  const days = line ? rulesOf({ book, ...run }, line.channel).minShelfLifeDays : 0
  if (!line || days === 0) return book.today
  return oracle.addDays(line.shipBy !== null && line.shipBy > book.today ? line.shipBy : book.today, days)
}

export const openPicks = (run: Run): Task[] => run.look.tasks.filter(({ kind, open }) => kind === 'pick' && open > 0)

export async function lookAt({ server, skus }: Pick<Run, 'server' | 'skus'>): Promise<Look> {
  return server.database.work.read(async ({ db, t }) => {
    const stock = await db
      .select()
      .from(t.stock)
      .where(and(inArray(t.stock.sku, skus), eq(t.stock.inHouse, true)))
    const allocations = await db.select().from(t.allocations).where(inArray(t.allocations.sku, skus))
    const tasks = await db
      .select()
      .from(t.tasks)
      .where(and(inArray(t.tasks.sku, skus), eq(t.tasks.state, 'open')))
      .orderBy(t.tasks.id)
    const lines = await db
      .select({ line: t.orderLines, shipBy: t.orders.shipBy, cancelledAt: t.orders.cancelledAt })
      .from(t.orderLines)
      .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
      .where(inArray(t.orderLines.sku, skus))
      .orderBy(t.orderLines.id)
    return {
      stock: stock.map(({ location, ...row }) => ({ ...row, place: location })),
      allocations: allocations.map(({ location, lineId, orderId, ...row }) => ({
        ...row,
        place: location,
        line: lineId,
        order: orderId,
      })),
      tasks: tasks.map(({ location, lineId, orderId, ...row }) => ({
        ...row,
        place: location,
        line: lineId,
        order: orderId,
        open: row.quantity - row.done,
      })),
      lines: lines.map(({ line: { orderId, ...line }, shipBy, cancelledAt }) => ({
        ...line,
        order: orderId,
        shipBy,
        cancelledOrder: cancelledAt !== null,
      })),
    }
  })
}

export interface Told {
  id: string
  outcome: string
  /** Types of the exceptions that the fact opened. */
  raised: string[]
  /** Of those, the severe ones. */
  severe: string[]
}

/** A fact is never refused. `at`: when it happened. */
export async function tell(
  run: Run,
  type: string,
  payload: Record<string, unknown>,
  at: number = run.clock.now,
): Promise<Told> {
  const { id, result } = await run.stream.push(type, payload, { occurredAt: new Date(at).toISOString() })
  const raised = result.exceptions.map((exception) => exception.type)
  run.story.push(`${type} ${id} ${JSON.stringify(payload)}: ${result.outcome} ${raised.join(' ')}`)
  expect(result.outcome, JSON.stringify(result)).not.toBe('refused')
  const ids = result.exceptions.map((exception) => exception.id)
  const severe = ids.length === 0 ? [] : await severeOf(run, ids)
  return { id, outcome: result.outcome, raised, severe }
}

const severeOf = ({ server }: Run, ids: string[]): Promise<string[]> =>
  server.database.work.read(async ({ db, t }) => {
    const rows = await db.select().from(t.exceptions).where(inArray(t.exceptions.id, ids))
    return rows.filter(({ severity }) => severity === 'severe').map(({ type }) => type)
  })

/** A request that may be refused only as one of these. */
export async function ask<Body>(
  run: Run,
  method: string,
  path: string,
  body: unknown,
  refused: readonly number[] = [],
): Promise<{ status: number; body: Body }> {
  const reply = await run.server.call<Body>(method, path, body)
  run.story.push(`${method} ${path} ${JSON.stringify(body ?? null)}: ${reply.status}`)
  expect([200, 201, ...refused], `${method} ${path}: ${JSON.stringify(reply.body)}`).toContain(reply.status)
  return reply
}
