import { describe, expect, it } from 'vitest'
import type { AiList } from './gs1-result.ts'
import { embeddedReadings } from './lost-separator.ts'

const today = '2026-11-24'
const gtin: [string, string] = ['01', '10614141000736']
const others = (ai: string, value: string, head: AiList = [gtin]) => embeddedReadings([...head, [ai, value]], today)

describe('a lost separator', () => {
  it.each([
    [
      '10',
      'LOT-A117271231',
      [
        ['10', 'LOT-A1'],
        ['17', '271231'],
      ],
    ],
    [
      '10',
      'L115270100',
      [
        ['10', 'L1'],
        ['15', '270100'],
      ],
    ],
    [
      '10',
      'L1727123121S1',
      [
        ['10', 'L'],
        ['17', '271231'],
        ['21', 'S1'],
      ],
    ],
    [
      '21',
      'S11261001',
      [
        ['21', 'S'],
        ['11', '261001'],
      ],
    ],
    [
      '10',
      'L70032712312359',
      [
        ['10', 'L'],
        ['7003', '2712312359'],
      ],
    ],
    [
      '10',
      'LOT-A13103001250',
      [
        ['10', 'LOT-A1'],
        ['3103', '001250'],
      ],
    ],
    [
      '10',
      'L2017271231',
      [
        ['10', 'L20'],
        ['17', '271231'],
      ],
    ],
  ] as [string, string, AiList][])('%s %s may be %j', (ai, value, expected) => {
    expect(others(ai, value)[0]).toEqual([gtin, ...expected])
  })

  it('may have been lost twice', () => {
    expect(others('10', 'LOT-A121S117271231')).toEqual([
      [gtin, ['10', 'LOT-A121S1'], ['17', '271231']],
      [gtin, ['10', 'LOT-A1'], ['21', 'S1'], ['17', '271231']],
    ])
  })

  it('may hide a key', () => {
    expect(others('10', 'L10110614141000736', [])).toEqual([[['10', 'L1'], gtin]])
    expect(others('10', 'L10110614141000737', [])).toEqual([])
    expect(others('400', 'PO-100340063810000000421', [])).toEqual([
      [
        ['400', 'PO-1'],
        ['00', '340063810000000421'],
      ],
    ])
  })

  it('may have made a count of count and lot', () => {
    const head: AiList = [['02', '10614141000736']]
    expect(others('37', '4810123', head)).toEqual([[...head, ['37', '48'], ['10', '123']]])
    expect(others('37', '48101', head)).toEqual([[...head, ['37', '48'], ['10', '1']]])
    expect(others('30', '11045')).toEqual([[gtin, ['30', '1'], ['10', '45']]])
    expect(others('37', '1104', head)).toEqual([])
    expect(others('37', '48000', head)).toEqual([])
  })

  it.each([
    ['LOT-A1', 'nothing in it'],
    ['A2104', 'a serial number is no evidence'],
    ['A10BC', 'nor is a lot'],
    ['17271231', 'nothing would be left of the lot'],
    ['LOT17271331', 'no such month'],
    ['LOT17270230', 'no such day'],
    ['LOT17271231X', 'the rest does not end with an element'],
    ['LOT17150101', 'expired eleven years ago'],
    ['LOT17480101', 'expires in twenty-one years'],
    ['LOT11280101', 'produced in the future'],
    ['LOT3106001250', 'no such AI'],
    ['LOT310300125', 'a weight has six digits'],
    ['L0110614141000736', 'the product number is on the label already'],
  ])('cannot be in %s: %s', (value) => {
    expect(others('10', value)).toEqual([])
  })

  it('cannot be where the last value has a predefined length, nor repeat a date', () => {
    expect(embeddedReadings([gtin, ['17', '271231']], today)).toEqual([])
    expect(others('10', 'LOT17271231', [gtin, ['17', '271231']])).toEqual([])
    expect(embeddedReadings([], today)).toEqual([])
  })

  it('gives at most four readings, those with the fewest elements first', () => {
    const readings = others('90', 'A21B21C21D21E21F17271231')
    expect(readings).toHaveLength(4)
    expect(readings[0]).toEqual([gtin, ['90', 'A21B21C21D21E21F'], ['17', '271231']])
    expect(readings.map((ais) => ais.length)).toEqual([3, 4, 4, 4])
  })
})
