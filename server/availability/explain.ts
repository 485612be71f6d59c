/** Why a channel may promise what it may: the arithmetic line by line, with what stands behind each figure. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Pool } from '../../shared/rules/availability.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { inventoryOf } from './inventory.ts'
import { daysLater, localDate } from './local-date.ts'
import { channelNamed, figuresOf, type ItemClaim, readPool, shelfFrom } from './pool.ts'

/** One thing behind a figure. */
export interface Behind {
  kind: 'stock' | 'order' | 'protection'
  label: string
  quantity: number
  id?: string
  lot?: string | null
  location?: string
  channel?: string
  date?: string | null
}

export interface Step {
  key: string
  label: string
  value: number
  /** How it enters: added, taken away, a result, or a limit of which the least counts. */
  op: '+' | '-' | '=' | 'min'
  note?: string
  of: Behind[]
}

export interface Explanation {
  sku: string
  name: string
  warehouse: string
  channel: string
  availableToPromise: number
  limitedBy: 'base' | 'shelf-life' | 'nothing'
  steps: Step[]
}

/** More are not listed; the figure counts them all. */
const LISTED = 100

export async function explain(
  reader: Reader,
  { warehouse, sku, channel }: { warehouse: string; sku: string; channel: string },
  now: number,
): Promise<Explanation> {
  const terms = await channelNamed(reader, channel)
  if (!terms) throw notFound(`channel ${channel}`)
  const inventory = await inventoryOf(reader, warehouse, sku, now)
  const today = await todayOf(reader, warehouse, now)
  const pool = await readPool(reader, { warehouse, sku, today }, [terms])
  const figures = figuresOf(pool, channel)
  const steps = [
    ...(await stockSteps(reader, inventory, today)),
    ...(await promiseSteps(reader, warehouse, sku, pool)),
    ...channelSteps(pool, channel),
    ...(await roomSteps(reader, warehouse, sku, today, pool, channel)),
    {
      key: 'available-to-promise',
      label: `${terms.name} may still promise`,
      value: figures.availableToPromise,
      op: '=' as const,
      of: [],
    },
  ]
  const shortest = Math.min(...figures.rooms.map((room) => room.units))
  const limitedBy = shortest < figures.base ? 'shelf-life' : figures.base > 0 ? 'base' : 'nothing'
  return {
    sku,
    name: inventory.name,
    warehouse,
    channel,
    availableToPromise: figures.availableToPromise,
    limitedBy,
    steps,
  }
}

export async function todayOf({ db, t }: Reader, warehouse: string, now: number): Promise<string> {
  const [place] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  return localDate(now, place.timeZone)
}

type Inventory = Awaited<ReturnType<typeof inventoryOf>>

async function stockSteps(reader: Reader, inventory: Inventory, today: string): Promise<Step[]> {
  const { warehouse, sku } = inventory
  const all = await stockBehind(reader, warehouse, sku)
  const of = (keep: (row: StockBehind) => boolean) => all.filter(keep).map(shown)
  const available = (row: StockBehind) => row.status === 'available'
  return [
    {
      key: 'available',
      label: 'Available, wherever it stands',
      value: inventory.byStatus.available,
      op: '+',
      of: of(available),
    },
    { key: 'on-hold', label: 'On hold', value: inventory.onHold, op: '-', of: of((row) => available(row) && row.held) },
    {
      key: 'expired',
      label: 'Expired',
      value: inventory.expired,
      op: '-',
      of: of((row) => available(row) && !row.held && row.expiresOn < today),
    },
    {
      key: 'blocked',
      label: 'In blocked locations',
      value: inventory.blocked,
      op: '-',
      of: of((row) => available(row) && !row.held && row.expiresOn >= today && row.blocked),
    },
    {
      key: 'unconfirmed',
      label: 'Of lots that nobody has received or completed',
      value: inventory.unconfirmed,
      op: '-',
      of: of((row) => available(row) && !row.held && row.expiresOn >= today && !row.blocked && !row.sellable),
    },
    {
      key: 'suspect',
      label: 'Not found by a picker, to be counted',
      value: inventory.suspect,
      op: '-',
      of: all
        .filter((row) => row.sellable && row.expiresOn >= today && row.suspect > 0)
        .map((row) => ({ ...shown(row), quantity: row.suspect })),
    },
    { key: 'sellable', label: 'Sellable', value: inventory.sellable, op: '=', of: [] },
  ]
}

interface StockBehind {
  lot: string
  location: string
  status: string
  quantity: number
  suspect: number
  expiresOn: string
  sellable: boolean
  held: boolean
  blocked: boolean
}

const shown = (row: StockBehind): Behind => ({
  kind: 'stock',
  label: `${row.lot === '' ? 'Stock' : `Lot ${row.lot}`} at ${row.location}`,
  quantity: row.quantity,
  lot: row.lot === '' ? null : row.lot,
  location: row.location,
  date: row.expiresOn.startsWith('9999') ? null : row.expiresOn,
})

async function stockBehind({ db, t }: Reader, warehouse: string, sku: string): Promise<StockBehind[]> {
  const { stock, lots, locations } = t
  const rows = await db
    .select({ stock, hold: lots.holdReason, blocked: locations.blocked })
    .from(stock)
    .leftJoin(lots, and(eq(lots.sku, stock.sku), eq(lots.lot, stock.lot)))
    .leftJoin(locations, and(eq(locations.warehouse, stock.warehouse), eq(locations.code, stock.location)))
    .where(and(eq(stock.warehouse, warehouse), eq(stock.sku, sku), sql`${stock.inHouse}`))
    .orderBy(stock.rotation, stock.pickSequence, stock.location)
    .limit(LISTED)
  return rows.map((row) => ({ ...row.stock, held: row.hold !== null, blocked: row.blocked ?? false }))
}

async function promiseSteps(reader: Reader, warehouse: string, sku: string, pool: Pool<ItemClaim>): Promise<Step[]> {
  const committed = pool.channels.reduce((sum, { claim }) => sum + claim.committed, 0)
  const allocated = pool.channels.reduce((sum, { claim }) => sum + claim.allocated, 0)
  const orders = await ordersBehind(reader, warehouse, sku)
  const of = (units: (order: OrderBehind) => number) =>
    orders.filter((order) => units(order) > 0).map((order) => ({ ...orderShown(order), quantity: units(order) }))
  return [
    { key: 'committed', label: 'Committed to orders', value: committed, op: '-', of: of((order) => order.committed) },
    {
      key: 'allocated',
      label: 'On pick lists, or picked and not shipped',
      value: allocated,
      op: '-',
      of: of((order) => order.allocated + order.picked),
    },
    { key: 'free', label: 'Free', value: pool.free, op: '=', of: [] },
  ]
}

interface OrderBehind {
  id: string
  externalId: string
  channel: string
  shipBy: string | null
  committed: number
  allocated: number
  picked: number
}

const orderShown = (order: OrderBehind): Behind => ({
  kind: 'order',
  label: `Order ${order.externalId}`,
  quantity: 0,
  id: order.id,
  channel: order.channel,
  date: order.shipBy,
})

async function ordersBehind({ db, t }: Reader, warehouse: string, sku: string): Promise<OrderBehind[]> {
  const { orders, orderLines } = t
  return db
    .select({
      id: orders.id,
      externalId: orders.externalId,
      channel: orders.channel,
      shipBy: orders.shipBy,
      committed: orderLines.committed,
      allocated: orderLines.allocated,
      picked: orderLines.picked,
    })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(
      and(
        eq(orderLines.warehouse, warehouse),
        eq(orderLines.sku, sku),
        sql`${orderLines.committed} + ${orderLines.allocated} + ${orderLines.picked} > 0`,
      ),
    )
    .orderBy(desc(orders.id))
    .limit(LISTED)
}

function channelSteps(pool: Pool<ItemClaim>, channel: string): Step[] {
  const { claim, charged, base } = figuresOf(pool, channel)
  const others = pool.channels.filter((figures) => figures.claim.channel !== channel && figures.claim.protected > 0)
  const protection = (figures: { claim: ItemClaim }): Behind => ({
    kind: 'protection',
    label: `Protection of ${figures.claim.channel}`,
    quantity: figures.claim.protected,
    channel: figures.claim.channel,
    date: figures.claim.until,
  })
  const drawn = claim.drawsShared ? Math.max(0, pool.shared - claim.buffer) : 0
  return [
    {
      key: 'protected-others',
      label: 'Protected for other channels',
      value: others.reduce((sum, figures) => sum + figures.claim.protected, 0),
      op: '-',
      of: others.map(protection),
    },
    { key: 'protected', label: 'Protected for this channel', value: claim.protected, op: '-', of: [] },
    {
      key: 'shared',
      label: 'Shared',
      value: pool.shared,
      op: '=',
      ...(pool.shared < 0
        ? { note: 'Less is there than is promised and set aside: protections are charged, the lowest priority first.' }
        : {}),
      of: [],
    },
    {
      key: 'buffer',
      label: 'Buffer that this channel leaves alone',
      value: claim.buffer,
      op: '-',
      ...(claim.drawsShared ? {} : { note: 'This channel draws nothing from the shared pool.' }),
      of: [],
    },
    { key: 'drawable', label: 'What it may draw from the shared pool', value: drawn, op: '=', of: [] },
    {
      key: 'own',
      label: 'Its protection',
      value: claim.protected,
      op: '+',
      of: claim.protected > 0 ? [protection({ claim })] : [],
    },
    { key: 'charged', label: 'Eaten by the deficit', value: charged, op: '-', of: [] },
    { key: 'base', label: 'Protection and shared pool together', value: base, op: '=', of: [] },
  ]
}

async function roomSteps(
  reader: Reader,
  warehouse: string,
  sku: string,
  today: string,
  pool: Pool<ItemClaim>,
  channel: string,
): Promise<Step[]> {
  const steps: Step[] = []
  for (const { days, units } of figuresOf(pool, channel).rooms) {
    const from = daysLater(today, days)
    const { sellable } = await shelfFrom(reader, warehouse, sku, from)
    steps.push({
      key: `room-${days}`,
      label: `In lots with at least ${days} days left`,
      value: units,
      op: 'min',
      note: `${sellable} live until ${from} or longer; what others who need them have ordered or set aside is taken off.`,
      of: [],
    })
  }
  return steps
}
