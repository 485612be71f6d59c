import { expect, it } from 'vitest'
import { readValue, scopeText, valueText } from './rule-words.ts'

it('says what a rule does', () => {
  expect(valueText({ kind: 'share', value: 0.125 })).toBe('12.5 % of free stock')
  expect(valueText({ kind: 'fixed', value: 1200 })).toBe('1,200 units')
  expect(valueText({ kind: 'target', value: 40 })).toBe('refilled up to 40')
  expect(scopeText({ sku: 'OAT', group: null })).toBe('OAT')
  expect(scopeText({ sku: null, group: 'snacks' })).toBe('group snacks')
})

it('reads percent as a share, and units as whole', () => {
  expect(readValue('share', '12.5')).toBe(0.125)
  expect(readValue('share', '33,3')).toBe(0.333)
  expect(readValue('share', '120')).toBeNull()
  expect(readValue('share', '')).toBeNull()
  expect(readValue('fixed', '30')).toBe(30)
  expect(readValue('fixed', '3.5')).toBeNull()
})
