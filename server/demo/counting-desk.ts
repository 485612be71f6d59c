/** Counts of the sample warehouse's past: recorded as handhelds record them, and dated back afterwards. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { v7 } from 'uuid'
import { askForCount } from '../counting/ask.ts'
import type { Tx, Work } from '../db/work.ts'
import { applyUnit, type PushContext } from '../inbox/apply.ts'
import { openRequest } from '../ledger/scene.ts'
import { openStream, shiftUntil } from './relive.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

/** By what is in a place, every day something else stands in docks and lanes. */
const KINDS = ['pick', 'storage', 'returns'] as const
const UPLOADED_AFTER_MS = 20_000

export interface DemoBin {
  code: string
  /** What stands there. */
  lines: { sku: string; lot: string; status: string; quantity: number }[]
}

export type Shift = 'counter' | 'helper'

export interface CountingDesk {
  work: Work
  now: number
  shifts: Record<Shift, { session: string; context: PushContext; seq: number }>
}

export async function openDesk(work: Work, now: number, people: Record<Shift, string>): Promise<CountingDesk> {
  const open = async (userId: string, deviceId: string) => {
    const session = await shiftUntil(work, now, userId, deviceId)
    return { session, context: await openStream(work, deviceId, [session]), seq: 0 }
  }
  return {
    work,
    now,
    shifts: { counter: await open(people.counter, 'HH-03'), helper: await open(people.helper, 'HH-05') },
  }
}

/** In the order of the way. */
export function placesToCount(work: Work): Promise<DemoBin[]> {
  return work.read(async ({ db, t: { locations, stock } }) => {
    const places = await db
      .select({ code: locations.code })
      .from(locations)
      .where(and(eq(locations.warehouse, DEMO_WAREHOUSE), inArray(locations.kind, [...KINDS])))
      .orderBy(asc(locations.pickSequence), asc(locations.code))
    const rows = await db
      .select({
        location: stock.location,
        sku: stock.sku,
        lot: stock.lot,
        status: stock.status,
        quantity: stock.quantity,
      })
      .from(stock)
      .where(eq(stock.warehouse, DEMO_WAREHOUSE))
      .orderBy(asc(stock.sku), asc(stock.lot), asc(stock.status))
    return places.map(({ code }) => ({
      code,
      lines: rows.filter((row) => row.location === code && row.quantity > 0),
    }))
  })
}

export interface PastCount {
  bin: DemoBin
  by: Shift
  at: number
  /** When the plan of that day asked for it; somebody counted unasked where there is none. */
  askedAt?: number
  /** Units that were found beyond what the first line has. */
  off?: number
  /** The handheld had seen nothing of the ledger, so that nobody can say what it counted. */
  knowing?: 'nothing'
}

/** Each in a unit of its own, as handhelds are answered: the feed names one posting for a unit. */
export async function record(desk: CountingDesk, counts: readonly PastCount[]): Promise<void> {
  for (const one of counts) {
    const shift = desk.shifts[one.by]
    shift.seq += 1
    const { seq } = shift
    const id = v7()
    await desk.work.run([], (tx) => post(tx, shift, { id, seq }, one))
  }
}

async function post(
  tx: Tx,
  { session, context }: CountingDesk['shifts'][Shift],
  { id, seq }: { id: string; seq: number },
  { bin, at, askedAt, off = 0, knowing }: PastCount,
): Promise<void> {
  const taskId = askedAt === undefined ? undefined : await planned(tx, bin, askedAt)
  const raw = {
    id,
    seq,
    v: 1,
    type: 'count',
    session,
    occurredAt: new Date(at).toISOString(),
    ...(knowing === 'nothing' ? { cursor: null } : {}),
    payload: { ...(taskId === undefined ? {} : { taskId }), ...payloadOf(bin, off) },
  }
  const applied = await applyUnit(tx, context, { id, seq, raw })
  if (applied === 'gap' || applied.outcome === 'refused')
    throw new Error(`The demo's counts contradict its stock: ${JSON.stringify({ raw, applied })}`)
  const { counts } = tx.t
  await tx.db
    .update(counts)
    .set({ recordedAt: at + UPLOADED_AFTER_MS })
    .where(eq(counts.id, id))
}

async function planned(tx: Tx, { code }: DemoBin, createdAt: number): Promise<string> {
  const task = await askForCount(openRequest(tx, DEMO_WAREHOUSE, 'count'), {
    location: code,
    scope: 'location',
    sku: '',
    lot: '',
    origin: 'plan',
    hiddenFrom: 'handhelds',
  })
  await tx.db.update(tx.t.tasks).set({ createdAt }).where(eq(tx.t.tasks.id, task.id))
  return task.id
}

const payloadOf = ({ code, lines }: DemoBin, off: number) => ({
  location: code,
  scope: 'location',
  lines: lines.map(({ sku, lot, status, quantity }, index) => ({
    sku,
    lot: lot === '' ? null : lot,
    status,
    quantity: quantity + (index === 0 ? off : 0),
  })),
})
