/** What the server answers about lots. Quantities are whole base units, instants ISO with a zone, dates ISO dates. */
export interface LotName {
  sku: string
  lot: string
}

export interface LotRow extends LotName {
  name: string
  supplier: string | null
  supplierLot: string | null
  producedOn: string | null
  expiresOn: string | null
  receivedAt: string
  /** Why it is on hold; null where it is not. */
  held: string | null
  confirmed: boolean
  onHand: number
}

export interface HoldEntry {
  reason: string
  /** `person`, `recall ID`, or `lot SKU LOT` where it was handed on by what the lot was made from. */
  source: string
  by: string
  placedAt: string
  liftedAt: string | null
  liftedBy: string | null
  liftReason: string | null
}

export interface LotFacts extends LotName {
  name: string
  supplier: string | null
  supplierLot: string | null
  producedOn: string | null
  expiresOn: string | null
  receivedAt: string
  tlcSource: string | null
  confirmed: boolean
  hold: string | null
  holds: HoldEntry[]
}

export interface Received {
  supplier: string | null
  supplierLot: string | null
  reference: string | null
  quantity: number
  warehouse: string
  location: string
  at: string
  transaction: string
}

export interface StandingPlace {
  warehouse: string
  location: string
  status: string
  quantity: number
}

export interface Shipped {
  channel: string | null
  customer: { id: string; name: string } | null
  /** External id; null where the order is not known here. */
  order: string | null
  orderId: string | null
  quantity: number
  shippedAt: string
  carrier?: string | null
  trackingNumber?: string | null
}

/** One transformation that this lot went into, or came out of. */
export interface Made extends LotName {
  quantity: number
  transaction: string
  kind: string
  at: string
}

export type TraceKind = 'supplier' | 'lot' | 'channel' | 'customer'

export interface TraceNode {
  id: string
  kind: TraceKind
  label: string
  sku?: string
  lot?: string
  quantity?: number
}

export interface TraceLink {
  from: string
  to: string
  quantity: number
}

export interface TraceGraph {
  nodes: TraceNode[]
  links: TraceLink[]
}

export interface Trace {
  lot: LotFacts
  received: Received[]
  onHand: { quantity: number; places: StandingPlace[] }
  inTransit: number
  scrapped: number
  adjusted: number
  shipped: Shipped[]
  returned: number
  madeFrom: Made[]
  madeInto: Made[]
  /** The whole way: from suppliers through lots, backward and forward, to channels and customers. */
  graph: TraceGraph
}
