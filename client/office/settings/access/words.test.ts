import { expect, it } from 'vitest'
import { inParts, mayText, overBecause, rolesText } from './words.ts'

it('reads codes out in parts of four', () => {
  expect(inParts('123456789012')).toBe('1234 5678 9012')
  expect(inParts('')).toBe('')
})

it('says what a key may, and whether it still works', () => {
  expect(mayText({ role: 'planner', scopes: null })).toBe('Planner')
  expect(mayText({ role: null, scopes: ['stock:read', 'orders:write'] })).toBe('stock:read, orders:write')
  expect(rolesText(['picker', 'admin'])).toBe('Picker, Admin')
  const now = Date.parse('2026-11-24T12:00:00Z')
  expect(overBecause({ revoked: false, expiresAt: null }, now)).toBeNull()
  expect(overBecause({ revoked: false, expiresAt: '2026-11-24T12:00:00Z' }, now)).toBe('Expired')
  expect(overBecause({ revoked: false, expiresAt: '2026-11-24T12:00:01Z' }, now)).toBeNull()
  expect(overBecause({ revoked: true, expiresAt: null }, now)).toBe('Revoked')
})
