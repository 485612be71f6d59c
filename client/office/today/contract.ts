/** `GET /today`, as /api/docs describes it. What the person may not read is null. */
import type { OpenException } from '../contract.ts'

export type NeedKind =
  | 'severe-exceptions'
  | 'late-orders'
  | 'orders-at-risk'
  | 'high-exceptions'
  | 'refused'
  | 'silent-platforms'
  | 'unsent-devices'
  | 'short-orders'
  | 'returns-documents'
  | 'returns-second-person'
  | 'returns-held-up'
  | 'counts-unsettled'
  | 'failing-platforms'
  | 'returns-to-inspect'
  | 'counts-due'

export interface Need {
  kind: NeedKind
  severity: OpenException['severity']
  count: number
  /** Since when the first of them has waited; null: it is not a matter of waiting. */
  since: string | null
  /** When the first of them is due, a day or an instant; null: nobody said. */
  due: string | null
  names: string[]
  /** What stands in the same list and needs nobody yet. */
  beside: number
}

export interface ShippedDay {
  day: string
  orders: number
}

export interface ChannelTrend {
  channel: string
  name: string
  days: { day: string; availableToPromise: number }[]
}

export interface Today {
  /** The server's clock: ages are counted from it. */
  now: string
  /** The day where the stock is. */
  day: string
  /** The worst first. */
  needs: Need[]
  due: { orders: number; shipped: number } | null
  picked: { lines: number; lastHour: number } | null
  right: { days: number; bins: number; right: number } | null
  shipped: ShippedDay[] | null
  channels: ChannelTrend[] | null
}
