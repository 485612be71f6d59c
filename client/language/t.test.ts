import fc from 'fast-check'
import { expect, it } from 'vitest'
import floor from '../../shared/language/en.json' with { type: 'json' }
import office from '../office/forms.json' with { type: 'json' }
import { number, sayInSource, t } from './t.ts'
import { translator } from './translated.ts'

it('says a sentence with its values, numbers as people write them, and what is not there as nothing', () => {
  expect(t('Scan bin {location}', { location: 'A-03-2' })).toBe('Scan bin A-03-2')
  expect(t('{quantity} received', { quantity: 12400 })).toBe('12,400 received')
  expect(t('Scan bin {location}', { location: null })).toBe('Scan bin ')
  expect(number(-3)).toBe('−3')
  expect(t('{count} lines', { count: 1 })).toBe('1 line')
  expect(t('{count} lines', { count: 0 })).toBe('0 lines')
})

it('takes values as they are, braces and all', () => {
  expect(t('Scan bin {location}', { location: '{location} $t(x) $1' })).toBe('Scan bin {location} $t(x) $1')
})

const en = { ...floor, ...office }
const write = (value: unknown) => (typeof value === 'number' ? number(value) : String(value ?? ''))

it('says in the source what i18next would', () => {
  const library = translator('en', en, write)
  const texts = Object.keys(en).map((key) => key.replace(/_one$/, ''))
  const value = fc.oneof(fc.integer(), fc.string(), fc.constant(null))
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(3), value, (text, count, other) => {
      const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
      const values = Object.fromEntries(names.map((name) => [name, name === 'count' ? count : other]))
      expect(sayInSource(text, values)).toBe(library(text, values))
    }),
  )
})

it('chooses among the plurals of a language that has more of them', () => {
  const say = translator(
    'ru',
    {
      '{count} lines_one': '{count} строка',
      '{count} lines_few': '{count} строки',
      '{count} lines_many': '{count} строк',
    },
    write,
  )
  expect([1, 3, 5, 21].map((count) => say('{count} lines', { count }))).toEqual([
    '1 строка',
    '3 строки',
    '5 строк',
    '21 строка',
  ])
})
