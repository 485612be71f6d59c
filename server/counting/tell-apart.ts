/**
 * Counting finds goods; it does not inspect them. Whoever counts a place and does not tell usable goods from others has counted
 * both: what is found beyond the usable ones is those others, as far as the ledger has them there. So no count makes returned
 * goods sellable that nobody has looked at.
 */
import { grouped } from '../../shared/rules/grouped.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { CountLineRow } from './lines.ts'

/** `isStated`: the count itself has a line for this balance, even one of none. */
export function tellApart(lines: readonly CountLineRow[], isStated: (line: CountLineRow) => boolean): CountLineRow[] {
  return [...grouped(lines, ({ sku, lot }) => lotKey(sku, lot)).values()].flatMap((ofLot) =>
    shareSurplus(ofLot, isStated),
  )
}

function shareSurplus(ofLot: readonly CountLineRow[], isStated: (line: CountLineRow) => boolean): CountLineRow[] {
  const usable = ofLot.find(({ status }) => status === 'available')
  if (!usable) return [...ofLot]
  let surplus = Math.max(0, usable.counted - Math.max(0, usable.expected))
  const taken = new Map<CountLineRow, number>()
  for (const line of ofLot) {
    if (line === usable || isStated(line)) continue
    const units = Math.min(surplus, Math.max(0, line.expected))
    surplus -= units
    taken.set(line, units)
  }
  const moved = [...taken.values()].reduce((sum, units) => sum + units, 0)
  return ofLot.map((line) => ({
    ...line,
    counted: line === usable ? line.counted - moved : line.counted + (taken.get(line) ?? 0),
  }))
}
