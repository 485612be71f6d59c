/** Which part of a column stands above which, and how high, so that ways are short and nothing lies over another. */
import type { Segment, Slot } from './layout.ts'

const SWEEPS = 8

/** Each column from the top down: a part stands near those that it is joined to. */
export function inOrder(slots: readonly Slot[], segments: readonly Segment[], columns: number): Slot[][] {
  const order = Array.from({ length: columns }, (_, column) => slots.filter((slot) => slot.column === column))
  const joined = joinsOf(segments)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? 'before' : 'after'
    const rank = new Map(order.flatMap((column) => column.map((slot, at) => [slot, at / Math.max(1, column.length)])))
    for (const [column, parts] of order.entries()) {
      const wanted = new Map(
        parts.map((slot, at) => [
          slot,
          weighted(joined.get(slot)?.[side] ?? [], (other) => rank.get(other) ?? 0) ?? at / Math.max(1, parts.length),
        ]),
      )
      order[column] = [...parts].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
      for (const [at, slot] of (order[column] ?? []).entries()) rank.set(slot, at / Math.max(1, parts.length))
    }
  }
  return order
}

/** The top of each part. Parts of a column keep their order and their distance. */
export function placed(order: readonly Slot[][], segments: readonly Segment[], gap: number): Map<Slot, number> {
  const height = Math.max(0, ...order.map((column) => stacked(column, gap)))
  const joined = joinsOf(segments)
  const tops = new Map<Slot, number>()
  for (const column of order) {
    let y = (height - stacked(column, gap)) / 2
    for (const slot of column) {
      tops.set(slot, y)
      y += slot.height + gap
    }
  }
  const middle = (slot: Slot): number => (tops.get(slot) ?? 0) + slot.height / 2
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? 'before' : 'after'
    for (const column of sweep % 2 === 0 ? order : [...order].reverse()) {
      const wanted = column.map(
        (slot) => (weighted(joined.get(slot)?.[side] ?? [], middle) ?? middle(slot)) - slot.height / 2,
      )
      for (const [at, y] of apart(column, wanted, height, gap).entries()) tops.set(column[at] as Slot, y)
    }
  }
  return tops
}

const stacked = (column: readonly Slot[], gap: number): number =>
  column.reduce((sum, slot) => sum + slot.height, 0) + gap * Math.max(0, column.length - 1)

/** As near to the wanted tops as the order, the distance and the height of the picture allow. */
function apart(column: readonly Slot[], wanted: readonly number[], height: number, gap: number): number[] {
  const tops = [...wanted]
  let least = 0
  for (const [at, slot] of column.entries()) {
    tops[at] = Math.max(least, tops[at] ?? 0)
    least = (tops[at] ?? 0) + slot.height + gap
  }
  let most = height
  for (let at = column.length - 1; at >= 0; at--) {
    tops[at] = Math.min(tops[at] ?? 0, most - (column[at] as Slot).height)
    most = (tops[at] ?? 0) - gap
  }
  return tops
}

interface Join {
  slot: Slot
  weight: number
}

function joinsOf(segments: readonly Segment[]): Map<Slot, { before: Join[]; after: Join[] }> {
  const joins = new Map<Slot, { before: Join[]; after: Join[] }>()
  const of = (slot: Slot) => {
    const known = joins.get(slot) ?? { before: [], after: [] }
    joins.set(slot, known)
    return known
  }
  for (const { from, to, thickness } of segments) {
    of(from).after.push({ slot: to, weight: thickness })
    of(to).before.push({ slot: from, weight: thickness })
  }
  return joins
}

/** Undefined where nothing is joined on that side. */
function weighted(joins: readonly Join[], amount: (slot: Slot) => number): number | undefined {
  const total = joins.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  return joins.reduce((sum, { slot, weight }) => sum + weight * amount(slot), 0) / total
}
