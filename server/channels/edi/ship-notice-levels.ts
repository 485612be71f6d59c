/** How units stand within one another in the 856: by the partner's wish, not as they were packed. */
import { grouped } from '../../../shared/rules/grouped.ts'
import type { PartnerProfile } from './profile.ts'
import type { ShippedContent, ShippedOrder, ShippedUnit } from './ship-notice.ts'

export interface PackLevel {
  /** T tare, P pack. Without a unit no level is written, only what is below. */
  code: 'T' | 'P'
  unit?: ShippedUnit
  levels: PackLevel[]
  contents: ShippedContent[]
}

export function levelsOf(
  { units, loose = [] }: ShippedOrder,
  structure: PartnerProfile['shipNotice']['packStructure'],
): PackLevel[] {
  if (structure === 'none')
    return [{ code: 'P', levels: [], contents: merged([...units.flatMap(allContents), ...loose]) }]
  const packed =
    structure === 'pack' ? units.flatMap(packsOf) : units.map(structure === 'tare' ? tareOf : tareWithPacks)
  return loose.length > 0 ? [...packed, { code: 'P', levels: [], contents: merged(loose) }] : packed
}

/** A carton is a pack; a pallet is one only for what stands on it outside of cartons. */
function packsOf(unit: ShippedUnit): PackLevel[] {
  const inner = unit.units ?? []
  const own = unit.contents ?? []
  const isPack = inner.length === 0 || own.length > 0
  return [
    ...(isPack ? [{ code: 'P' as const, unit, levels: [], contents: merged(own) }] : []),
    ...inner.flatMap(packsOf),
  ]
}

const tareOf = (unit: ShippedUnit): PackLevel => ({ code: 'T', unit, levels: [], contents: merged(allContents(unit)) })

/** A carton on no pallet is a pack below the order. */
const tareWithPacks = (unit: ShippedUnit): PackLevel =>
  unit.kind === 'pallet'
    ? { code: 'T', unit, levels: (unit.units ?? []).flatMap(packsOf), contents: merged(unit.contents ?? []) }
    : { code: 'P', unit, levels: [], contents: merged(allContents(unit)) }

const allContents = (unit: ShippedUnit): ShippedContent[] => [
  ...(unit.contents ?? []),
  ...(unit.units ?? []).flatMap(allContents),
]

/** One item level for a line, a lot and its dates: two would read as two lines. */
function merged(contents: readonly ShippedContent[]): ShippedContent[] {
  const same = grouped(contents, ({ line, item, unit, lot, expiry, bestBefore, made }) =>
    JSON.stringify([line, item.sku, unit, lot, expiry, bestBefore, made]),
  )
  return [...same.values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ...first, quantity: all.reduce((sum, { quantity }) => sum + quantity, 0) }] : []
  })
}
