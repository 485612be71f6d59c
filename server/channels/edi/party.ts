/** Who takes part: N1 with the N2, N3 and N4 below it. */
import { elementOf, type Segment } from './x12/envelope.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'

export interface Party {
  /** N101: "ST" ship to, "BY" buyer, "SF" ship from, "VN" vendor, "RE" remit to. */
  role: string
  name?: string
  /** N103 and N104: "92" an id that the buyer gave, "9" DUNS+4, "UL" a GLN. */
  idQualifier?: string
  id?: string
  /** Further names, of N2. */
  names: string[]
  address: {
    lines: string[]
    city?: string
    state?: string
    postalCode?: string
    country?: string
  }
}

/** The N1 loops among `segments`. */
export function partiesOf(segments: readonly Segment[]): Party[] {
  const parties: Party[] = []
  for (const segment of segments) {
    const party = parties.at(-1)
    if (segment.id === 'N1') parties.push(partyOf(segment))
    else if (segment.id === 'N2') party?.names.push(...texts(segment))
    else if (segment.id === 'N3') party?.address.lines.push(...texts(segment))
    else if (segment.id === 'N4' && party) Object.assign(party.address, placeOf(segment))
  }
  return parties
}

const texts = (segment: Segment): string[] => [1, 2].flatMap((n) => elementOf(segment, n) ?? [])

function partyOf(segment: Segment): Party {
  const [name, idQualifier, id] = [2, 3, 4].map((n) => elementOf(segment, n))
  return {
    role: elementOf(segment, 1) ?? '',
    ...(name === undefined ? {} : { name }),
    ...(idQualifier === undefined ? {} : { idQualifier }),
    ...(id === undefined ? {} : { id }),
    names: [],
    address: { lines: [] },
  }
}

function placeOf(segment: Segment): Partial<Party['address']> {
  const [city, state, postalCode, country] = [1, 2, 3, 4].map((n) => elementOf(segment, n))
  return {
    ...(city === undefined ? {} : { city }),
    ...(state === undefined ? {} : { state }),
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(country === undefined ? {} : { country }),
  }
}

export type OutgoingParty = Pick<Party, 'role'> & Partial<Omit<Party, 'role'>>

export function partySegments({ role, name, idQualifier, id, names, address }: OutgoingParty): OutgoingSegment[] {
  const { lines = [], city, state, postalCode, country } = address ?? {}
  const place = [city, state, postalCode, country].map((one) => one ?? '')
  return [
    { id: 'N1', elements: [role, name ?? '', id === undefined ? '' : (idQualifier ?? '92'), id ?? ''] },
    ...inTwos(names ?? []).map((elements) => ({ id: 'N2', elements })),
    ...inTwos(lines).map((elements) => ({ id: 'N3', elements })),
    ...(place.some((one) => one !== '') ? [{ id: 'N4', elements: place }] : []),
  ]
}

const inTwos = (texts: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(texts.length / 2) }, (_, at) => texts.slice(at * 2, at * 2 + 2))
