/** Pairs of a qualifier and a product id, as PO1, POC, LIN, IT1 and BLI hold them (data elements 235 and 234). */
import { toGtin14 } from '../../../shared/barcode/check-digit.ts'
import type { PartnerProfile } from './profile.ts'
import type { Segment } from './x12/envelope.ts'

export interface ProductId {
  qualifier: string
  id: string
}

export interface NamedItem {
  /** All that the partner named it by. */
  ids: ProductId[]
  /** Ours, where the partner names it. */
  sku?: string
  /** GTIN-14. */
  gtin?: string
}

/** The pairs from element `first` on, and what the profile makes of them. */
export function itemOf(segment: Segment, first: number, profile: PartnerProfile): NamedItem {
  return namedBy(idsFrom(segment, first), profile)
}

export function namedBy(ids: ProductId[], { items }: PartnerProfile): NamedItem {
  const sku = firstOf(ids, items.sku)
  const gtin = items.gtin
    .flatMap((qualifier) => ids.filter((one) => one.qualifier === qualifier))
    .map(gtinOf)
    .find(Boolean)
  return { ids, ...(sku === undefined ? {} : { sku }), ...(gtin === undefined ? {} : { gtin }) }
}

function idsFrom({ elements }: Segment, first: number): ProductId[] {
  const ids: ProductId[] = []
  for (let at = first - 1; at + 1 < elements.length; at += 2) {
    const qualifier = elements[at]?.trim() ?? ''
    const id = elements[at + 1]?.trim() ?? ''
    if (/^[A-Z0-9]{2}$/.test(qualifier) && id !== '') ids.push({ qualifier, id })
  }
  return ids
}

const firstOf = (ids: readonly ProductId[], qualifiers: readonly string[]): string | undefined =>
  qualifiers.map((qualifier) => ids.find((one) => one.qualifier === qualifier)?.id).find((id) => id !== undefined)

function gtinOf({ id }: ProductId): string | undefined {
  const result = toGtin14(id)
  return result.ok ? result.gtin : undefined
}

/** What an item of ours is named by in what we write. */
export interface OurItem {
  sku: string
  gtin?: string
  /** Of the order's line: repeated, so that the partner finds its own ids again. */
  ids?: readonly ProductId[]
}

/** Elements of pairs; one at least, for the SKU is always known. */
export function productIdElements({ sku, gtin, ids = [] }: OurItem, { items }: PartnerProfile): string[] {
  const pairs = items.written.flatMap((qualifier) => {
    const repeated = ids.find((one) => one.qualifier === qualifier)?.id
    const ours = items.sku.includes(qualifier)
      ? sku
      : items.gtin.includes(qualifier)
        ? gtinAs(qualifier, gtin)
        : undefined
    const id = repeated ?? ours
    return id === undefined ? [] : [[qualifier, id]]
  })
  return pairs.length > 0 ? pairs.flat() : [items.sku[0] ?? 'VN', sku]
}

/** Digits of the GTIN that each qualifier stands for; a GTIN that does not fit is left out. */
const LENGTHS: Readonly<Record<string, number>> = { UP: 12, UA: 12, UI: 12, EN: 13, UK: 14, EO: 8 }

function gtinAs(qualifier: string, gtin: string | undefined): string | undefined {
  const digits = LENGTHS[qualifier] ?? 14
  return gtin?.startsWith('0'.repeat(14 - digits)) ? gtin.slice(14 - digits) : undefined
}
