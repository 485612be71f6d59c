/** What the server answers about exceptions and parked transactions. Money in minor units, instants ISO 8601. */
import type { OpenException } from '../contract.ts'

export interface Money {
  amount: number
  currency: string
}

export interface Endangers {
  orders: { id: string; externalId: string; channel: string; units: number; shipBy: string | null }[]
  moreOrders: number
  channels: string[]
  money: Money | null
}

export interface CountFigures {
  counted: number
  expected: number
  variance: number
  unitCost: number | null
}

export interface ExceptionItem extends OpenException {
  owner: string | null
  ownerName: string | null
  ageSeconds: number
  orderExternalId: string | null
  endangers: Endangers
  count?: CountFigures
  resolvedAt: string | null
  resolution: { remedy: string; note: string; by: string } | null
}

export interface Movement {
  id: string
  transaction: string
  reason: string
  sku: string
  lot: string | null
  quantity: number
  from: { location: string; status: string }
  to: { location: string; status: string }
  user: { id: string; name: string } | null
  device: string | null
  occurredAt: string
}

export interface Recorded {
  id: string
  type: string
  state: string
  device: string
  user: { id: string; name: string } | null
  deviceTime: string | null
  occurredAt: string | null
  receivedAt: string
  offline: boolean
  payload: Record<string, unknown>
  mended: { by: string; at: string; note: string } | null
}

export interface BinCount {
  id: string
  occurredAt: string
  by: string | null
  device: string | null
  lot: string | null
  status: string
  counted: number
  expected: number
  state: string
  undone: boolean
}

export interface ExceptionDetail extends ExceptionItem {
  evidence: { transaction: Recorded | null; movements: Movement[]; around: Movement[]; counts: BinCount[] }
}

/** After a remedy. `did`: what it did, in a sentence. */
export interface Resolved extends OpenException {
  did: string
}

export interface BulkAnswer {
  items: { id: string; ok: boolean; state?: string; did?: string; problem?: { detail: string } }[]
}

export interface RefusedItem {
  id: string
  type: string
  deviceId: string
  state: string
  receivedAt: string
  problem: { code: string; detail: string; field?: string } | null
  envelope: Record<string, unknown> & { payload?: unknown; occurredAt?: unknown }
  mended: { payload: Record<string, unknown>; by: string; at: string; note: string } | null
  author?: { id: string; name: string } | null
}

/** How many are open of a type. */
export interface ExceptionCount {
  type: string
  count: number
}

export interface Owner {
  id: string
  name: string
}

export interface CountingReason {
  code: string
  label: string
}
