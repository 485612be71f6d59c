import { describe, expect, it } from 'vitest'
import type { CountLine } from './contract.ts'
import {
  countState,
  hoursSince,
  lineState,
  offText,
  percent,
  signedMoney,
  subjectText,
  worthOff,
  worthText,
} from './count-words.ts'

const line = (variance: number, over: Partial<CountLine> = {}): CountLine => ({
  sku: 'OAT',
  lot: 'L1',
  status: 'available',
  class: 'C',
  counted: 10 + variance,
  expected: 10,
  variance,
  unitCost: 250,
  state: 'posted',
  adjusted: variance,
  reason: null,
  ...over,
})

it('says what is looked at', () => {
  const name = () => 'Oat bars'
  expect(subjectText({ scope: 'location', sku: null, lot: null }, name)).toBe('Whole place')
  expect(subjectText({ scope: 'item', sku: 'OAT', lot: null }, name)).toBe('Oat bars')
  expect(subjectText({ scope: 'lot', sku: 'OAT', lot: 'L1' }, name)).toBe('Lot L1 of Oat bars')
})

describe('the state of a count', () => {
  it('is right where nothing is off, also of an empty place', () => {
    expect(lineState(line(0))).toBe('right')
    expect(countState({ reversed: false, lines: [] })).toBe('right')
    expect(countState({ reversed: false, lines: [line(0), line(-1)] })).toBe('posted')
  })
  it('is what somebody still has to do, before what is done', () => {
    expect(countState({ reversed: false, lines: [line(-1), line(-9, { state: 'recount' })] })).toBe('recount')
    const both = [line(-9, { state: 'recount' }), line(5, { state: 'pending' })]
    expect(countState({ reversed: false, lines: both })).toBe('to-decide')
    expect(countState({ reversed: true, lines: both })).toBe('undone')
    expect(countState({ reversed: false, lines: [line(-9, { state: 'superseded' })] })).toBe('counted-again')
  })
})

it('tells found from gone, and leaves out what was moved meanwhile', () => {
  expect(offText([line(0)])).toBe('0')
  expect(offText([line(3), line(-12)])).toBe('+3 −12')
  expect(offText([line(-12), line(-900, { state: 'disturbed' })])).toBe('−12')
  expect(offText([line(-900, { state: 'disturbed' })])).toBe('–')
})

it('sums the worth of what is off, where a cost is known', () => {
  expect(worthOff([line(0)])).toBe(0)
  expect(worthOff([line(3), line(-12), line(-5, { unitCost: null })])).toBe(-2_250)
  expect(worthOff([line(-5, { unitCost: null })])).toBeNull()
  expect(worthText([line(-12)], 'USD')).toBe('−$30.00')
  expect(worthText([line(0)], 'USD')).toBe('')
  expect(worthText([line(3, { unitCost: null })], 'USD')).toBe('not known')
  expect(worthText([line(3, { state: 'disturbed' })], 'USD')).toBe('–')
  expect(signedMoney(-2_250, 'USD')).toBe('−$22.50')
  expect(signedMoney(100, 'USD')).toBe('+$1.00')
  expect(signedMoney(0, 'USD')).toBe('$0.00')
})

it('writes no share as whole that is not', () => {
  expect(percent(1)).toBe('100 %')
  expect(percent(0.9999)).toBe('99.9 %')
  expect(percent(0.5)).toBe('50 %')
  expect(percent(0)).toBe('0 %')
  expect(percent(null)).toBe('–')
})

it('counts whole hours', () => {
  expect(hoursSince('2026-11-24T08:00:00Z', Date.parse('2026-11-24T16:59:00Z'))).toBe(8)
  expect(hoursSince('2026-11-24T08:00:00Z', Date.parse('2026-11-24T07:00:00Z'))).toBe(0)
})
