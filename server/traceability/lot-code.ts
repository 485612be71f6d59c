/**
 * The traceability lot code of a lot, and who assigned it. Only an initial packer, a first land-based receiver or who
 * transforms a food assigns one (21 CFR 1.1320): goods that came in keep the supplier's, goods made here have ours.
 */
import { type Cell, dayCell, Gap } from './cells.ts'
import type { Party } from './parties.ts'
import type { Lot } from './recorded.ts'
import type { Scope, ScopeItem } from './scope.ts'

export interface LotCode {
  gtin: Cell
  batch: Cell
  date: Cell
  dateType: Cell
  /** Undefined: nobody has said. */
  source: Party | undefined
}

export interface Stated {
  supplierLot?: string | undefined
  tlcSource?: string | undefined
}

interface CodedLot {
  item: ScopeItem
  number: string
  lot: Lot | undefined
  /** The warehouse that made it; undefined: it came in. */
  maker: string | undefined
}

/** `stated`: what the receipt itself says, which goes before what its lot says. */
export function lotCode(scope: Scope, { item, number, lot, maker }: CodedLot, stated: Stated = {}): LotCode {
  const own = maker === undefined ? undefined : scope.houses.get(maker)
  const source = stated.tlcSource ?? lot?.tlcSource
  return {
    gtin: gtinOf(item),
    batch: number === '' ? withoutLot(item) : own ? number : (stated.supplierLot ?? lot?.supplierLot ?? number),
    ...dateOf(lot),
    source: own ?? (source == null ? undefined : scope.partners.named(source)),
  }
}

export const gtinOf = (item: ScopeItem): Cell =>
  item.gtin ?? new Gap(`Give item ${item.sku} a barcode of quantity 1: the GTIN of one ${item.unit}.`)

const withoutLot = ({ sku, lotTracked }: ScopeItem): Gap =>
  new Gap(
    lotTracked
      ? `This was recorded without its lot. Undo it, and record it again with the lot.`
      : `Item ${sku} is kept without lots. Turn on lots for it: a food on the list needs a lot code.`,
  )

function dateOf(lot: Lot | undefined): Pick<LotCode, 'date' | 'dateType'> {
  if (lot?.producedOn != null) return { date: dayCell(lot.producedOn), dateType: 'Production date' }
  if (lot?.expiresOn != null) return { date: dayCell(lot.expiresOn), dateType: 'Expiration date' }
  return { date: null, dateType: null }
}

export const unknownSource = (sku: string, lot: string): string =>
  `Say who assigned the code of lot ${lot} of ${sku}: complete the lot with its TLC source.`
