import { describe, expect, it } from 'vitest'
import { isBareLocation, isStrongBadge, prefixedCode } from './site-codes.ts'

describe('prefixed codes', () => {
  it.each([
    ['LOC:A-03-2', 'location', 'A-03-2'],
    ['loc: a-03-2 ', 'location', 'A-03-2'],
    ['BDG:abc', 'badge', 'ABC'],
    ['ORD:so-17', 'order', 'so-17'],
    ['LPN:T-0012', 'unit', 'T-0012'],
    ['LPN:', 'unit', ''],
  ])('%s', (text, kind, code) => {
    expect(prefixedCode(text, {})).toEqual({ kind, code })
  })

  it('follow the site', () => {
    const site = { prefixes: { location: ['%L', 'L/'], order: [] } }
    expect(prefixedCode('L/A1', site)).toEqual({ kind: 'location', code: 'A1' })
    expect(prefixedCode('LOC:A1', site)).toBeUndefined()
    expect(prefixedCode('ORD:1', site)).toBeUndefined()
    expect(prefixedCode('LPN:1', site)).toMatchObject({ kind: 'unit' })
    expect(prefixedCode('x', { prefixes: { unit: [''] } })).toBeUndefined()
  })
})

describe('bare location codes', () => {
  it.each(['A-03-2', 'ab-12-04', 'DOCK-1', 'dock-12', 'STAGE-3', 'CAGE-2', 'RETURNS-1'])('%s is one', (text) => {
    expect(isBareLocation(text, {})).toBe(true)
  })

  it.each([
    '',
    'A',
    'A-03',
    'A-03-',
    'A-03-2B',
    'ABC-03-2',
    'DOCK-',
    'DOCK1',
    'LOT-A1',
    'A--2',
    'Ä-03-2',
  ])('%j is none', (text) => {
    expect(isBareLocation(text, {})).toBe(false)
  })

  it('follow the patterns of the site', () => {
    const site = { barePatterns: ['@-##-#', 'ROW.#+', 'C+#'] }
    expect(['A-03-2', 'row.12', 'C+1'].every((text) => isBareLocation(text, site))).toBe(true)
    expect(['A-3-2', 'A-003-2', 'ROWX12', 'CC1', 'DOCK-1'].some((text) => isBareLocation(text, site))).toBe(false)
    expect(isBareLocation('A-03-2', { barePatterns: [] })).toBe(false)
  })
})

describe('badge secrets', () => {
  it('need 96 bits', () => {
    expect(isStrongBadge('0123456789ABCDEF01234567')).toBe(true)
    expect(isStrongBadge('0123456789ABCDEF0123456')).toBe(false)
    expect(isStrongBadge('MFRGGZDFMZTWQ2LKNNWG')).toBe(true)
    expect(isStrongBadge('MFRGGZDFMZTWQ2LKNNW')).toBe(false)
    expect(isStrongBadge('MFRGGZDFMZTWQ2LKNNW-')).toBe(false)
  })
})
