/** How much to order: up to a level, in what the supplier sells, and never what would expire. */

export interface OrderTerms {
  /** Least that can be ordered, and what it is a multiple of, in base units. */
  minimum: number
  multiple: number
}

export interface ShelfLife {
  /** Days that goods live when they come; null: for ever. */
  days: number | null
  /** Each channel's expected units a day, and the days that it wants left. */
  channels: readonly { perDay: number; minDays: number }[]
  /** Units that will still be there when they come, and are sold before them. */
  before: number
}

export interface OrderQuantity {
  units: number
  /** What it would be if goods lived for ever. */
  wanted: number
  withheld: 'expires' | 'minimum-expires' | null
}

/** `short`: base units up to the level that is aimed at; 0 or less: nothing is ordered. */
export function orderQuantity(short: number, { minimum, multiple }: OrderTerms, life: ShelfLife): OrderQuantity {
  if (short <= 0) return { units: 0, wanted: 0, withheld: null }
  const step = Math.max(1, multiple)
  const wanted = Math.ceil(Math.max(short, minimum) / step) * step
  const most = mostBeforeExpiry(life)
  if (wanted <= most) return { units: wanted, wanted, withheld: null }
  const units = Math.floor(most / step) * step
  return units >= Math.max(1, minimum)
    ? { units, wanted, withheld: 'expires' }
    : { units: 0, wanted, withheld: 'minimum-expires' }
}

/** Units that are expected to be sold while they may be. */
export function mostBeforeExpiry({ days, channels, before }: ShelfLife): number {
  if (days === null) return Number.POSITIVE_INFINITY
  const sold = channels.reduce((sum, { perDay, minDays }) => sum + perDay * Math.max(0, days - minDays), 0)
  return Math.max(0, Math.floor(sold - before))
}
