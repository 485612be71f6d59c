import { describe, expect, it } from 'vitest'
import { CHARSET_X, isDigits, isWithin } from './charset.ts'

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
const members = (charset: 'N' | 'X' | 'Y' | 'Z') => ascii.filter((character) => isWithin(character, charset)).join('')

describe('the character sets', () => {
  it('have the members of the specifications', () => {
    expect(members('N')).toBe('0123456789')
    expect(members('X')).toBe('!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')
    expect(members('Y')).toBe('#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(members('Z')).toBe('-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')
    expect([CHARSET_X, members('X')].map((text) => text.length)).toEqual([82, 82])
  })

  it('hold nothing beyond ASCII', () => {
    for (const text of ['ä', '٤', '\u{1d7d8}', '1\u0661']) expect(isWithin(text, 'X'), text).toBe(false)
  })

  it('an empty text has no digits', () => {
    expect([isDigits(''), isDigits('0'), isDigits('0x')]).toEqual([false, true, false])
  })
})
