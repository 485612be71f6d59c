/** The businesses that records of traceability name: suppliers, lot code sources, customers, and our own warehouses. */
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { Address } from '../../shared/rules/address.ts'
import type { Schema } from '../db/schema.ts'
import { listed } from './cells.ts'

export type Partner = Schema['partners']['$inferSelect']

export interface Party {
  /** Under which it is known here. */
  name: string
  gln: string | null
  ffrn: string | null
  url: string | null
  ggn: string | null
  address: Address
  /** Where what it lacks is added. */
  kept: string
}

export const REFERENCES = ['gln', 'ffrn', 'url', 'ggn'] as const
const REFERENCE_WORDS = { gln: 'GLN', ffrn: 'FFRN', url: 'URL', ggn: 'GGN' } as const

export const hasReference = (party: Party): boolean => REFERENCES.some((reference) => party[reference] !== null)

export interface Description {
  text: string
  /** What a location description has to have and this one has not; empty: it is whole. */
  lacks: string[]
}

const DOMESTIC = new Set(['', 'us', 'usa', 'u.s.', 'u.s.a.', 'united states', 'united states of america'])
const ALWAYS = ['phone', 'street', 'city'] as const

/**
 * Business name, phone, street, city, state and zip code; for a place abroad the country, and what is comparable there
 * (21 CFR 1.1310, "location description").
 */
export function describe({ name, address }: Party): Description {
  const { phone, street, city, state, zip, country } = address
  const domestic = DOMESTIC.has((country ?? '').trim().toLowerCase())
  const needed = domestic ? [...ALWAYS, 'state' as const, 'zip' as const] : ALWAYS
  const place = [state, zip].filter(Boolean).join(' ')
  return {
    text: [businessName({ name, address }), phone, street, city, place, country].filter(Boolean).join(', '),
    lacks: needed.filter((part) => !address[part]),
  }
}

export const businessName = ({ name, address }: Pick<Party, 'name' | 'address'>): string => address.name ?? name

/** What is to be added so that the location is described whole. */
export const addLacking = (party: Party, lacks: readonly string[]): string =>
  `Add the ${listed(lacks)} of ${party.name} ${party.kept}.`

/** What is to be added so that a lot code's source can be found: a reference, or else the whole description. */
export const addReference = (party: Party, lacks: readonly string[]): string => {
  const references = REFERENCES.map((reference) => REFERENCE_WORDS[reference])
  return `Add the ${listed(references, 'or')} of ${party.name} ${party.kept}, or its ${listed(lacks)}.`
}

/** Names are typed on handhelds: capitals and spaces do not make another business. */
const folded = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ')

export class Partners {
  readonly #byName = new Map<string, Partner>()
  readonly #byReference = new Map<string, Partner>()

  constructor(partners: readonly Partner[]) {
    for (const partner of partners) {
      this.#byName.set(folded(partner.name), partner)
      for (const reference of REFERENCES) {
        const number = partner[reference]
        if (number !== null) this.#byReference.set(number, partner)
      }
    }
    for (const partner of partners) this.#byName.set(partner.name, partner)
  }

  /** A label may name the source by its GLN, FFRN or web address instead of its name: then that is its reference. */
  named(name: string): Party {
    const known = this.#byName.get(name) ?? this.#byName.get(folded(name)) ?? this.#byReference.get(name.trim())
    if (known) return { ...known, address: known.address ?? {}, kept: 'to the partners' }
    return { name, ...referenceIn(name.trim()), address: {}, kept: 'to the partners' }
  }
}

const NO_REFERENCE = { gln: null, ffrn: null, url: null, ggn: null }

function referenceIn(name: string): Pick<Party, (typeof REFERENCES)[number]> {
  if (/^\d{13}$/.test(name) && hasValidCheckDigit(name)) return { ...NO_REFERENCE, gln: name }
  if (/^\d{11}$/.test(name)) return { ...NO_REFERENCE, ffrn: name }
  if (/^https?:\/\/\S+$/i.test(name)) return { ...NO_REFERENCE, url: name }
  return NO_REFERENCE
}
