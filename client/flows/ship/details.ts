/** What is known of a shipment beside its goods. */
import { digitsOf } from '../../../shared/rules/money.ts'
import { shortText } from '../reference-document.ts'

export interface ShipDetails {
  carrier: string
  service: string
  zone: string
  tracking: string
  /** As typed, in whole units of the currency: "7.90". */
  cost: string
}

export const noDetails: ShipDetails = { carrier: '', service: '', zone: '', tracking: '', cost: '' }

/** Carrier and service stay for the next order of the same pick-up. */
export const forNextOrder = ({ carrier, service }: ShipDetails): ShipDetails => ({ ...noDetails, carrier, service })

/** Whole minor units, undefined where it is no amount of this currency; an empty text is none. */
export function amountOf(cost: string, currency: string): number | null | undefined {
  const text = cost.trim().replace(',', '.')
  if (text === '') return null
  const digits = digitsOf(currency)
  const [, whole = '', , part = ''] = /^(\d{1,9})(\.(\d*))?$/.exec(text) ?? []
  if (whole === '' || part.length > digits) return undefined
  return Number(whole + part.padEnd(digits, '0'))
}

export function detailsPayload({ carrier, service, zone, tracking, cost }: ShipDetails, currency: string) {
  const amount = amountOf(cost, currency)
  const texts = { carrier, service, zone, trackingNumber: tracking }
  const given = Object.entries(texts).flatMap(([name, text]) =>
    shortText(text) === '' ? [] : [[name, shortText(text)]],
  )
  return {
    ...(Object.fromEntries(given) as Partial<typeof texts>),
    ...(amount == null ? {} : { shippingCost: { amount, currency } }),
  }
}
