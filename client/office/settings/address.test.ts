import { expect, it } from 'vitest'
import { addressText, addressToSend } from './address.ts'

it('sends what is filled in, and nothing where nothing is', () => {
  expect(addressToSend({ city: ' Racine ', zip: '', state: '  ' })).toEqual({ city: 'Racine' })
  expect(addressToSend({ city: ' ' })).toBeNull()
})

it('writes an address on one line', () => {
  expect(addressText({ street: '48 Harbor Road', city: 'Racine', state: 'WI', zip: '53403', country: 'US' })).toBe(
    '48 Harbor Road, Racine, WI 53403, US',
  )
  expect(addressText(null)).toBe('')
})
