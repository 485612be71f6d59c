import { expect, it } from 'vitest'
import { sampleChannel } from '../stock/sample.ts'
import { readProtection } from './protection-change.ts'

const now = sampleChannel('shop', { protected: 30, target: 40, until: '2026-12-24' })
const typed = { quantity: '30', target: '40', until: '2026-12-24' }

it('names only what changes', () => {
  expect(readProtection(typed, now)).toBeNull()
  expect(readProtection({ ...typed, quantity: '10' }, now)).toEqual({ quantity: 10 })
  expect(readProtection({ ...typed, target: '' }, now)).toEqual({ quantity: 30, target: null })
  expect(readProtection({ ...typed, until: '' }, now)).toEqual({ quantity: 30, until: null })
})

it('waits while something cannot be read', () => {
  expect(readProtection({ ...typed, quantity: '' }, now)).toBeNull()
  expect(readProtection({ ...typed, target: 'many' }, now)).toBeNull()
})
