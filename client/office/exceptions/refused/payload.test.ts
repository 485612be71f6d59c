import { expect, it } from 'vitest'
import { fieldsOf, payloadOf, wholePayload } from './payload.ts'

const before = { sku: 'OAT-500', lot: null, quantity: 4, lines: [{ sku: 'X' }] }
const edited = (change: Record<string, string>) =>
  payloadOf(
    fieldsOf(before).map((field) => ({ ...field, text: change[field.name] ?? field.text })),
    before,
  )

it('is as it was where nothing was touched', () => {
  expect(edited({})).toEqual({ payload: before })
})

it('keeps numbers numbers, and leaves out what was emptied', () => {
  expect(edited({ quantity: ' 6 ', lot: 'L2' })).toEqual({ payload: { ...before, quantity: 6, lot: 'L2' } })
  expect(edited({ quantity: '' })).toEqual({ payload: { sku: 'OAT-500', lot: null, lines: [{ sku: 'X' }] } })
  // What is no number is sent as it stands: the server says what is wrong with it.
  expect(edited({ quantity: 'six' })).toMatchObject({ payload: { quantity: 'six' } })
})

it('says which field is no JSON', () => {
  expect(edited({ lines: '[{' })).toEqual({ wrong: { field: 'lines', sentence: 'This is not valid JSON.' } })
  expect(edited({ lines: '[]' })).toMatchObject({ payload: { lines: [] } })
  expect(wholePayload('{"sku":"A"}')).toEqual({ payload: { sku: 'A' } })
  expect(wholePayload('[1]')).toMatchObject({ wrong: { field: 'payload' } })
  expect(wholePayload('{')).toMatchObject({ wrong: { field: 'payload' } })
})
