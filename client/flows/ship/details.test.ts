import { describe, expect, it } from 'vitest'
import { amountOf, detailsPayload, forNextOrder, noDetails } from './details.ts'

describe('what a shipment cost', () => {
  it.each<[string, string, number | null | undefined]>([
    ['7.90', 'USD', 790],
    ['7,9', 'EUR', 790],
    ['12', 'USD', 1200],
    [' 0.05 ', 'USD', 5],
    ['900', 'JPY', 900],
    ['', 'USD', null],
    ['7.905', 'USD', undefined],
    ['9.5', 'JPY', undefined],
    ['-3', 'USD', undefined],
    ['free', 'USD', undefined],
  ])('%j in %s is %s minor units', (cost, currency, amount) => expect(amountOf(cost, currency)).toBe(amount))
})

it('only what was said is in the shipment', () => {
  expect(detailsPayload(noDetails, 'USD')).toEqual({})
  expect(
    detailsPayload({ carrier: ' Parcel Co ', service: '', zone: '4', tracking: '1Z9', cost: '7.90' }, 'USD'),
  ).toEqual({
    carrier: 'Parcel Co',
    zone: '4',
    trackingNumber: '1Z9',
    shippingCost: { amount: 790, currency: 'USD' },
  })
})

it('who picks up is the same for the next order, its parcel is not', () =>
  expect(forNextOrder({ carrier: 'A', service: 'B', zone: '4', tracking: '1', cost: '2' })).toEqual({
    ...noDetails,
    carrier: 'A',
    service: 'B',
  }))
