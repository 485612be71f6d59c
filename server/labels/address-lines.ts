/** An address as it is written on a parcel. Orders bring theirs in the words of their channel. */

/** The names under which channels send each part; the first that is there counts. */
const PARTS = {
  name: ['name', 'fullName', 'recipient', 'attention'],
  company: ['company', 'companyName', 'organization'],
  street: ['street', 'street1', 'address1', 'addressLine1', 'line1', 'address'],
  more: ['street2', 'address2', 'addressLine2', 'line2'],
  city: ['city', 'town', 'locality'],
  state: ['state', 'province', 'stateOrRegion', 'region', 'provinceCode'],
  zip: ['zip', 'postalCode', 'postcode', 'zipCode'],
  country: ['country', 'countryCode', 'countryName'],
} as const

/** `name`: whom it goes to where the address does not say. */
export function addressLines(address: Record<string, unknown> | null, name: string): string[] {
  const part = (which: keyof typeof PARTS): string =>
    PARTS[which]
      .map((key) => address?.[key])
      .map(wordsOf)
      .find((text) => text !== '') ?? ''
  const region = [part('state'), part('zip')].filter(Boolean).join(' ')
  const place = [part('city'), region].filter(Boolean).join(', ')
  return [part('name') || name, part('company'), part('street'), part('more'), place, part('country')].filter(
    (line, index, all) => line !== '' && all.indexOf(line) === index,
  )
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
