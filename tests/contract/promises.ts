/** The floor with three channels and a clock at noon: what the tests of protections, shortages and rules repeat. */
import { expect } from 'vitest'
import { daysLater, localDate } from '../../server/availability/local-date.ts'
import { keyOf, type ReplicaChange } from '../../shared/wire/pull.ts'
import type { Dialect } from '../support/database.ts'
import type { CallOptions, TestServer } from '../support/server.ts'
import { type ExceptionBody, feedSettled, type OrderBody, ok, openFloor, type Problem, pullAll } from './floor.ts'

export interface ChannelBody {
  channel: string
  protected: number
  charged: number
  target: number | null
  until: string | null
  committed: number
  allocated: number
  backordered: number
  planned: number
  atRisk: number
  availableToPromise: number
}

export interface FiguresBody {
  onHand: number
  sellable: number
  free: number
  shared: number
  atRisk: number
  channels: ChannelBody[]
}

export interface ProtectionBody {
  sku: string
  channel: string
  warehouse: string
  quantity: number
  charged: number
  target: number | null
  until: string | null
  drawn: number
}

export interface ProposalBody {
  remedy: string
  label: string
  detail: string
  body: Record<string, unknown>
}

export type ShortageBody = ExceptionBody & { detail: string; state: string; proposals: ProposalBody[] }

export interface OrderRead extends OrderBody {
  version: number
  atRisk: number
  pickLists: { id: string; state: string; device: string | null }[]
  lines: (OrderBody['lines'][number] & { planned: number; atRisk: number; fromProtected: number })[]
}

export const DAY = 86_400_000

/** The highest priority first: `gold` draws from the shared pool like the others. */
const CHANNELS = { gold: 1, silver: 5, bronze: 9 }

export type Promises = Awaited<ReturnType<typeof openPromises>>

export async function openPromises(dialect: Dialect) {
  const floor = await openFloor(dialect)
  const { server } = floor
  // Noon in Chicago or an hour from it: no test is overtaken by midnight.
  floor.clock.offset = Math.floor(Date.now() / DAY) * DAY + 0.75 * DAY - Date.now()
  const now = () => Date.now() + floor.clock.offset

  const channel = (code: string, terms: Record<string, unknown> = {}) =>
    ok(server, 'PUT', `/channels/${code}`, { name: code, kind: 'retail', ...terms })
  for (const [code, priority] of Object.entries(CHANNELS)) await channel(code, { priority })

  const send = <Body = Problem & Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ) => server.call<Body>(method, path, body, options)
  const figures = (sku: string) => ok<FiguresBody>(server, 'GET', `/inventory/${sku}`)
  const protect = (sku: string, code: string, body: Record<string, unknown>, options: CallOptions = {}) =>
    send<ProtectionBody & Problem & { available: number }>('PUT', `/protections/${sku}/${code}`, body, options)

  return {
    ...floor,
    now,
    channel,
    send,
    figures,
    protect,

    /** The warehouse's date so many days from now, on the server's clock. */
    day: (days = 0) => daysLater(localDate(now(), 'America/Chicago'), days),

    /** The server's clock goes on; nothing is read yet. */
    pass(days: number) {
      floor.clock.offset += days * DAY
    },

    /** An item with so many units of lot L1 in A-01. */
    async stocked(quantity: number, over: Record<string, unknown> = {}): Promise<string> {
      const sku = await floor.item(over)
      if (quantity > 0) await floor.receive(sku, 'L1', quantity, 'A-01')
      return sku
    },

    async of(sku: string, code: string): Promise<ChannelBody> {
      const found = (await figures(sku)).channels.find((one) => one.channel === code)
      if (!found) throw new Error(`${code} is not among the channels.`)
      return found
    },

    async protected(sku: string, code: string, quantity: number, over: Record<string, unknown> = {}) {
      const reply = await protect(sku, code, { quantity, ...over })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      return reply.body
    },

    adjust: (sku: string, quantity: number, location = 'A-01', lot: string | null = 'L1') =>
      floor.stream.push('adjust', { sku, lot, location, status: 'available', quantity, reason: 'Counted' }),

    read: (id: string) => ok<OrderRead>(server, 'GET', `/orders/${id}`),
    cancel: (id: string, options: CallOptions = {}) =>
      send<OrderRead & Problem>('POST', `/orders/${id}/cancel`, {}, options),
    change: (id: string, version: number, lines: unknown[], options: CallOptions = {}) =>
      send<OrderRead & Problem & Record<string, unknown>>('POST', `/orders/${id}/change`, { version, lines }, options),

    shortages: async (sku: string, type: string): Promise<ShortageBody[]> =>
      (await floor.exceptions({ type, sku })) as ShortageBody[],
    resolve: (id: string, body: Record<string, unknown>) =>
      send<ShortageBody & Problem>('POST', `/exceptions/${id}/resolve`, body),
  }
}

/** A device's replica as rows by table and key: from a snapshot, or carried on by what the feed says since. */
export interface Replica {
  rows: Map<string, unknown>
  cursor: string | undefined
}

export async function followFeed(server: TestServer, known?: Replica): Promise<Replica> {
  await feedSettled(server)
  const { changes, cursor } = await pullAll(server, known?.cursor)
  const rows = new Map(known?.rows)
  // What became of transactions is told to the device that sent them only.
  for (const change of changes) if (change.table !== 'outcomes') applyChange(rows, change)
  return { rows, cursor }
}

function applyChange(rows: Map<string, unknown>, { table, key, value }: ReplicaChange): void {
  if (value === null) rows.delete(keyOf(table, key))
  else rows.set(keyOf(table, key), value)
}

/** What a device that followed the feed has is what one that starts now is told. */
export async function expectSameAsSnapshot(server: TestServer, followed: Replica): Promise<void> {
  const fresh = await followFeed(server)
  const sorted = ({ rows }: Replica) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
  expect(sorted(followed)).toEqual(sorted(fresh))
}
