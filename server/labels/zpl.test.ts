import { describe, expect, it } from 'vitest'
import { gs1Bars } from './symbol.ts'
import { escaped, toZpl } from './zpl.ts'

describe('a text in ZPL', () => {
  it('holds nothing that a printer takes for a command, and only ASCII', () => {
    expect(escaped('A^FS~JA_5E\\&')).toBe('A_5EFS_7EJA_5F5E_5C&')
    expect(escaped('Größe')).toBe('Gr_C3_B6_C3_9Fe')
    expect(escaped('豆 1')).toBe('_E8_B1_86 1')
  })
})

describe('a label in ZPL', () => {
  const symbol = gs1Bars([['00', '006141411234567890']])
  const zpl = toZpl(
    {
      title: 'x',
      width: 812,
      height: 406,
      symbols: [{ symbol, x: 94, y: 20, module: 4, height: 100 }],
      texts: [{ text: '50 % ^ off', x: 10, y: 150, size: 30 }],
      lines: [{ x: 10, y: 200, width: 700, height: 2 }],
    },
    3,
  )

  it('is one format of the size of its label, printed so many times', () => {
    expect(zpl).toMatch(/^\^XA\n\^CI28\n\^PW812\n\^LL406\n/)
    expect(zpl).toMatch(/\n\^PQ3\n\^XZ\n$/)
    expect(zpl).toContain('^FO10,150^A0N,30^FH_^FD50 % _5E off^FS')
    expect(zpl).toContain('^FO10,200^GB700,2,2^FS')
  })

  it('sends bars as a picture whose rows are all alike', () => {
    // Start C is 11010011100 and FNC1 is 11110101110, here four dots a module.
    const [, data = ''] = /\^FO94,20\^GFA,7800,7800,78,([^^]*)\^FS/.exec(zpl) ?? []
    expect(data.slice(0, 22)).toBe('FF0F00FFF00FFFF0F0FFF0')
    expect(data).toMatch(/^[0-9A-F]{156}:{99}$/)
  })
})
