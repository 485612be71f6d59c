/** What a log tells: events, each of one subject, whose events follow one another. */

export const TOPICS = ['availability', 'orders', 'shipments'] as const
export type Topic = (typeof TOPICS)[number]

export interface AvailabilityData {
  listing: string
  sku: string
  packQuantity: number
  /** Units of the listing that may be sold. */
  quantity: number
  /** Counts the changes of this listing's number. */
  version: number
}

/** How an order stands, as far as who sold it wants to know. */
export interface OrderData {
  /** Ours. */
  id: string
  /** As people call it. */
  number: string
  /** As this connector named it when it brought it; null: it came another way. */
  externalId: string | null
  status: string
  /** Units that were promised and are not there. */
  short: number
  lines: { id: string; sku: string; quantity: number; backordered: number; shipped: number; cancelled: number }[]
  /** What has left, as shipments are called that were told; one that was undone is missing. */
  shipments: string[]
}

export interface ShipmentData {
  /** What it is called. */
  id: string
  order: { id: string; number: string; externalId: string | null }
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  shippedAt: string
  /** Cartons and pallets. */
  units: { unit: string; sscc: string | null }[]
  /** In base units; a null lot: the item has none. */
  lines: { sku: string; lot: string | null; quantity: number }[]
}

export type EventData = AvailabilityData | OrderData | ShipmentData

/** As it is kept and sent. */
export interface Event<Data extends EventData = EventData> {
  id: string
  topic: Topic
  /** When it was written. */
  at: string
  data: Data
}

export const subjectOf = {
  listing: (listing: string): string => `listing ${listing}`,
  order: (number: string): string => `order ${number}`,
}
