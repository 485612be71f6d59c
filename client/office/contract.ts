/** What the server answers to the office, as /api/docs describes it. Quantities are whole base units, dates ISO dates. */
export interface ChannelFigures {
  channel: string
  name: string
  priority: number
  drawsShared: boolean
  buffer: number
  minShelfLifeDays: number
  protected: number
  /** Part of the protection that a deficit has eaten. */
  charged: number
  target: number | null
  until: string | null
  committed: number
  allocated: number
  backordered: number
  /** Promised against planned receipts, not from stock. */
  planned: number
  /** Committed units that stock no longer covers. */
  atRisk: number
  availableToPromise: number
}

export interface Inventory {
  sku: string
  name: string
  warehouse: string
  onHand: number
  sellable: number
  free: number
  shared: number
  byStatus: { available: number; uninspected: number; rework: number; damaged: number }
  onHold: number
  expired: number
  blocked: number
  unconfirmed: number
  suspect: number
  atRisk: number
  channels: ChannelFigures[]
}

/** How an item rotates, and whether it stands on the food traceability list. */
export interface ItemFacts {
  sku: string
  rotation: 'fifo' | 'fefo'
  /** Null: as the warehouse says. */
  rotationPolicy: 'enforce' | 'warn' | null
  lotTracked: boolean
  traced: boolean
}

export interface Page<Item> {
  items: Item[]
  next: string | null
}

export interface Channel {
  channel: string
  name: string
  kind: string
  priority: number
}

export interface ExplainPart {
  kind: 'stock' | 'order' | 'protection' | 'receipt'
  label: string
  quantity: number
  id?: string
  lot?: string | null
  location?: string
  channel?: string
  date?: string | null
}

export interface ExplainStep {
  key: string
  label: string
  value: number
  op: '+' | '-' | '=' | 'min'
  note?: string
  of: ExplainPart[]
}

export interface Explanation {
  sku: string
  name: string
  channel: string
  availableToPromise: number
  limitedBy: 'base' | 'shelf-life' | 'nothing'
  steps: ExplainStep[]
}

export interface CurvePoint {
  date: string
  availableToPromise: number
}

/** How an item stood when a day began. */
export interface HistoryDay {
  day: string
  onHand: number
  channels: { channel: string; protected: number; committed: number; availableToPromise: number }[]
}

export interface Protection {
  sku: string
  channel: string
  quantity: number
  charged: number
  target: number | null
  until: string | null
  drawn: number
}

export interface Preview {
  before: Inventory
  after: Inventory
  problem: { code: string; detail: string } | null
}

/** What a channel's protection is expected to bring; money in minor units of the warehouse's currency. */
export interface SplitFigures {
  protect: number
  sold: number
  /** How likely some of what is asked for is missing, 0 to 1. */
  risk: number
  /** What is missing is expected to cost. */
  exposure: number
  contribution: number
}

export interface SplitChannel {
  channel: string
  name: string
  /** What a unit earns; null: nothing was sold there, so nobody knows. */
  margin: number | null
  /** What a missing unit costs. */
  penalty: number
  /** Units that it is likely to ask for. */
  asked: number
  /** Set aside now, also where a deficit has eaten a part of it. */
  held: number
  now: SplitFigures
  /** Null: it keeps what it has. */
  proposed: SplitFigures | null
  /** Sentences, the conclusion last. */
  reasons: string[]
}

/** How scarce stock of an item is best shared out. */
export interface Split {
  sku: string
  currency: string
  days: number
  /** The next planned receipt, where the days were not named. */
  until: string | null
  /** Free: promised to nobody. */
  units: number
  asked: number
  isScarce: boolean
  channels: SplitChannel[]
  shared: { now: number; proposed: number }
  /** `firstCome`: with nothing protected. */
  contribution: { now: number; proposed: number; firstCome: number }
  /** Why nothing is proposed. */
  withheld: string | null
}

export interface TimelineEntry {
  id: string
  at: string
  kind: 'movement' | 'order' | 'protection' | 'exception'
  what: string
  who: string | null
  device: string | null
  quantity: number | null
  lot: string | null
  from: string | null
  to: string | null
  order: string | null
  channel: string | null
  why: string | null
}

export type OrderStatus = 'committed' | 'released' | 'picked' | 'shipped' | 'backordered' | 'planned' | 'cancelled'

export interface Block {
  code: 'at-risk' | 'backordered' | 'planned' | 'short' | 'in-picking'
  detail: string
}

interface OrderFigures {
  id: string
  externalId: string
  channel: string
  status: OrderStatus
  shipBy: string | null
  startsOn: string | null
  placedAt: string
  version: number
  quantity: number
  committed: number
  allocated: number
  picked: number
  shipped: number
  backordered: number
  planned: number
  atRisk: number
  blocks: Block[]
}

export interface OrderRow extends OrderFigures {
  customer: string | { id: string; name: string }
}

export interface OrderLine {
  id: string
  sku: string
  name: string
  quantity: number
  committed: number
  backordered: number
  planned: number
  allocated: number
  picked: number
  shipped: number
  cancelled: number
  atRisk: number
  fromProtected: number
}

/** What left with one transaction. */
export interface Shipment {
  transactionId: string
  carrier: string | null
  service: string | null
  zone: string | null
  trackingNumber: string | null
  cost: { amount: number; currency: string } | null
  /** Cartons and pallets by their codes. */
  units: string[]
  documentType: string | null
  documentNumber: string | null
  shippedAt: string
}

export interface Order extends OrderRow {
  pickLists: { id: string; state: string; device: string | null }[]
  shipments: Shipment[]
  lines: OrderLine[]
}

export interface Short {
  lineId: string
  sku: string
  quantity: number
  reason: 'at-risk' | 'no-stock'
}

export interface Released {
  released: { orderId: string; externalId: string; pickListId: string | null; tasks: unknown[]; short: Short[] }[]
  left: { orderId: string; externalId: string; code: string; detail: string }[]
}

export interface TicketTask {
  id: string
  orderId: string
  tote: string | null
  sku: string
  name: string
  lot: string | null
  expiresOn: string | null
  location: string
  quantity: number
  done: number
  state: string
}

export interface Ticket {
  id: string
  state: string
  staging: string | null
  device: string | null
  createdAt: string
  orders: {
    id: string
    externalId: string
    channel: string
    customer: string | { id: string; name: string }
    shipBy: string | null
    tote: string | null
  }[]
  tasks: TicketTask[]
}

export interface Proposal {
  remedy: string
  label: string
  detail: string
  body: Record<string, unknown>
}

export interface OpenException {
  id: string
  type: string
  severity: 'low' | 'medium' | 'high' | 'severe'
  state: string
  detail: string
  sku: string | null
  lot: string | null
  location: string | null
  order: string | null
  transaction: string | null
  /** The return that it is about. */
  returnId?: string | null
  openedAt: string
  /** When the promise in danger is due; null where no order is named. */
  shipBy?: string | null
  remedies: string[]
  proposals?: Proposal[]
  /** Of a lot that must not leave: what is to be put back, from where. */
  putBacks?: { location: string; quantity: number; done: number; state: 'open' | 'done' | 'cancelled' }[]
}

export type RuleKind = 'fixed' | 'share' | 'target'

export interface Rule {
  id: string
  sku: string | null
  group: string | null
  channel: string
  kind: RuleKind
  value: number
}

export interface RuleChange {
  sku: string
  channel: string
  rule: Rule
  before: number
  after: number
  /** What could not be set aside because shared stock does not reach. */
  short: number
}
