import { describe, expect, it } from 'vitest'
import type { Split, SplitChannel, SplitFigures } from '../contract.ts'
import { sampleChannel, sampleItem } from '../stock/sample.ts'
import {
  asProposed,
  changeText,
  daysIn,
  expectedText,
  isOther,
  isOvertaken,
  protectionsOf,
  riskText,
  rowsOf,
  situationOf,
  splitAddress,
  sumOf,
  turn,
} from './split-view.ts'

const figures = (protect: number): SplitFigures => ({ protect, sold: 0, risk: 0, exposure: 0, contribution: 0 })
const channel = (name: string, now: number, proposed: number | null): SplitChannel => ({
  ...{ channel: name, name, margin: proposed === null ? null : 100, penalty: 0, asked: 10 },
  held: now,
  now: figures(now),
  proposed: proposed === null ? null : figures(proposed),
  reasons: ['It earns.', 'It asks.', 'So much.'],
})
const SPLIT: Split = {
  ...{ sku: 'X', currency: 'USD', days: 10, until: '2026-12-09', units: 40, asked: 79.4, isScarce: true },
  channels: [channel('retail', 0, 20), channel('shop', 6, 6), channel('fair', 4, null), channel('club', 10, 0)],
  shared: { now: 20, proposed: 10 },
  contribution: { now: 0, proposed: 0, firstCome: 0 },
  withheld: null,
}
const ITEM = sampleItem('X', {
  free: 40,
  channels: [
    sampleChannel('retail'),
    sampleChannel('shop', { protected: 6 }),
    sampleChannel('fair', { protected: 4 }),
    sampleChannel('club', { protected: 10 }),
  ],
})
const rows = (typed: Record<string, string> = {}) => rowsOf(SPLIT, { ...asProposed(SPLIT), ...typed })

describe('what is typed into a proposal', () => {
  it('is the proposal to begin with; who is not proposed for keeps what it has', () => {
    expect(rows().map(({ typed, quantity, isChanged }) => [typed, quantity, isChanged])).toEqual([
      ['20', 20, true],
      ['6', 6, false],
      [null, 4, false],
      ['0', 0, true],
    ])
    expect(rows()[0]).toMatchObject({ conclusion: 'So much.', because: ['It earns.', 'It asks.'] })
    expect(isOther(rows())).toBe(false)
    expect(isOther(rows({ shop: '7' }))).toBe(true)
  })

  it('asks only for what differs, with what was there', () => {
    expect(protectionsOf(rows())).toEqual([
      { channel: 'retail', quantity: 20, expected: 0 },
      { channel: 'club', quantity: 0, expected: 10 },
    ])
    expect(protectionsOf(rows({ retail: '0', club: ' 10 ' }))).toEqual([])
  })

  it('counts what a deficit has eaten as held, so that it is given up', () => {
    const eaten = SPLIT.channels.map((one) => (one.channel === 'shop' ? { ...one, held: 9 } : one))
    const [, shop] = rowsOf({ ...SPLIT, channels: eaten }, asProposed(SPLIT))
    expect(shop).toMatchObject({ held: 9, quantity: 6, isChanged: true })
    expect(protectionsOf(shop ? [shop] : [])).toEqual([{ channel: 'shop', quantity: 6, expected: 9 }])
  })

  it('is summed up: what all share, and what is too much', () => {
    expect(sumOf(SPLIT, rows())).toEqual({ shared: 10, over: 0, changes: 2, isWhole: true })
    expect(sumOf(SPLIT, rows({ shop: '16' }))).toMatchObject({ shared: 0, over: 0, isWhole: true })
    expect(sumOf(SPLIT, rows({ shop: '19' }))).toMatchObject({ shared: 0, over: 3, isWhole: false })
    expect(sumOf(SPLIT, rows({ shop: 'six' }))).toMatchObject({ shared: null, isWhole: false })
    expect(sumOf(SPLIT, rows({ retail: '', club: '10' }))).toMatchObject({ shared: null, isWhole: false })
    expect(sumOf(SPLIT, rows({ retail: '0', club: '10' }))).toMatchObject({ changes: 0, isWhole: false })
  })
})

it('knows when stock or protections are others by now', () => {
  expect(isOvertaken(SPLIT, ITEM)).toBe(false)
  expect(isOvertaken(SPLIT, { ...ITEM, free: 39 })).toBe(true)
  const changed = ITEM.channels.map((one) => (one.channel === 'retail' ? { ...one, protected: 1 } : one))
  expect(isOvertaken(SPLIT, { ...ITEM, channels: changed })).toBe(true)
  // Channels without a claim are not in the proposal.
  expect(isOvertaken(SPLIT, { ...ITEM, channels: [...ITEM.channels, sampleChannel('new')] })).toBe(false)
  expect(isOvertaken({ ...SPLIT, units: 0 }, { ...ITEM, free: -5 })).toBe(false)
})

it('reads the days of the address', () => {
  expect([undefined, '7', '28', '9'].map(daysIn)).toEqual([null, 7, 28, null])
  expect([null, 14].map(splitAddress)).toEqual(['split', 'split:14'])
})

it('says how much there is, for how long', () => {
  expect(situationOf(SPLIT, false)).toBe(
    '40 units are free until the next receipt on 9 Dec 2026; in 10 days about 79 are likely to be asked for.',
  )
  expect(situationOf({ ...SPLIT, until: null }, false)).toMatch(/^40 units are free and no receipt is due; in 10 days/)
  expect(situationOf({ ...SPLIT, until: null, units: 1 }, true)).toMatch(/^1 unit is free; in 10 days/)
})

it('writes figures', () => {
  expect(expectedText(-0.4, 'USD')).toBe('$0.00')
  expect(changeText(1234.5, 'USD')).toBe('+$12.35')
  expect(changeText(-1234.5, 'USD')).toBe('−$12.34')
  expect([riskText(1, 0.754), riskText(0.2, 0.2)]).toEqual(['100 → 75\u00a0%', '20\u00a0%'])
  expect([turn('3', '3'), turn('3', '4')]).toEqual(['3', '3 → 4'])
})
