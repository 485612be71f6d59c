/**
 * Counting finds goods; it does not inspect them. Whoever counts a place and does not tell usable goods from others has counted
 * both: first those that nobody has looked at, as far as the ledger has them there, so that no count makes them sellable; and of
 * those in rework or damaged what is found beyond the usable ones.
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
  let left = usable.counted
  const taken = new Map<CountLineRow, number>()
  const others = ofLot.filter((line) => line !== usable && !isStated(line))
  const take = (line: CountLineRow, most: number) => {
    const units = Math.max(0, Math.min(most, line.expected))
    left -= units
    taken.set(line, units)
  }
  for (const line of others) if (line.status === 'uninspected') take(line, left)
  for (const line of others) if (line.status !== 'uninspected') take(line, left - Math.max(0, usable.expected))
  return ofLot.map((line) => ({ ...line, counted: line === usable ? left : line.counted + (taken.get(line) ?? 0) }))
}
