import { describe, expect, it } from 'vitest'
import { fileOf } from '../../../tests/support/x12-sets.ts'
import { explained } from './explain.ts'

describe('a document in words', () => {
  const lines = explained(fileOf('850', ['BEG*00*SA*PO-1**20260105', 'PO1*1*12*EA*9.25**VN*A-1*ZZ*X', 'XYZ*1*what']))

  it('has each segment with its number, its name and its text', () => {
    expect(lines.map(({ number, id, name }) => [number, id, name])).toEqual([
      [1, 'ISA', 'Interchange header'],
      [2, 'GS', 'Group header'],
      [3, 'ST', 'Document header'],
      [4, 'BEG', 'Purchase order'],
      [5, 'PO1', 'Order line'],
      [6, 'XYZ', 'XYZ'],
      [7, 'SE', 'Document trailer'],
      [8, 'GE', 'Group trailer'],
      [9, 'IEA', 'Interchange trailer'],
    ])
    expect(lines[3]?.raw).toBe('BEG*00*SA*PO-1**20260105')
  })

  it('names elements, codes and dates, and leaves out what is empty or says nothing', () => {
    expect(lines[3]?.elements).toEqual([
      { ref: 'BEG01', name: 'Purpose', value: '00', means: 'original' },
      { ref: 'BEG02', name: 'Type', value: 'SA', means: 'stand-alone' },
      { ref: 'BEG03', name: 'Order number', value: 'PO-1', means: null },
      { ref: 'BEG05', name: 'Date', value: '20260105', means: '2026-01-05' },
    ])
    expect(lines[4]?.elements.slice(-4)).toEqual([
      { ref: 'PO106', name: 'Item id qualifier', value: 'VN', means: "vendor's number" },
      { ref: 'PO107', name: 'Item id', value: 'A-1', means: null },
      { ref: 'PO108', name: 'Item id qualifier', value: 'ZZ', means: null },
      { ref: 'PO109', name: 'Item id', value: 'X', means: null },
    ])
    expect(lines[5]?.elements[1]).toEqual({ ref: 'XYZ02', name: null, value: 'what', means: null })
    expect(lines[0]?.elements.map(({ ref }) => ref)).not.toContain('ISA01')
  })

  it('is its own lines where it is no X12', () => {
    expect(explained('no\r\nX12\n\n').map(({ number, raw }) => [number, raw])).toEqual([
      [1, 'no'],
      [2, 'X12'],
    ])
    expect(explained('')).toEqual([])
  })
})
