/** An order as its platform has it now, in our words: what each kind of connector reads, and the intake follows. */
import type { Money } from '../../../shared/rules/money.ts'
import type { Said } from '../connector.ts'

/** Units of the listing. `total`: of a platform that says what it wants in all, and does not count what was shipped. */
export type PlatformUnits = { open: number; fulfilled: number } | { total: number }

export interface PlatformLine {
  /** The platform's own id of it, once in its order. */
  id: string
  /** What its mapping is named by; null: the platform does not say any more. */
  listing: string | null
  /** For people. */
  title: string
  units: PlatformUnits
  /** Of one unit of the listing. */
  unitPrice: Money
  /** Units that discount and tax are of. */
  quantity: number
  discount: Money | null
  tax: Money | null
}

/** Goods that a customer is to send back, as far as the platform has agreed to it. */
export interface PlatformReturn {
  reference: string
  lines: { lineId: string; quantity: number; reason: string }[]
}

export interface PlatformOrder {
  /** The platform's own id of it. */
  externalId: string
  /** As people call it. */
  number: string
  /** The platform's time of its last change, UTC milliseconds. */
  changedAt: number
  placedAt: number
  cancelled: boolean
  /** Sold, and not to be packed before the platform has its money. */
  awaitsPayment: boolean
  customer: { id: string; name: string }
  shipTo: Record<string, unknown> | null
  /** A date, or an instant in UTC. */
  shipBy: string | null
  shippingPaid: Money | null
  /** Of the whole order. */
  tax: Money | null
  discount: Money | null
  fees: unknown
  lines: PlatformLine[]
  returns: PlatformReturn[]
  /** What people are to be told of it, though all of it can be followed. */
  noticed?: Said[]
  /** As it came. */
  source: unknown
}
