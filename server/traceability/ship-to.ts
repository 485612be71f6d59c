/** Where an order went: as its channel wrote the address, completed by what is kept of the customer among the partners. */
import type { Address } from '../../shared/rules/address.ts'
import type { Partners, Party } from './parties.ts'

/** Channels spell the parts of an address in their own ways. */
const SPELLINGS = {
  name: ['name', 'company', 'businessName'],
  phone: ['phone', 'phoneNumber', 'telephone'],
  street: ['street', 'address1', 'addressLine1', 'line1'],
  city: ['city', 'town'],
  state: ['state', 'province', 'provinceCode', 'stateOrRegion', 'region'],
  zip: ['zip', 'zipCode', 'postalCode', 'postcode'],
  country: ['country', 'countryCode'],
} as const satisfies Record<keyof Address, readonly string[]>

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

export function addressIn(shipTo: Readonly<Record<string, unknown>>): Address {
  const parts = Object.entries(SPELLINGS).map(([part, spellings]) => [
    part,
    spellings.map((spelling) => textOf(shipTo[spelling])).find((text) => text !== undefined),
  ])
  return Object.fromEntries(parts.filter(([, text]) => text !== undefined))
}

/**
 * The street decides which place it was: parts of another address of the same customer are never mixed in. Name and phone
 * belong to the business, and are taken from the partner wherever it was sent.
 */
export function shipToParty(
  customer: { name: string },
  shipTo: Readonly<Record<string, unknown>> | null,
  partners: Partners,
): Party {
  const partner = partners.named(customer.name)
  const own = addressIn(shipTo ?? {})
  const sameStreet = own.street === undefined || same(own.street, partner.address.street)
  const address = sameStreet
    ? { ...partner.address, ...own }
    : { ...own, name: own.name ?? partner.address.name, phone: own.phone ?? partner.address.phone }
  const gln = textOf(shipTo?.gln) ?? (sameStreet ? partner.gln : null)
  return { ...partner, gln, address }
}

const same = (street: string, other: string | undefined): boolean =>
  other !== undefined && street.trim().toLowerCase() === other.trim().toLowerCase()
