/** What the server answers about replenishment, as /api/docs describes it. Whole base units, ISO dates, minor units of the warehouse's currency. */

export type Need = 'now' | 'soon' | 'none'
export type Sureness = 'none' | 'low' | 'fair' | 'good'

export interface Sure {
  level: Sureness
  /** Plain sentences: what is known, and what is missing. */
  reasons: string[]
}

export interface ServiceTarget {
  kind: 'cycle' | 'fill'
  /** 0 to 1. */
  level: number
}

export interface ChannelPlan {
  channel: string
  name: string
  kind: 'dtc' | 'marketplace' | 'retail' | 'wholesale' | 'production'
  /** Units a day that are expected. */
  demand: number
  /** Standard deviation of a day's units. */
  variability: number
  pattern: 'none' | 'smooth' | 'erratic' | 'intermittent' | 'lumpy'
  /** How it is forecast, in words: "Seasonal smoothing (0.15, 0.05)". */
  method: string
  /** Mean error of the method over the protection time, and of the last season again; null: too little to try it on. */
  error: number | null
  floorError: number | null
  /** Units expected over lead time and review, and the amounts that will not be exceeded with that likelihood. */
  expected: number
  quantiles: { p50: number; p90: number; p95: number; p98: number }
  target: ServiceTarget & { from: 'item' | 'channel' | 'class' | 'company' }
  /** What it would need with a shelf of its own. */
  alone: number
  /** Its part of the pooled safety stock. */
  safetyStock: number
  /** What to protect for it: what its promise needs when the shared stock is gone. */
  protect: number
  reorderPoint: number
  /** Its part of what to order. */
  suggestion: number
  /** The same where it is due later: its part of `order.quantity`. */
  partOfOrder: number
  /** Its part of the safety stock and of the volume, 0 to 1. */
  shareOfSafety: number
  shareOfDemand: number
  /** What it may sell now, and for how many days that lasts; null: nobody asks for it. */
  availableToPromise: number
  daysOfCover: number | null
  protected: number
  /** What a day without stock costs here. Margin null: nothing was sold, so nobody knows. */
  without: { perDay: number; marginPerUnit: number | null; penaltyPerUnit: number }
  history: { days: number; outOfStockDays: number; eventDays: number; gapDays: number; returnDays: number }
  sure: Sure
}

export interface ItemPlan {
  sku: string
  name: string
  unit: string
  class: 'A' | 'B' | 'C' | null
  supplier: string | null
  /** Known from what was made here, not bought. */
  isMade: boolean
  currency: string
  computedAt: string
  /** The last day of demand that it knows. */
  through: string
  demand: number
  variability: number
  onHand: number
  sellable: number
  onOrder: number
  /** Open of orders: committed, allocated, backordered. */
  owed: number
  /** sellable + on order − owed: what is compared with the reorder point. */
  position: number
  leadTime: {
    days: number
    deviation: number
    p90: number
    observed: number
    from: 'receipts' | 'item' | 'company'
  }
  reviewDays: number
  minimum: number
  multiple: number
  shelfLifeDays: number | null
  safetyStock: number
  reorderPoint: number
  /** Sum of what each channel would need alone; less safetyStock is what one shelf saves. */
  aloneSafetyStock: number
  pooled: number
  /** What to order; 0: nothing. */
  suggestion: number
  order: {
    need: Need
    quantity: number
    /** To be ordered by, and then expected. Null: nobody asks for it. */
    by: string | null
    expectedOn: string | null
    /** Why, in plain sentences. */
    reasons: string[]
    /** Why less or nothing is suggested although it is short, such as shelf life; null: nothing stands against it. */
    withheld: string | null
  }
  daysOfCover: number | null
  without: { perDay: number }
  overstock: { units: number; value: number | null; afterDays: number }
  expiring: { units: number; value: number | null; lots: { lot: string; expiresOn: string; units: number }[] }
  sure: Sure
  channels: ChannelPlan[]
}

export interface Weeks {
  /** Null: all channels together. */
  channel: string | null
  weeks: { from: string; expected: number; low: number; high: number }[]
}

export interface DemandEvent {
  id: string
  name: string
  kind: 'promotion' | 'event'
  from: string
  to: string
  /** Null: in all channels, for all items. */
  channel: string | null
  sku: string | null
  /** Times what is usual; null: as it was the last times, or not known. */
  uplift: number | null
}

export interface ItemChart {
  /** The first of the days; they end with `through`, at most 182. */
  from: string
  /** As asked for, a figure a day; `isOut`: nothing could be sold on it. */
  demand: { channel: string; units: number[]; isOut: boolean[] }[]
  /** On hand at the end of each of the same days. */
  stock: number[]
  /** Weekly sums from today on: what is expected, and 10 % and 90 %. */
  ahead: Weeks[]
  /** Sellable and arriving less what is expected, at the end of each day from today on; without what is suggested. */
  stockAhead: number[]
  receipts: { date: string | null; units: number; reference: string }[]
  events: DemandEvent[]
}

/** `GET /replenishment/{sku}` */
export interface ItemDetail extends ItemPlan {
  chart: ItemChart
  policy: ItemPolicy
  /** Its protections are filled up each night. */
  keepsProtected: boolean
}

/** `PUT /replenishment/{sku}/policy`. Null: as its class, its channel or the company says. */
export interface ItemPolicy {
  service: ServiceTarget | null
  /** For one channel only. */
  channels: { channel: string; service: ServiceTarget }[]
  leadTimeDays: number | null
  reviewDays: number | null
  minimum: number | null
  multiple: number | null
  shelfLifeDays: number | null
  supplier: string | null
}

/** `GET`/`PUT /settings/replenishment` */
export interface ReplenishmentSettings {
  service: ServiceTarget
  /** Null: as the company says. */
  classes: { A: ServiceTarget | null; B: ServiceTarget | null; C: ServiceTarget | null }
  leadTimeDays: number
  reviewDays: number
  /** Stock that lasts longer is overstock. */
  overstockDays: number
  /** An order that is due within so many days is shown as due soon. */
  soonDays: number
}

/** `GET /replenishment?need=&text=&cursor=&limit=`; the most urgent first. */
export interface PlanPage {
  items: ItemPlan[]
  next: string | null
  /** Items whose figures are being made anew. */
  pending: number
  counts: { now: number; soon: number; overstock: number; expiring: number; all: number }
}

/** `POST /replenishment/accept` → 201 `{ id }`, the planned receipt that the dock then receives against. */
export interface AcceptBody {
  supplier: string
  reference: string
  expectedOn?: string
  lines: { sku: string; quantity: number }[]
}
