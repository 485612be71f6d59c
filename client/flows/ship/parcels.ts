/** What of an order leaves together: a labelled carton, or what stands loose at one place. Lots that must not leave stay. */
import type { StandingLine, StandingOrder } from '../../replica/standing.ts'
import { whyUnfit } from '../unfit-lot.ts'

export interface Parcel {
  /** The carton's code, or the place. */
  code: string
  /** Of a carton: what is on its label. */
  sscc: string | null
  pallet: string | null
  lines: StandingLine[]
  /** "Lot L1 is on hold.": it does not leave. */
  unfit: string | undefined
}

/** Of loose goods only the unfit ones stay; of a carton all of it. */
export function parcelsOf(order: StandingOrder, today: string): Parcel[] {
  const parcels = new Map<string, Parcel>()
  for (const line of order.lines) {
    const unfit = whyUnfit(line.lot, line.lotRow, today)
    const unit = order.units.find(({ code }) => code === line.location)
    const key = `${line.location}${!unit && unfit ? ' unfit' : ''}`
    const known = parcels.get(key)
    parcels.set(key, {
      code: line.location,
      sscc: unit?.sscc ?? null,
      pallet: unit?.pallet ?? null,
      lines: [...(known?.lines ?? []), line],
      unfit: known?.unfit ?? unfit,
    })
  }
  return [...parcels.values()].sort(
    (a, b) => Number(a.sscc === null) - Number(b.sscc === null) || a.code.localeCompare(b.code),
  )
}

export const unitsIn = (parcels: readonly Parcel[]): number =>
  parcels.reduce((sum, { lines }) => sum + lines.reduce((all, { quantity }) => all + quantity, 0), 0)

/** The cartons, and the pallets of which nothing stays behind: they leave with them. */
export function leavingUnits(orders: readonly StandingOrder[], leaving: readonly Parcel[]): string[] {
  const cartons = leaving.flatMap(({ code, sscc }) => (sscc === null ? [] : [code]))
  const pallets = [...new Set(leaving.flatMap(({ pallet }) => pallet ?? []))]
  const stays = (pallet: string) =>
    orders.some(({ units }) => units.some((unit) => unit.pallet === pallet && !cartons.includes(unit.code)))
  return [...cartons, ...pallets.filter((pallet) => !stays(pallet))]
}
