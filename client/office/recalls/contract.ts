/** What the server answers about recalls and drills. Quantities are whole base units, instants ISO with a zone. */
import type { LotName } from '../lots/contract.ts'

export interface RecalledLot extends LotName {
  name: string
  /** 0: named itself; otherwise by so many transformations away. */
  depth: number
}

export interface LotFigures extends LotName {
  onHand: number
  inTransit: number
  shipped: number
  returned: number
}

export interface Consignee {
  id: string
  name: string
  /** Shipped, what came back included. */
  quantity: number
  returned: number
  orders: { id: string; externalId: string; quantity: number; shippedAt: string | null }[]
}

/** What a recall reaches, as it is now. */
export interface Reach {
  lots: (RecalledLot & { held: boolean })[]
  backward: {
    lots: RecalledLot[]
    suppliers: {
      supplier: string | null
      lots: (LotName & { supplierLot: string | null; reference: string | null; quantity: number })[]
    }[]
  }
  quantities: { onHand: number; inTransit: number; shipped: number; returned: number; scrapped: number }
  perLot: LotFigures[]
  consignees: { channel: string; customers: Consignee[] }[]
}

export interface Recall extends Reach {
  id: string
  reason: string
  drill: boolean
  by: string
  startedAt: string
  /** How long it took to find all of this when it was begun. */
  tookMs: number | null
  holds: LotName[]
}

export interface RecallRow {
  id: string
  reason: string
  drill: boolean
  by: string
  startedAt: string
  tookMs: number | null
  supplierLot: string | null
  /** Those that it began with. */
  lots: LotName[]
  /** What was found at the time. */
  found: {
    lots: number
    consignees: number
    onHand: number
    inTransit: number
    shipped: number
    returned: number
  } | null
}

/** What is recalled: lots by name, or everything that came in under a supplier lot. */
export type Subject = { lots: LotName[] } | { supplierLot: string }
