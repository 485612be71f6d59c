/** Which stock will not be sold before it may be sold no more. */

export interface LotOnShelf {
  lot: string
  units: number
  /** ISO date; null: it lives for ever. */
  expiresOn: string | null
}

const DAY_MS = 86_400_000
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/**
 * Units of each lot that are left when it expires, if `perDay` are sold each day and the lot that expires first goes first.
 * `minDays`: what the least demanding channel wants left.
 */
export function expiring<Lot extends LotOnShelf>(
  lots: readonly Lot[],
  today: string,
  perDay: number,
  minDays: number,
): (Lot & { expiresOn: string })[] {
  const dated = lots.filter((lot): lot is Lot & { expiresOn: string } => lot.expiresOn !== null)
  let sold = 0
  return dated
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0))
    .map((lot) => {
      const days = Math.max(0, daysBetween(today, lot.expiresOn) + 1 - minDays)
      const going = Math.min(lot.units, Math.max(0, Math.floor(perDay * days - sold)))
      sold += going
      return { ...lot, units: lot.units - going }
    })
    .filter(({ units }) => units > 0)
}
