/**
 * What customers have sent back before the demo opens: some of it has gone its way, some waits in the cage, for its documents
 * or for a supervisor, and one return is announced and on its way.
 */
import { v7 } from 'uuid'
import type { Caller } from '../auth/callers.ts'
import type { Work } from '../db/work.ts'
import { applyUnit, type PushContext } from '../inbox/apply.ts'
import { expectReturn } from '../returns/expect.ts'
import { lookUpShipped } from '../returns/lookup.ts'
import { daysAfter } from './dates.ts'
import { BAYS_IN_WALKING_ORDER, RETURNS_CAGE } from './places.ts'
import { openStream, shiftUntil } from './relive.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const DEVICE = 'HH-03'

interface Verdict {
  /** Hours after it came in. */
  after: number
  quantity: number
  condition: string
  disposition: 'restock' | 'rework' | 'scrap' | 'keep'
  note?: string
  /** It goes on to a bin. */
  away?: boolean
}

interface Parcel {
  daysAgo: number
  order: string
  sku: string
  quantity: number
  reason: string
  /** The label could not be read. */
  lotless?: boolean
  verdicts?: Verdict[]
}

const PARCELS: readonly Parcel[] = [
  {
    daysAgo: 38,
    order: 'S-1987',
    sku: 'SPR-CRUNCH',
    quantity: 1,
    reason: 'unwanted',
    verdicts: [{ after: 20, quantity: 1, condition: 'new', disposition: 'restock', away: true }],
  },
  {
    daysAgo: 33,
    order: 'S-1994',
    sku: 'GRA-PLAIN',
    quantity: 1,
    reason: 'damaged',
    verdicts: [{ after: 5, quantity: 1, condition: 'damaged', disposition: 'scrap', note: 'Bag is torn open' }],
  },
  {
    daysAgo: 26,
    order: '113-4790731-9011468',
    sku: 'BAR-PEANUT',
    quantity: 2,
    reason: 'not-as-described',
    verdicts: [{ after: 28, quantity: 2, condition: 'opened', disposition: 'scrap' }],
  },
  {
    daysAgo: 16,
    order: 'W-758',
    sku: 'BAR-PEANUT',
    quantity: 36,
    reason: 'overage',
    verdicts: [
      { after: 3, quantity: 30, condition: 'new', disposition: 'restock', away: true },
      {
        after: 4,
        quantity: 6,
        condition: 'packaging',
        disposition: 'rework',
        note: 'Wrappers are fine, the box is not',
      },
    ],
  },
  {
    daysAgo: 3,
    order: '4500118698',
    sku: 'BAR-PEANUT',
    quantity: 24,
    reason: 'refused',
    verdicts: [{ after: 6, quantity: 24, condition: 'new', disposition: 'restock', away: true }],
  },
  {
    daysAgo: 2,
    order: 'S-1987',
    sku: 'BAR-PEANUT',
    quantity: 1,
    reason: 'other',
    lotless: true,
    verdicts: [
      { after: 2, quantity: 1, condition: 'opened', disposition: 'keep', note: 'The label has been washed off' },
    ],
  },
  { daysAgo: 2, order: 'W-752', sku: 'BAR-PEANUT', quantity: 18, reason: 'refused' },
  { daysAgo: 1, order: '113-4795731-9025468', sku: 'BAR-PEANUT', quantity: 2, reason: 'customer-damage' },
]

const CHARGED_BACK = '4500118698'
const ANNOUNCED_DAYS_AGO = 5
const ANNOUNCED = { channel: 'shop', orderExternalId: 'S-2003', reference: 'RMA-1042' }

export interface DemoInspectors {
  receiver: string
  inspector: string
}

/** `today`: the warehouse's date of `now`. */
export async function takeBackSome(work: Work, now: number, today: string, people: DemoInspectors): Promise<void> {
  await announce(work, today)
  const announcedAt = now - ANNOUNCED_DAYS_AGO * DAY_MS
  await work.run([], (tx) => tx.db.update(tx.t.returns).set({ createdAt: announcedAt }))
  const shifts = {
    receiver: await shiftUntil(work, now, people.receiver, DEVICE),
    inspector: await shiftUntil(work, now, people.inspector, DEVICE),
  }
  const record = recorder(work, await openStream(work, DEVICE, Object.values(shifts)))
  for (const parcel of PARCELS) {
    const at = now - parcel.daysAgo * DAY_MS
    const { goods, payload } = await parcelOf(work, parcel)
    const returned = await record('returnReceive', shifts.receiver, at, payload)
    for (const { after, away, ...verdict } of parcel.verdicts ?? []) {
      const to = away ? { to: binFor(parcel.sku) } : {}
      await record('inspect', shifts.inspector, at + after * HOUR_MS, { ...goods, ...verdict, ...to, returned })
    }
  }
}

/** A shop's customer has asked for a return, and a retailer takes back money for one. */
async function announce(work: Work, today: string): Promise<void> {
  const caller: Caller = { kind: 'token', id: 'demo', name: 'Daniel Weber', roles: ['planner'] }
  const lines = (sku: string, quantity: number, reason: string) => [{ sku, quantity, reason }]
  await work.run([], (tx) =>
    expectReturn(tx, DEMO_WAREHOUSE, caller, {
      ...ANNOUNCED,
      expectedOn: daysAfter(today, 3),
      lines: lines('SPR-PNUT', 2, 'unwanted'),
    }),
  )
  await work.run([], (tx) =>
    expectReturn(tx, DEMO_WAREHOUSE, caller, {
      channel: 'greenfield',
      orderExternalId: CHARGED_BACK,
      reference: 'GF-RA-5517',
      lines: lines('BAR-PEANUT', 24, 'refused'),
      chargeback: {
        reference: 'CB-88213',
        category: 'damage',
        code: 'D-04',
        amount: { amount: 41_200, currency: 'USD' },
        disputeBy: daysAfter(today, 4),
      },
    }),
  )
}

async function parcelOf(work: Work, { order, sku, quantity, reason, lotless }: Parcel) {
  const [sent] = await work.read((reader) => lookUpShipped(reader, DEMO_WAREHOUSE, { scan: order }))
  const line = sent?.lines.find((one) => one.sku === sku)
  if (!sent || !line) throw new Error(`The demo never sent ${sku} with order ${order}.`)
  const goods = { sku, lot: lotless ? null : line.lot, location: RETURNS_CAGE }
  const about = { channel: sent.channel, orderId: sent.orderId, orderExternalId: order }
  return { goods, payload: { ...goods, ...about, quantity, reason, ...(lotless ? {} : { lotFrom: 'label' }) } }
}

/** Returns the transaction's id. */
function recorder(work: Work, context: PushContext) {
  let seq = 0
  return async (type: string, session: string, at: number, payload: Record<string, unknown>): Promise<string> => {
    seq += 1
    const raw = { id: v7(), seq, v: 1, type, session, occurredAt: new Date(at).toISOString(), payload }
    const applied = await work.run([], (tx) => applyUnit(tx, context, { id: raw.id, seq, raw }))
    if (applied === 'gap' || applied.outcome === 'refused')
      throw new Error(`The demo's returns contradict its past: ${JSON.stringify({ raw, applied })}`)
    return raw.id
  }
}

/** Near the dock, on a level that nothing else stands on. */
function binFor(sku: string): string {
  const bays = BAYS_IN_WALKING_ORDER
  const bin = bays[sku.length % bays.length]?.bins[4]
  if (!bin) throw new Error('There is no bin for what is restocked.')
  return bin.code
}
