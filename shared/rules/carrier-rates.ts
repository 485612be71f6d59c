/** What a carrier charges for a parcel where its own charge is not known: tables by carrier, service, zone and weight. */

export interface RateRow {
  /** Grams; the first row that is not below the billed weight counts. */
  upToGrams: number
  /** Minor units. */
  amount: number
}

export interface Surcharge {
  /** fuel, residential, … */
  name: string
  /** A fraction of the base charge, or minor units a parcel, or both. */
  rate: number | null
  amount: number | null
}

export interface RateTable {
  id: string
  carrier: string
  /** Null: of every service, or every zone, that no other table names. */
  service: string | null
  zone: string | null
  /** First and last day, ISO dates; null: it has no end. */
  from: string
  to: string | null
  rows: readonly RateRow[]
  /** Cubic centimetres that are billed as one kilogram; null: only what it weighs. */
  cubicCmPerKg: number | null
  surcharges: readonly Surcharge[]
}

export interface Parcel {
  carrier: string
  service: string | null
  zone: string | null
  day: string
  grams: number
  cubicCm: number | null
}

export interface CarrierCharge {
  tableId: string
  base: number
  surcharges: { name: string; amount: number }[]
  /** Minor units in all. */
  amount: number
  billedGrams: number
}

/** Undefined: no table is for it, or it is heavier than its table goes. */
export function chargeOf(tables: readonly RateTable[], parcel: Parcel): CarrierCharge | undefined {
  const table = tableFor(tables, parcel)
  if (!table) return undefined
  const billedGrams = Math.max(parcel.grams, volumeGrams(table, parcel.cubicCm))
  const row = [...table.rows]
    .sort((a, b) => a.upToGrams - b.upToGrams)
    .find(({ upToGrams }) => upToGrams >= billedGrams)
  if (!row) return undefined
  const surcharges = table.surcharges.map(({ name, rate, amount }) => ({
    name,
    amount: Math.round((row.amount * Math.round((rate ?? 0) * 1_000_000)) / 1_000_000) + (amount ?? 0),
  }))
  const amount = surcharges.reduce((sum, one) => sum + one.amount, row.amount)
  return { tableId: table.id, base: row.amount, surcharges, amount, billedGrams }
}

const volumeGrams = ({ cubicCmPerKg }: RateTable, cubicCm: number | null): number =>
  cubicCmPerKg === null || cubicCm === null ? 0 : Math.ceil((cubicCm * 1_000) / cubicCmPerKg)

/** The one that names service and zone before the ones that name less. */
function tableFor(tables: readonly RateTable[], { carrier, service, zone, day }: Parcel): RateTable | undefined {
  const fits = tables.filter(
    (table) =>
      table.carrier === carrier &&
      table.from <= day &&
      (table.to === null || day <= table.to) &&
      (table.service === null || table.service === service) &&
      (table.zone === null || table.zone === zone),
  )
  const named = ({ service: of, zone: to }: RateTable): number => (of === null ? 0 : 2) + (to === null ? 0 : 1)
  return fits.sort((a, b) => named(b) - named(a) || (a.id < b.id ? -1 : 1))[0]
}
