/** What the server answers about transfers between warehouses. Quantities are whole base units, instants ISO with a zone. */
export interface Transfer {
  id: string
  reference: string
  from: string | null
  to: string | null
  state: 'open' | 'closed'
  /** Of the order that takes it from the shelf; null: the floor began it. */
  order: string | null
  expectedOn: string | null
  createdAt: string
  firstSentAt: string | null
  lastReceivedAt: string | null
  asked: { sku: string; quantity: number }[]
  goods: { sku: string; lot: string | null; sent: number; received: number; lost: number; underWay: number }[]
  units: { unit: string; receivedAt: string | null }[]
}
