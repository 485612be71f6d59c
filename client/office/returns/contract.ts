/** What the server answers about returns. Quantities are whole base units, money minor units, instants ISO with a zone. */
import type { ChargebackState } from '../../../shared/rules/chargeback.ts'
import type { Disposition } from '../../../shared/rules/disposition.ts'
import type { Money } from '../../../shared/rules/money.ts'

export type WaitsFor =
  | 'customer'
  | 'inspector'
  | 'documents'
  | 'second-person'
  | 'supervisor'
  | 'goods'
  | 'lot'
  | 'quality'

export interface Chargeback {
  reference: string | null
  category: string | null
  /** The retailer's own code. */
  code: string | null
  amount: Money | null
  disputeBy: string | null
  state: ChargebackState
}

export interface ReturnUnits {
  /** Announced, and not come yet. */
  expected: number
  received: number
  uninspected: number
  waiting: number
  done: number
}

export type ReturnState = 'expected' | 'received' | 'closed'

export interface ReturnSummary {
  id: string
  channel: string
  orderId: string | null
  orderExternalId: string | null
  customer: { id: string; name: string } | null
  reference: string | null
  /** It came in without having been announced. */
  blind: boolean
  state: ReturnState
  documents: 'none' | 'missing' | 'complete'
  chargeback: Chargeback | null
  expectedOn: string | null
  createdAt: string
  receivedAt: string | null
  ageSeconds: number
  units: ReturnUnits
  /** Of the units that are not through yet. */
  value: Money | null
  waitingFor: WaitsFor[]
  skus: string[]
}

export type MissingDocument = 'reference' | 'category' | 'amount' | 'disputeBy' | 'photos'

export interface ReturnPhoto {
  sha256: string
  /** False: it is still on the handheld that took it. */
  stored: boolean
  type: string | null
  bytes: number | null
  from: 'inspection' | 'desk'
  at: string | null
}

export interface ReturnLine {
  sku: string
  name: string
  reason: string
  expected: number
  received: number
  /** What was shipped to this customer. */
  lots: { lot: string | null; quantity: number }[]
}

export interface ReturnedGoods {
  id: string
  sku: string
  name: string
  lot: string | null
  lotFrom: 'label' | 'shipment' | null
  quantity: number
  inspected: number
  reason: string
  location: string
  receivedAt: string
  by: string | null
  unitCost: Money | null
}

export interface Inspection {
  id: string
  sku: string
  lot: string | null
  quantity: number
  carriedOut: number
  condition: string
  disposition: Disposition
  /** By the rules; null: nobody asked them. */
  proposed: Disposition | null
  /** Why it was decided otherwise. */
  because: string | null
  checklist: { code: string; ok: boolean; note?: string }[]
  photos: string[]
  note: string | null
  state: 'done' | 'waiting' | 'withdrawn' | 'reversed'
  waitsFor: WaitsFor | null
  to: string | null
  location: string
  by: string | null
  /** The second person, or who decided in the inspector's place. */
  approvedBy: string | null
  inspectedAt: string
  doneAt: string | null
}

export interface ReturnDetail extends ReturnSummary {
  note: string | null
  missing: MissingDocument[]
  photos: ReturnPhoto[]
  lines: ReturnLine[]
  goods: ReturnedGoods[]
  inspections: Inspection[]
}

/** After one was announced. */
export interface Announced {
  id: string
  state: ReturnState
  warnings: string[]
}

/** What an order shipped, found by whatever names it. */
export interface ShippedOrder {
  orderId: string
  externalId: string
  channel: string
  customer: { id: string; name: string } | null
  shippedAt: string
  returnId: string | null
  lines: { sku: string; name: string; lot: string | null; shipped: number; returned: number }[]
}

export type FigureGroup = 'sku' | 'channel' | 'reason' | 'lot' | 'supplier'

export interface FigureRow extends Partial<Record<FigureGroup, string | null>> {
  shipped: number
  returned: number
  /** Returned of shipped; null where nothing was shipped. */
  rate: number | null
  dispositions: Record<Disposition, number>
  /** Units that are not through yet. */
  waiting: number
  scrapped: Money | null
  /** From the dock to the disposition. */
  hours: { median: number; mean: number } | null
}
