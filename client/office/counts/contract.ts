/** What the server answers about counts. Quantities are whole base units, money minor units, instants ISO with a zone. */
export type CountScope = 'location' | 'item' | 'lot'

export type CountOrigin =
  | 'plan'
  | 'hand'
  | 'short-pick'
  | 'negative-stock'
  | 'drift'
  | 'disturbed'
  | 'variance'
  | 'floor'

/** What is looked at in a place; item and lot are null where the scope is wider. */
export interface CountSubject {
  location: string
  scope: CountScope
  sku: string | null
  lot: string | null
}

export interface CountTask extends CountSubject {
  id: string
  origin: CountOrigin
  blind: boolean
  /** The handheld that has taken it. */
  device: string | null
  createdAt: string
  leasedAt: string | null
}

/** As POST /counts and its like answer. */
export interface CountTasks {
  items: { id: string; location: string }[]
}

export type LineState = 'posted' | 'recount' | 'pending' | 'approved' | 'kept' | 'disturbed' | 'superseded'

export interface CountLine {
  sku: string
  lot: string | null
  status: string
  class: ItemClass
  counted: number
  /** What the ledger had then. */
  expected: number
  variance: number
  /** Of one unit; null where no cost is known. */
  unitCost: number | null
  state: LineState
  adjusted: number
  /** A code of the settings. */
  reason: string | null
}

export interface Count extends CountSubject {
  id: string
  zone: string | null
  origin: CountOrigin
  user: string | null
  person: string | null
  device: string | null
  occurredAt: string
  recordedAt: string
  /** Undone. */
  reversed: boolean
  lines: CountLine[]
}

export interface AccuracyRow {
  group: string | null
  bins: number
  /** Shares, 0 to 1; null where nothing was to be found. */
  binAccuracy: number | null
  lines: number
  units: number | null
  valueOff: number
  valueNet: number
  overturned: number
}

/** How much of what was counted in a week the ledger had right. */
export interface WeekRight {
  /** Its Monday. */
  week: string
  bins: number
  right: number
}

export type GroupBy = 'zone' | 'class' | 'person' | 'day' | 'all'

export type ItemClass = 'A' | 'B' | 'C'

export interface CountingSettings {
  tolerance: Record<ItemClass, { units: number; value: number }>
  everyDays: Record<ItemClass, number>
  perDay: number
  classDays: number
  reasons: { code: string; label: string }[]
}

export interface Place {
  code: string
  kind: string
  zone: string | null
}
