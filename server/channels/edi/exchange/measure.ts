/**
 * Units of measure between the partner's documents and ours. A listing is named by the partner's id of the item, in the
 * unit of the profile ("EA"); or by the id and the unit that it is ordered in, as "4711@CA".
 */
import type { ProductId } from '../product-ids.ts'
import type { PartnerProfile } from '../profile.ts'

/** What a line of an order needs to be understood. */
export interface MeasuredLine {
  ids: readonly ProductId[]
  gtin?: string
  unit: string
  pack?: { pack?: number; inner?: number }
}

export const inUnit = (id: string, unit: string): string => `${id}@${unit}`

/** "4711@CA" → the id and the unit; the unit of the profile where it names none. */
export function namedUnit(listing: string, { unit }: PartnerProfile): { id: string; unit: string } {
  const [, id, own] = /^(.+)@([A-Z0-9]{2})$/.exec(listing) ?? []
  return id !== undefined && own !== undefined ? { id, unit: own } : { id: listing, unit }
}

/** Data element 355, where it stands for the same as EA. */
const SINGLES: ReadonlySet<string> = new Set(['EA', 'UN', 'PC'])

/** How many of the profile's unit one unit of the line holds; undefined where nobody says so. */
export function singlesIn({ unit, pack }: MeasuredLine, profile: PartnerProfile): number | undefined {
  if (unit === profile.unit) return 1
  const agreed = profile.units[unit]
  if (agreed !== undefined) return agreed
  if (SINGLES.has(unit) && SINGLES.has(profile.unit)) return 1
  if (unit === 'DZ' && SINGLES.has(profile.unit)) return 12
  const packs = pack?.pack
  return packs === undefined || packs < 1 ? undefined : packs * Math.max(1, pack?.inner ?? 1)
}

/**
 * Every name that a listing of this line may have, the one that counts first: each id in the unit of the line, then each
 * id alone. Our own number goes before GTINs, and those before the partner's.
 */
export function listingNames(line: MeasuredLine, profile: PartnerProfile): { precise: string[]; plain: string[] } {
  const { items } = profile
  const rank = ({ qualifier }: ProductId) =>
    items.sku.includes(qualifier) ? 0 : items.gtin.includes(qualifier) ? 1 : 2
  const ordered = [...line.ids].sort((one, other) => rank(one) - rank(other))
  const ids = ordered.flatMap((one) => (rank(one) === 1 ? [one.id, ...gtinNames(line.gtin)] : [one.id]))
  const plain = [...new Set(ids)].slice(0, MOST_NAMES)
  return { precise: plain.map((id) => inUnit(id, line.unit)), plain }
}

const MOST_NAMES = 20

/** A GTIN in each of the lengths that it may be written in. */
const gtinNames = (gtin: string | undefined): string[] =>
  gtin === undefined
    ? []
    : [14, 13, 12].flatMap((digits) => (gtin.startsWith('0'.repeat(14 - digits)) ? [gtin.slice(14 - digits)] : []))

export interface Said {
  quantity: number
  unit: string
}

/** How a line's quantities are told: in the unit that was ordered, else in the smallest that the partner knows of it. */
export interface Measure {
  ordered: { unit: string; base: number }
  single: { unit: string; base: number }
}

/** `listing` and `factor`: what the line was taken for; `packQuantity`: base units of the listing. */
export function measureOf(
  unit: string,
  { listing, factor, packQuantity }: { listing: string; factor: number; packQuantity: number },
  profile: PartnerProfile,
): Measure {
  const isCase = namedUnit(listing, profile).unit !== profile.unit
  return {
    ordered: { unit, base: packQuantity * factor },
    // Of a listing that is a case, our base units are the profile's.
    single: { unit: profile.unit, base: isCase ? 1 : packQuantity },
  }
}

/** All in one unit, the largest that takes each of them whole; undefined where none does. */
export function toldIn(
  { ordered, single }: Measure,
  quantities: readonly number[],
): { unit: string; base: number } | undefined {
  return [ordered, single].find(({ base }) => quantities.every((quantity) => quantity % base === 0))
}
