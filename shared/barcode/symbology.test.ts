import { describe, expect, it } from 'vitest'
import { readSymbology } from './symbology.ts'

describe('AIM symbology identifiers', () => {
  it.each([']C1', ']e0', ']d2', ']Q3', ']J1'])('%s holds element strings', (symbology) => {
    expect(readSymbology(`${symbology}10A`)).toEqual({ symbology, payload: 'elements', data: '10A' })
  })

  it.each([']C0', ']d1', ']Q1', ']J0', ']A0', ']X0', ']L0', ']I0'])('%s holds anything', (symbology) => {
    expect(readSymbology(`${symbology}A|]e0B`)).toEqual({ symbology, payload: 'plain', data: 'A|]e0B' })
  })

  it.each([
    [']E0', 'ean-13'],
    [']E3', 'ean-13-add-on'],
    [']E4', 'ean-8'],
    [']I1', 'itf'],
  ])('%s is %s', (symbology, payload) => {
    expect(readSymbology(`${symbology}1`)).toEqual({ symbology, payload, data: '1' })
  })

  it('takes a composite symbol apart', () => {
    expect(readSymbology(']E0123|]e010A')).toMatchObject({ data: '123', composite: '10A' })
    expect(readSymbology(']C10112|]e010A')).toEqual({ symbology: ']C1', payload: 'elements', data: '0112\u001d10A' })
  })

  it('tells no identifier from a broken one', () => {
    expect(readSymbology('C1')).toEqual({ payload: 'plain', data: 'C1' })
    for (const text of [']', ']C', ']1C', ']C-']) expect(readSymbology(text), text).toBeUndefined()
  })
})
