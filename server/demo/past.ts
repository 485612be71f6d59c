/**
 * What happened before the demo opens, so that there is something to trace and to recall: peanut butter came from a supplier,
 * was made into crunchy spread, that and oats into bars, and all of it went to customers of every channel. Another item was
 * bought and sold for months.
 */
import type { OrderInput } from '../orders/input.ts'
import { CATALOGUE, type DemoItem, RUNNING_LOW_SKU } from './catalogue.ts'
import type { DemoChannel } from './channels.ts'
import { daysAfter } from './dates.ts'
import { lineOf, lotNumber, supplierLotNumber } from './lot-numbers.ts'
import { BAYS_IN_WALKING_ORDER } from './places.ts'
import { salesOfRunningLow } from './running-low.ts'

/** One thing that somebody recorded on a day. */
export interface PastFact {
  daysAgo: number
  type: 'receive' | 'transform' | 'ship'
  payload: Record<string, unknown>
  /** What a shipment answers; it was ordered two days before. */
  order?: OrderInput
}

const [PEANUT, CRUNCHY, OATS, BAR] = ['SPR-PNUT', 'SPR-CRUNCH', 'GRA-PLAIN', 'BAR-PEANUT'] as const
const FIG = RUNNING_LOW_SKU
type PastSku = typeof PEANUT | typeof CRUNCHY | typeof OATS | typeof BAR | typeof FIG

/** Their stock comes out of this past, and from nowhere else. */
export const SKUS_WITH_PAST: ReadonlySet<string> = new Set([PEANUT, CRUNCHY, OATS, BAR, FIG])

/** Three batches of each: the day on which the first was received or made, and so on. */
const BATCH_DAYS: Record<PastSku, readonly [number, number, number]> = {
  [PEANUT]: [63, 35, 9],
  [OATS]: [63, 35, 9],
  [CRUNCHY]: [60, 32, 7],
  [BAR]: [57, 30, 6],
  [FIG]: [120, 68, 21],
}
type Batch = 0 | 1 | 2

/** A delivered lot is some days old when it comes in; one made here is new. */
const MADE_BEFORE: Record<PastSku, number> = { [PEANUT]: 5, [OATS]: 4, [CRUNCHY]: 0, [BAR]: 0, [FIG]: 9 }

const SUPPLIERS: Partial<Record<PastSku, string>> = {
  [PEANUT]: 'Lakeside Co-Packing',
  [OATS]: 'Prairie Mill Foods',
  [FIG]: 'Orchard & Leaf',
}

/** Their own numbers tell them apart from those of others who made something on the same day. */
const SUPPLIER_INITIALS: Partial<Record<PastSku, string>> = { [PEANUT]: 'LCP', [OATS]: 'PMF', [FIG]: 'OAL' }

interface Parcel {
  sku: PastSku
  batch: Batch
  quantity: number
}
const of = (sku: PastSku, batch: Batch, quantity: number): Parcel => ({ sku, batch, quantity })

const DELIVERED: readonly Parcel[] = [
  of(PEANUT, 0, 300),
  of(OATS, 0, 240),
  of(PEANUT, 1, 240),
  of(OATS, 1, 200),
  of(PEANUT, 2, 180),
  of(OATS, 2, 160),
  of(FIG, 0, 460),
  of(FIG, 1, 400),
  of(FIG, 2, 140),
]

const MADE: readonly { from: readonly Parcel[]; into: Parcel }[] = [
  { from: [of(PEANUT, 0, 90)], into: of(CRUNCHY, 0, 96) },
  { from: [of(CRUNCHY, 0, 42), of(OATS, 0, 40)], into: of(BAR, 0, 960) },
  { from: [of(PEANUT, 0, 60)], into: of(CRUNCHY, 1, 64) },
  { from: [of(CRUNCHY, 0, 20), of(CRUNCHY, 1, 10), of(OATS, 0, 30)], into: of(BAR, 1, 720) },
  { from: [of(PEANUT, 1, 48)], into: of(CRUNCHY, 2, 50) },
  { from: [of(CRUNCHY, 2, 20), of(OATS, 1, 24)], into: of(BAR, 2, 480) },
]

interface Sale {
  daysAgo: number
  channel: DemoChannel
  customer: string
  externalId: string
  lines: readonly Parcel[]
  /** Cents of a unit; left out: twice its cost. */
  price?: number
  /** Cents; left out: as the carrier usually takes. */
  shipping?: number
}
const sold = (
  daysAgo: number,
  channel: DemoChannel,
  externalId: string,
  customer: string,
  ...lines: Parcel[]
): Sale => ({ daysAgo, channel, externalId, customer, lines })

const SALES: readonly Sale[] = [
  sold(54, 'greenfield', '4500118698', 'Greenfield DC Columbus', of(BAR, 0, 288), of(PEANUT, 0, 60)),
  sold(52, 'amazon', '113-4790731-9011468', 'J. Whitaker', of(BAR, 0, 2), of(CRUNCHY, 0, 1)),
  sold(50, 'shop', 'S-1987', 'Ada Brennan', of(CRUNCHY, 0, 2), of(BAR, 0, 6)),
  sold(49, 'wholesale', 'W-752', 'Corner Pantry Supply', of(PEANUT, 0, 24), of(BAR, 0, 96)),
  sold(47, 'greenfield', '4500118702', 'Greenfield DC Reno', of(BAR, 0, 192), of(CRUNCHY, 0, 12)),
  sold(46, 'amazon', '113-4792731-9018468', 'P. Okafor', of(PEANUT, 0, 1)),
  sold(44, 'shop', 'S-1994', 'Noor Haddad', of(OATS, 0, 2), of(BAR, 0, 3)),
  sold(43, 'wholesale', 'W-758', 'Harbor Cafe Group', of(BAR, 0, 144), of(CRUNCHY, 0, 6)),
  sold(41, 'amazon', '113-4795731-9025468', 'S. Lindqvist', of(BAR, 0, 4)),
  sold(40, 'shop', 'S-2003', 'Leo Fischer', of(PEANUT, 0, 2), of(CRUNCHY, 0, 1)),
]

/** What of each batch is there, the oldest first. */
function runningLowSales(): Sale[] {
  const left = DELIVERED.filter(({ sku }) => sku === FIG).map((parcel) => ({ ...parcel }))
  return salesOfRunningLow().map(({ quantity, ...sale }) => {
    const lines: Parcel[] = []
    for (const parcel of left) {
      const taken = Math.min(parcel.quantity, quantity - lines.reduce((sum, one) => sum + one.quantity, 0))
      if (taken > 0) lines.push({ ...parcel, quantity: taken })
      parcel.quantity -= taken
    }
    return { ...sale, lines }
  })
}

const CARRIERS: Record<DemoChannel, { carrier: string; service: string; zone: string; cost: number }> = {
  greenfield: { carrier: 'Overland Freight', service: 'LTL', zone: '3', cost: 18_400 },
  amazon: { carrier: 'UPS', service: 'Ground', zone: '5', cost: 865 },
  shop: { carrier: 'UPS', service: 'Ground', zone: '4', cost: 790 },
  wholesale: { carrier: 'Overland Freight', service: 'LTL', zone: '2', cost: 9_600 },
}

/** Oldest first. */
export function pastOf(today: string): PastFact[] {
  const facts = [
    ...DELIVERED.map((parcel, index) => delivery(today, parcel, index)),
    ...MADE.map((made, index) => making(today, made, index)),
    ...[...SALES, ...runningLowSales()].map((sale, index) => shipment(today, sale, index)),
  ]
  return facts.sort((a, b) => b.daysAgo - a.daysAgo)
}

function delivery(today: string, { sku, batch, quantity }: Parcel, index: number): PastFact {
  return {
    daysAgo: BATCH_DAYS[sku][batch],
    type: 'receive',
    payload: {
      sku,
      quantity,
      location: binOf(sku, batch),
      ...lotOf(today, sku, batch),
      supplier: SUPPLIERS[sku],
      supplierLot: `${SUPPLIER_INITIALS[sku]}-${supplierLotNumber(producedOn(today, sku, batch))}`,
      tlcSource: SUPPLIERS[sku],
      unitCost: { amount: itemOf(sku).cost, currency: 'USD' },
      documentType: 'PO',
      documentNumber: `PO-${10_188 + index * 7}`,
    },
  }
}

function making(today: string, { from, into }: (typeof MADE)[number], index: number): PastFact {
  const { lot, producedOn, expiresOn } = lotOf(today, into.sku, into.batch)
  return {
    daysAgo: BATCH_DAYS[into.sku][into.batch],
    type: 'transform',
    payload: {
      kind: 'production',
      consumed: from.map(({ sku, batch, quantity }) => ({
        sku,
        lot: lotOf(today, sku, batch).lot,
        quantity,
        location: binOf(sku, batch),
      })),
      produced: [
        { sku: into.sku, lot, quantity: into.quantity, location: binOf(into.sku, into.batch), producedOn, expiresOn },
      ],
      documentType: 'Work order',
      documentNumber: `WO-${412 + index}`,
    },
  }
}

function shipment(today: string, sale: Sale, index: number): PastFact {
  const { cost, ...carrier } = CARRIERS[sale.channel]
  return {
    daysAgo: sale.daysAgo,
    type: 'ship',
    order: orderOf(today, sale),
    payload: {
      lines: sale.lines.map(({ sku, batch, quantity }) => ({
        sku,
        lot: lotOf(today, sku, batch).lot,
        quantity,
        from: binOf(sku, batch),
      })),
      ...carrier,
      trackingNumber: carrier.carrier === 'UPS' ? `1Z999AA1012345${6700 + index}` : `PRO-${77_120 + index}`,
      shippingCost: { amount: sale.shipping ?? cost, currency: 'USD' },
      documentType: 'BOL',
      documentNumber: `BOL-${3051 + index}`,
    },
  }
}

const orderOf = (today: string, { channel, externalId, customer, daysAgo, lines, price }: Sale): OrderInput => ({
  externalId,
  channel,
  customer: { id: `${channel}-${customer.toLowerCase().replace(/\W+/g, '-')}`, name: customer },
  shipBy: daysAfter(today, -daysAgo),
  onShort: 'reject',
  lines: lines.map(({ sku, quantity }) => ({
    sku,
    quantity,
    unitPrice: { amount: price ?? itemOf(sku).cost * 2, currency: 'USD' },
  })),
})

function lotOf(today: string, sku: PastSku, batch: Batch) {
  const made = producedOn(today, sku, batch)
  const expiresOn = daysAfter(made, itemOf(sku).shelfLifeDays ?? 0)
  return { lot: lotNumber(made, lineOf(sku)), producedOn: made, expiresOn }
}

const producedOn = (today: string, sku: PastSku, batch: Batch): string =>
  daysAfter(today, -BATCH_DAYS[sku][batch] - MADE_BEFORE[sku])

function itemOf(sku: PastSku): DemoItem {
  const item = CATALOGUE.find((one) => one.sku === sku)
  if (!item) throw new Error(`The catalogue has no ${sku}.`)
  return item
}

/** The oldest batch is nearest to hand, in the bay that the item has in the opening stock too. */
function binOf(sku: PastSku, batch: Batch): string {
  const index = CATALOGUE.findIndex((one) => one.sku === sku)
  const bin = BAYS_IN_WALKING_ORDER[index % BAYS_IN_WALKING_ORDER.length]?.bins[batch]
  if (!bin) throw new Error(`There is no bin for ${sku}.`)
  return bin.code
}
