import { expect, it } from 'vitest'
import { carrierOf } from './carriers.ts'

it.each([
  ['UPS', { carrierCode: 'UPS' }],
  [' fedex ', { carrierCode: 'FedEx' }],
  ['U.S.P.S.', { carrierCode: 'USPS' }],
  ['Federal Express', { carrierCode: 'FedEx' }],
  ['DHL eCommerce', { carrierCode: 'DHL eCommerce' }],
  [' Pigeon Post', { carrierCode: 'Other', carrierName: 'Pigeon Post' }],
  [null, { carrierCode: 'Other', carrierName: 'Other' }],
])('%s goes by its code, or by its name', (name, carrier) => {
  expect(carrierOf(name)).toEqual(carrier)
})
