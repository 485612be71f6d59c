import { expect, it } from 'vitest'
import { lotKey } from '../../../shared/wire/pull.ts'
import { sourceText } from './hold-source.ts'

it('says which recall or lot a hold came from', () => {
  expect(sourceText('person')).toBe('')
  expect(sourceText('recall 0193a1b2')).toBe('by a recall')
  expect(sourceText(`lot ${lotKey('OAT-500', 'L 1')}`)).toBe('handed on by lot L 1 of OAT-500')
})
