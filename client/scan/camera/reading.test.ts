import { describe, expect, it } from 'vitest'
import { isCheckedDigits } from './digits.ts'
import { bareContent, identifiedReading, nativeReading, zxingReading } from './reading.ts'

const GS = '\u001d'
const text = (reading: { readonly text: string } | null) => reading?.text

describe('FNC1', () => {
  it('of zxing-wasm is the identifier that it reports', () => {
    expect(identifiedReading('code_128', `10A${GS}17271231`, ']C1')).toEqual({
      format: 'code_128',
      text: `]C110A${GS}17271231`,
      certain: true,
    })
    expect(text(identifiedReading('qr_code', '10A', ']Q3'))).toBe(']Q310A')
  })

  it('of @zxing/library is ]C1 on Code 128, GS on DataMatrix and unknown on QR', () => {
    expect(text(zxingReading('code_128', `]C110A${GS}21B`))).toBe(`]C110A${GS}21B`)
    expect(text(zxingReading('code_128', 'A-03-2'))).toBe(']C0A-03-2')
    expect(text(zxingReading('data_matrix', `${GS}10A${GS}21B`))).toBe(`]d210A${GS}21B`)
    expect(text(zxingReading('data_matrix', 'A-03-2'))).toBe(']d1A-03-2')
    expect(zxingReading('qr_code', '10A')).toEqual({ format: 'qr_code', text: '10A', certain: false })
  })

  it('of BarcodeDetector is ]C1, GS or lost, by platform', () => {
    expect(text(nativeReading('code_128', `]C110A${GS}21B`))).toBe(`]C110A${GS}21B`)
    expect(text(nativeReading('code_128', `${GS}10A${GS}21B`))).toBe(`]C110A${GS}21B`)
    expect(text(nativeReading('data_matrix', `${GS}10A${GS}21B`))).toBe(`]d210A${GS}21B`)
    expect(nativeReading('code_128', '10A21B')).toEqual({ format: 'code_128', text: '10A21B', certain: false })
  })

  it('is not seen in the separators of ISO 15434', () => {
    const message = `[)>\u001e06${GS}1PABC`
    expect(nativeReading('data_matrix', message)?.certain).toBe(false)
    expect(text(zxingReading('data_matrix', message))).toBe(`]d1${message}`)
  })
})

describe('check digits', () => {
  it.each([
    ['ean_13', '9521234543213', ']E09521234543213'],
    ['upc_a', '012345678905', ']E00012345678905'],
    ['upc_a', '0012345678905', ']E00012345678905'],
    ['upc_e', '01234565', ']E00012345000065'],
    ['upc_e', '04252614', ']E00042100005264'],
    ['upc_e', '01234531', ']E00012300000451'],
    ['upc_e', '01234543', ']E00012340000053'],
    ['ean_8', '95200002', ']E495200002'],
    ['itf', '09521234543213', ']I109521234543213'],
  ] as const)('%s %s is %s', (format, raw, expected) => {
    expect(text(nativeReading(format, raw))).toBe(expected)
    expect(text(identifiedReading(format, raw, ']X9'))).toBe(expected)
  })

  it.each([
    ['ean_13', '9521234543214'],
    ['ean_13', '952123454321'],
    ['itf', '12345670'],
    ['itf', '09521234543214'],
    ['ean_8', ''],
  ] as const)('%s %s is refused', (format, raw) => {
    expect(nativeReading(format, raw)).toBeNull()
  })

  it('are digits', () => {
    expect(isCheckedDigits('95x')).toBe(false)
    expect(isCheckedDigits('')).toBe(false)
  })
})

it('compares contents apart from how they are marked', () => {
  expect(bareContent(`]C110A${GS}21B`)).toBe(bareContent('10A21B'))
})
