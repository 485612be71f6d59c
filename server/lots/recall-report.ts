/** What a recall reaches, as it is now: back to what went into its lots, forward to what they became and who has it. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { type Consignment, consignmentsOf } from './consignments.ts'
import { follow, type LotName } from './genealogy.ts'
import { sourceOfDescent } from './holds.ts'
import { type LotRow, lotsNamed } from './read-lots.ts'
import { type RecallRow, sourceOfRecall } from './recall.ts'
import { type Source, sourcesOf } from './sources.ts'
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts'

export interface RecallReport {
  /** Those begun with (depth 0) and all that was made from them, nearest first. */
  lots: (LotName & { name: string; depth: number; held: boolean })[]
  backward: {
    /** What went into the lots begun with, nearest first. */
    lots: (LotName & { name: string; depth: number })[]
    /** From whom the lots begun with came, and what went into them. */
    suppliers: SupplierReport[]
  }
  /** Units of all affected lots. */
  quantities: { onHand: number; inTransit: number; shipped: number; returned: number; scrapped: number }
  perLot: (Whereabouts & { shipped: number; returned: number })[]
  consignees: ChannelConsignees[]
  /** On hold through this recall. */
  holds: LotName[]
}

export interface SupplierReport {
  supplier: string | null
  lots: (LotName & { supplierLot: string | null; reference: string | null; quantity: number; receivedAt: string })[]
}

export interface ChannelConsignees {
  channel: string
  customers: Consignee[]
}

interface Consignee {
  id: string
  name: string
  /** Shipped, what came back included. */
  quantity: number
  returned: number
  orders: { id: string; externalId: string; quantity: number; returned: number; shippedAt: string | null }[]
}

export async function reportRecall(
  reader: Reader,
  recall: Pick<RecallRow, 'id' | 'lots' | 'drill'>,
): Promise<RecallReport> {
  const forward = await follow(reader, recall.lots, 'forward')
  const backward = await follow(reader, recall.lots, 'backward')
  const known = await lotsNamed(reader, [...forward.lots, ...backward.lots])
  const consignments = await consignmentsOf(reader, forward.lots)
  const perLot = figuresPerLot(await whereaboutsOf(reader, forward.lots), consignments)
  const nameOf = (lot: LotName) => known.get(lotKey(lot.sku, lot.lot))?.name ?? lot.sku
  const total = (figure: keyof RecallReport['quantities']) => perLot.reduce((sum, one) => sum + one[figure], 0)
  return {
    lots: forward.lots.map((lot) => ({ ...lot, name: nameOf(lot), held: isHeld(known, lot) })),
    backward: {
      lots: backward.lots.filter(({ depth }) => depth > 0).map((lot) => ({ ...lot, name: nameOf(lot) })),
      suppliers: suppliersIn(await sourcesOf(reader, backward.lots, known)),
    },
    quantities: {
      onHand: total('onHand'),
      inTransit: total('inTransit'),
      shipped: total('shipped'),
      returned: total('returned'),
      scrapped: total('scrapped'),
    },
    perLot,
    consignees: consigneesIn(consignments),
    holds: recall.drill ? [] : await holdsThrough(reader, recall.id, forward.lots),
  }
}

const isHeld = (known: ReadonlyMap<string, LotRow>, { sku, lot }: LotName): boolean =>
  known.get(lotKey(sku, lot))?.holdReason != null

function figuresPerLot(whereabouts: Map<string, Whereabouts>, consignments: readonly Consignment[]) {
  const figures = new Map([...whereabouts].map(([key, where]) => [key, { ...where, shipped: 0, returned: 0 }]))
  for (const { sku, lot, shipped, returned } of consignments) {
    const lotFigures = figures.get(lotKey(sku, lot))
    if (!lotFigures) continue
    lotFigures.shipped += shipped
    lotFigures.returned += returned
  }
  return [...figures.values()]
}

const suppliersIn = (sources: readonly Source[]): SupplierReport[] =>
  [...grouped(sources, ({ supplier }) => supplier)].map(([supplier, from]) => ({
    supplier,
    lots: from.map(({ sku, lot, supplierLot, reference, quantity, at }) => ({
      sku,
      lot,
      supplierLot,
      reference,
      quantity,
      receivedAt: new Date(at).toISOString(),
    })),
  }))

/**
 * By channel, customer and order, in one pass: there may be 50,000 of them. A customer who was sent several of the lots in one
 * order is asked for them once.
 */
function consigneesIn(consignments: readonly Consignment[]): ChannelConsignees[] {
  const channels = new Map<string, Map<string, Consignee>>()
  const orders = new Map<string, Order>()
  for (const one of consignments) {
    const customers = entry(channels, one.channel, () => new Map<string, Consignee>())
    const { id, name } = one.customer
    const consignee = entry(customers, id, () => ({ id, name, quantity: 0, returned: 0, orders: [] }))
    const order = entry(orders, one.orderId || `${one.channel}\n${one.externalId}`, () => {
      const fresh = { id: one.orderId, externalId: one.externalId, quantity: 0, returned: 0, shippedAt: null }
      consignee.orders.push(fresh)
      return fresh
    })
    const shippedAt = one.shippedAt === null ? null : new Date(one.shippedAt).toISOString()
    if ((shippedAt ?? '') > (order.shippedAt ?? '')) order.shippedAt = shippedAt
    for (const sum of [consignee, order]) {
      sum.quantity += one.shipped
      sum.returned += one.returned
    }
  }
  return [...channels]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([channel, customers]) => ({ channel, customers: [...customers.values()].map(inOrder).sort(byName) }))
}

type Order = Consignee['orders'][number]

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function inOrder(consignee: Consignee): Consignee {
  if (consignee.orders.length > 1) consignee.orders.sort((a, b) => ((a.shippedAt ?? '') < (b.shippedAt ?? '') ? -1 : 1))
  return consignee
}

const byName = (a: Consignee, b: Consignee): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1

/** Lots are asked for in groups, so that a statement stays within the parameters that databases take. */
const GROUP = 1_000

/** Held by the recall itself, or handed on since by a lot of it to what was made of that. */
async function holdsThrough({ db, t: { holds } }: Reader, id: string, lots: readonly LotName[]): Promise<LotName[]> {
  const sources = new Set([sourceOfRecall(id), ...lots.map(sourceOfDescent)])
  const through = new Set<string>()
  for (const [sku, ofItem] of grouped(lots, (one) => one.sku))
    for (let first = 0; first < ofItem.length; first += GROUP) {
      const numbers = ofItem.slice(first, first + GROUP).map(({ lot }) => lot)
      const rows = await db
        .select({ lot: holds.lot, source: holds.source })
        .from(holds)
        .where(and(eq(holds.sku, sku), inArray(holds.lot, numbers), isNull(holds.liftedAt)))
      for (const { lot, source } of rows) if (sources.has(source)) through.add(lotKey(sku, lot))
    }
  return lots.filter(({ sku, lot }) => through.has(lotKey(sku, lot))).map(({ sku, lot }) => ({ sku, lot }))
}
