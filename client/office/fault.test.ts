import { expect, it } from 'vitest'
import { NotConnected, Refusal } from './api.ts'
import { faultOf } from './fault.ts'

it('says where the fault is, in the way that the forms name their fields', () => {
  const refusal = new Refusal(422, 'invalid', 'reasons[14].code: A code has small letters.', 'reasons[14].code', {})
  expect(faultOf(refusal)).toEqual({ field: 'reasons.14.code', detail: 'A code has small letters.' })
})

it('knows of none where nothing was refused, or no field is named', () => {
  expect(faultOf(new Refusal(409, 'return-differs', 'It was announced before.', undefined, {}))).toBeNull()
  expect(faultOf(new NotConnected())).toBeNull()
  expect(faultOf(null)).toBeNull()
})
