/** Where the rest of a line is to be found when its bin did not hold it: the next lots in rotation, as this device knows them. */
import type { LotRow } from '../../../shared/wire/pull.ts'
import type { PickLine } from './machine.ts'

/** Free stock of one item, in the order in which it must leave. */
export interface FreeStock {
  sku: string
  lot: string
  location: string
  pickSequence: number
  quantity: number
  expiresOn: string | null
}

/**
 * Lines for `missing` units of a line, from the oldest free stock that lives long enough, elsewhere than where they were not
 * found. `taken`: lines that have been redirected already. What is not covered is not in the answer; the server may know more.
 */
export function redirect(
  line: PickLine,
  missing: number,
  free: readonly FreeStock[],
  lots: readonly LotRow[],
  taken: readonly PickLine[],
): PickLine[] {
  const lines: PickLine[] = []
  let left = missing
  for (const stock of free) {
    if (left === 0) break
    if (stock.sku !== line.sku || !isGoodFor(line, stock)) continue
    const used = taken
      .filter((other) => other.redirected && isAt(other, stock))
      .reduce((sum, other) => sum + other.remaining, 0)
    const quantity = Math.min(left, stock.quantity - used)
    if (quantity <= 0) continue
    lines.push({
      ...line,
      id: `${line.taskId} ${stock.lot} ${stock.location}`,
      redirected: true,
      lot: stock.lot,
      lotRow: lots.find((row) => row.lot === stock.lot),
      location: stock.location,
      sequence: stock.pickSequence,
      quantity,
      done: 0,
      remaining: quantity,
    })
    left -= quantity
  }
  return lines
}

export const isAt = (line: PickLine, stock: FreeStock): boolean =>
  line.sku === stock.sku && line.lot === stock.lot && line.location === stock.location

const isGoodFor = (line: PickLine, stock: FreeStock): boolean =>
  !isAt(line, stock) && (stock.expiresOn === null || stock.expiresOn >= line.livesUntil)
