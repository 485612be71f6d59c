import { describe, expect, it } from 'vitest'
import type { Connector, Listing } from './contract.ts'
import { agoText, lengthText, listingState, queueText, shareText, shortName, worstFirst } from './platform-words.ts'

const HEALTHY: Connector = {
  id: 'tea',
  kind: 'shopify',
  channel: 'web',
  paused: false,
  baseUrl: 'https://tea.example',
  settings: {},
  state: 'on',
  listings: 3,
  waiting: 0,
  waitingSince: null,
  failures: 0,
  lastUpdateAt: null,
  heardAt: null,
  lag: null,
  drift: null,
  lagAware: false,
  ordersSince: 0,
  lastOrderAt: null,
  polledAt: null,
  ordersDue: 0,
  notices: { taken: 0, repeated: 0, refused: 0, lastRefusedAt: null },
}
const named = (id: string, over: Partial<Connector>): Connector => ({ ...HEALTHY, id, ...over })

it('puts the worst first: what does not answer, then what failed, then what waits', () => {
  const rows = [
    named('well', {}),
    named('waits', { waiting: 2, waitingSince: 50 }),
    named('waits-longer', { waiting: 1, waitingSince: 10 }),
    named('paused', { state: 'paused', paused: true }),
    named('failed', { failures: 1 }),
    named('failed-more', { failures: 4 }),
    named('failing', { state: 'failing' }),
    named('resting', { state: 'resting', failures: 1 }),
  ]
  expect(worstFirst(rows).map(({ id }) => id)).toEqual([
    'resting',
    'failing',
    'failed-more',
    'failed',
    'paused',
    'waits-longer',
    'waits',
    'well',
  ])
})

describe('times', () => {
  it.each([
    [420, '420 ms'],
    [1_240, '1.2 s'],
    [9_960, '10 s'],
    [61_000, '1 min'],
    [3 * 3_600_000, '3 h'],
  ])('say %d ms as %s', (ms, text) => expect(lengthText(ms)).toBe(text))

  it('are said from now on back, and a clock that is ahead says no future', () => {
    expect(agoText(null, 1_000)).toBe('Never')
    expect(agoText(60_000, 10 * 60_000)).toBe('9 min ago')
    expect(agoText(90_000, 60_000)).toBe('Just now')
  })

  it('say of a queue how many wait, and how long the first', () => {
    expect(queueText(HEALTHY, 0)).toBe('None')
    expect(queueText(named('a', { waiting: 1_200, waitingSince: 0 }), 5 * 60_000)).toBe('1,200 · 5 min')
    expect(queueText(named('a', { waiting: 1, waitingSince: 5_000 }), 1_000)).toBe('1 · 0 ms')
  })
})

it('says small shares with a decimal, for 3 of 1,000 are not none', () => {
  expect([shareText(0, 0), shareText(0, 9), shareText(3, 1_000), shareText(1, 2)]).toEqual([
    '0 %',
    '0 %',
    '0.3 %',
    '50 %',
  ])
})

it('shortens only the long names of Shopify', () => {
  expect(shortName('gid://shopify/InventoryItem/42')).toBe('42')
  expect(shortName('TEA/GREEN/500')).toBe('TEA/GREEN/500')
})

describe('the state of a listing', () => {
  const RIGHT: Listing = {
    listing: 'a',
    sku: 'A',
    packQuantity: 1,
    mode: 'on',
    cap: null,
    percent: 100,
    buffer: 0,
    wanted: 4,
    shown: 4,
    shownAt: 1,
    waiting: false,
    stopped: false,
  }
  it.each([
    ['right', {}],
    ['unknown', { shown: null }],
    ['waiting', { waiting: true, shown: null }],
    ['paused', { mode: 'paused', waiting: true }],
    ['stopped', { stopped: true, waiting: true }],
  ] as const)('is %s', (state, over) => expect(listingState({ ...RIGHT, ...over })).toBe(state))
})
