import { expect, it } from 'vitest'
import { NotConnected, Refusal } from './api.ts'
import { faultOf, withoutField } from './fault.ts'

it('says where the fault is, in the way that the forms name their fields', () => {
  const refusal = new Refusal(422, 'invalid', 'reasons[14].code: A code has small letters.', 'reasons[14].code', {})
  expect(faultOf(refusal)).toEqual({ field: 'reasons.14.code', detail: 'A code has small letters.' })
})

it('knows of none where nothing was refused, or no field is named', () => {
  expect(faultOf(new Refusal(409, 'return-differs', 'It was announced before.', undefined, {}))).toBeNull()
  expect(faultOf(new NotConnected())).toBeNull()
  expect(faultOf(null)).toBeNull()
})

it('leaves the path out of a sentence, and nothing else', () => {
  const sentences = [
    'lines[0].quantity: At most 10.',
    'uplift: Such as 2.5: a number.',
    '[2].sku: None.',
    'Nothing: to do.',
  ]
  expect(sentences.map(withoutField)).toEqual(['At most 10.', 'Such as 2.5: a number.', 'None.', 'Nothing: to do.'])
})
