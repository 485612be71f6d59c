/** What stands ready of each order, and in which labelled unit: what is packed, and what leaves. Own work is laid over. */
import { isVirtual } from '../../shared/rules/places.ts'
import { type ItemRow, type LocationRow, type LotRow, lotKey, type OrderRow } from '../../shared/wire/pull.ts'
import type { Overlay } from './overlay.ts'
import { overlayNow, type ReadyOrder, readyOrders, type View } from './view.ts'

export interface StandingLine {
  item: ItemRow
  lot: string
  lotRow: LotRow | undefined
  location: string
  quantity: number
  /** Whether the place is a unit with a label on it: a carton or pallet that leaves as it is. */
  packed: boolean
}

/** A carton or pallet of the order, by what is on its label. */
export interface StandingUnit {
  code: string
  sscc: string
  /** The pallet that it stands on. */
  pallet: string | null
}

export interface StandingOrder {
  order: OrderRow
  lines: StandingLine[]
  units: StandingUnit[]
  /** Units that are still to be picked. */
  missing: number
}

export async function standingOrders(view: View): Promise<StandingOrder[]> {
  const { rows } = view.replica
  const [orders, overlay] = await Promise.all([readyOrders(view), overlayNow(view)])
  const lines = orders.flatMap(({ ready }) => ready)
  const [items, lots, places] = await Promise.all([
    rows.items.bulkGet([...new Set(lines.map(({ sku }) => sku))]),
    rows.lots.bulkGet([...new Set(lines.map(({ sku, lot }) => lotKey(sku, lot)))]),
    rows.locations.bulkGet([...new Set(lines.map(({ location }) => location))]),
  ])
  const units = new Map(places.flatMap((place) => (place ? [[place.code, layUnit(place, overlay)]] : [])))
  for (const { location } of lines) {
    const met = units.get(location) ?? unitMetHere(overlay, location)
    if (met) units.set(location, met)
  }
  const known: Known = {
    items: new Map(items.flatMap((item) => (item ? [[item.sku, item]] : []))),
    lots: new Map(lots.flatMap((lot) => (lot ? [[lotKey(lot.sku, lot.lot), lot]] : []))),
    units,
    pallets: await palletsOf(view, units, overlay),
  }
  return orders.map((order) => standingOrder(order, known))
}

interface Known {
  items: ReadonlyMap<string, ItemRow>
  lots: ReadonlyMap<string, LotRow>
  units: ReadonlyMap<string, LocationRow>
  pallets: ReadonlySet<string>
}

function standingOrder({ order, ready, missing }: ReadyOrder, known: Known): StandingOrder {
  const lines = ready.flatMap(({ sku, lot, location, quantity }): StandingLine[] => {
    const item = known.items.get(sku)
    const place = known.units.get(location)
    const packed = place?.kind === 'unit' && place.sscc !== null
    return item ? [{ item, lot, lotRow: known.lots.get(lotKey(sku, lot)), location, quantity, packed }] : []
  })
  const codes = [...new Set(lines.filter(({ packed }) => packed).map(({ location }) => location))]
  const units = codes.map((code): StandingUnit => {
    const { sscc = null, within = null } = known.units.get(code) ?? {}
    return { code, sscc: sscc ?? code, pallet: within !== null && known.pallets.has(within) ? within : null }
  })
  return { order, lines, units, missing }
}

/** A unit as it stands now: this device may have labelled it, or set it down elsewhere. */
const layUnit = (place: LocationRow, overlay: Overlay): LocationRow => ({
  ...place,
  within: overlay.within.get(place.code) ?? place.within,
  sscc: place.sscc ?? overlay.units.get(place.code) ?? null,
})

/** A carton that this device opened, and the server has not heard of. */
function unitMetHere(overlay: Overlay, code: string): LocationRow | undefined {
  const sscc = overlay.units.get(code)
  if (sscc === undefined) return undefined
  return {
    code,
    kind: 'unit',
    within: overlay.within.get(code) ?? null,
    pickSequence: 0,
    blocked: false,
    sscc,
  }
}

/** Of the places in which units stand, those that are units themselves. */
async function palletsOf({ replica }: View, units: ReadonlyMap<string, LocationRow>, overlay: Overlay) {
  const within = [...units.values()].flatMap((unit) =>
    unit.kind === 'unit' && unit.within !== null ? [unit.within] : [],
  )
  const places = await replica.rows.locations.bulkGet([...new Set(within)])
  const known = places.flatMap((place) => (place?.kind === 'unit' ? [place.code] : []))
  return new Set([...known, ...within.filter((code) => overlay.units.has(code))])
}

/** A unit by its code or by what is on its label, as it stands now; undefined where nobody here knows it. */
export async function unitByCode(view: View, code: string): Promise<LocationRow | undefined> {
  const { locations } = view.replica.rows
  const place = (await locations.get(code)) ?? (await locations.where('sscc').equals(code).first())
  if (place && place.kind !== 'unit') return place
  const overlay = await overlayNow(view)
  if (place) return layUnit(place, overlay)
  const own = [...overlay.units].find(([unit, sscc]) => unit === code || sscc === code)
  if (!own) return undefined
  // It may be labelled here alone: then the server knows it by its code.
  const known = await locations.get(own[0])
  return known ? layUnit(known, overlay) : unitMetHere(overlay, own[0])
}

/** It has left with a shipment or a transfer that this device recorded. */
export const hasLeft = (unit: Pick<LocationRow, 'within'>): boolean => unit.within !== null && isVirtual(unit.within)
