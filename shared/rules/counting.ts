/** Words and arithmetic of counting. */

/** What one count looks at: the whole place, one item in it, or one lot of one item. */
export type CountScope = 'location' | 'item' | 'lot'

/** Why a count was asked for; `floor`: nobody asked, somebody counted. */
export type CountOrigin =
  | 'plan'
  | 'hand'
  | 'short-pick'
  | 'negative-stock'
  | 'drift'
  | 'disturbed'
  | 'variance'
  | 'floor'

/** What the floor stumbled over is counted before what was planned. */
export const COUNT_URGENCY: Record<CountOrigin, number> = {
  'negative-stock': 0,
  'short-pick': 0,
  drift: 0,
  variance: 1,
  disturbed: 1,
  hand: 2,
  plan: 3,
  floor: 3,
}

/** What is looked at in a place. Item and lot are empty where the scope is wider. */
export interface CountSubject {
  /** Null only where nothing is counted. */
  scope: CountScope | null
  sku: string
  lot: string
}

/** Whether a count of this subject looks at that balance. */
export const isLookedAt = (subject: CountSubject, balance: { sku: string; lot: string }): boolean =>
  subject.scope === 'location' ||
  (subject.sku === balance.sku && (subject.scope === 'item' || subject.lot === balance.lot))

/** Whether looking at the first also answers who asks for the second, in the same place. */
export const answersCount = (looked: CountSubject, asked: CountSubject): boolean =>
  looked.scope === 'location' ||
  (asked.scope !== 'location' &&
    looked.sku === asked.sku &&
    (looked.scope === 'item' || (asked.scope === 'lot' && looked.lot === asked.lot)))

/**
 * Who is not told what the ledger has where a blind count is due. What was planned is kept from all handhelds from its
 * planning on; what the floor itself brought up only from the one that counts, because pickers go on working there.
 */
export type HiddenFrom = 'nobody' | 'holder' | 'handhelds'

/** By value times velocity: A moves most of the worth. */
export type ItemClass = 'A' | 'B' | 'C'

export const ITEM_CLASSES = ['A', 'B', 'C'] as const satisfies readonly ItemClass[]

/** How far a count may be off and still be posted at once; both limits hold. Value in minor units. */
export interface Tolerance {
  units: number
  value: number
}

/** `unitCost` in minor units; null where none is known: then only the units are judged. */
export function isWithin(tolerance: Tolerance, variance: number, unitCost: number | null): boolean {
  const off = Math.abs(variance)
  return off <= tolerance.units && (unitCost === null || off * unitCost <= tolerance.value)
}

/** Shares of all usage value, counted from the item with most of it: where A ends, and where B ends. */
const ENDS_OF_CLASS = { A: 0.8, B: 0.95 }

/**
 * ABC by usage value (units that left times unit cost), largest first. An item that crosses the end of a class still
 * belongs to it; what did not move is C.
 */
export function classify<Item extends { usageValue: number }>(items: readonly Item[]): Map<Item, ItemClass> {
  const total = items.reduce((sum, item) => sum + item.usageValue, 0)
  const classes = new Map<Item, ItemClass>()
  let before = 0
  for (const item of [...items].sort((a, b) => b.usageValue - a.usageValue)) {
    const share = total === 0 ? 1 : before / total
    classes.set(item, item.usageValue === 0 || share >= ENDS_OF_CLASS.B ? 'C' : share >= ENDS_OF_CLASS.A ? 'B' : 'A')
    before += item.usageValue
  }
  return classes
}

/** What accuracy is summed from: one line of a count. */
export interface CountedLine {
  expected: number
  counted: number
  unitCost: number | null
}

export interface Accuracy {
  lines: number
  /** Share of units that the ledger had right, 0 to 1; null where there were none. */
  units: number | null
  /** Worth of all that was off, in minor units, found and gone both counted up. */
  valueOff: number
  /** Worth found less worth gone. */
  valueNet: number
}

/** Unit accuracy is 1 − Σ|difference| ÷ Σ expected, never below 0. */
export function accuracyOf(lines: readonly CountedLine[]): Accuracy {
  let [expected, off, valueOff, valueNet] = [0, 0, 0, 0]
  for (const line of lines) {
    const difference = line.counted - line.expected
    expected += Math.max(0, line.expected)
    off += Math.abs(difference)
    valueOff += Math.abs(difference) * (line.unitCost ?? 0)
    valueNet += difference * (line.unitCost ?? 0)
  }
  const units = expected > 0 ? Math.max(0, 1 - off / expected) : off === 0 ? null : 0
  return { lines: lines.length, units, valueOff, valueNet }
}
