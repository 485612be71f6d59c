/** Carriers by the codes that Amazon knows them by; any other goes by its name. */

const CODES = [
  'Australia Post',
  'Asendia',
  'Blue Package',
  'Canada Post',
  'Chronopost',
  'Correos',
  'Deutsche Post',
  'DHL',
  'DHL eCommerce',
  'DPD',
  'Fastway',
  'FedEx',
  'FedEx SmartPost',
  'GLS',
  'Hermes',
  'La Poste',
  'LaserShip',
  'Newgistics',
  'OnTrac',
  'OSM',
  'Parcelforce',
  'Royal Mail',
  'SDA',
  'TNT',
  'UPS',
  'UPSMI',
  'USPS',
  'Yodel',
]

/** Other ways to write them. */
const ALSO: Record<string, string> = {
  federalexpress: 'FedEx',
  fedexexpress: 'FedEx',
  fedexground: 'FedEx',
  fedexhomedelivery: 'FedEx',
  unitedparcelservice: 'UPS',
  upsground: 'UPS',
  upsmailinnovations: 'UPSMI',
  unitedstatespostalservice: 'USPS',
  dhlexpress: 'DHL',
  dhlglobalmail: 'DHL eCommerce',
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...CODES.map((code) => [plain(code), code] as const),
  ...Object.entries(ALSO),
])

export interface Carrier {
  carrierCode: string
  carrierName?: string
}

export function carrierOf(name: string | null): Carrier {
  const carrierCode = BY_NAME.get(plain(name ?? ''))
  return carrierCode === undefined ? otherCarrier(name) : { carrierCode }
}

export const otherCarrier = (name: string | null): Carrier => ({
  carrierCode: 'Other',
  carrierName: name?.trim() || 'Other',
})
