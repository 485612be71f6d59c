import { describe, expect, it } from 'vitest'
import type { Need } from './contract.ts'
import { needDetail, needHref, needSentence, needTime } from './need-words.ts'

const NOW = '2026-03-02T10:00:00.000Z'
const need = (kind: Need['kind'], over: Partial<Need> = {}): Need => ({
  ...{ kind, severity: 'high', count: 2, since: null, due: null, names: [], beside: 0 },
  ...over,
})

describe('what needs a person', () => {
  it('is said in one sentence, of one thing and of many', () => {
    expect(needSentence(need('orders-at-risk'))).toBe('2 orders are at risk: stock no longer covers them.')
    expect(needSentence(need('orders-at-risk', { count: 1 }))).toBe('1 order is at risk: stock no longer covers it.')
    expect(needSentence(need('counts-due', { count: 1_200 }))).toBe('1,200 counts are asked for.')
  })

  it('says of exceptions which, of devices and platforms whose, and what else stands in the list', () => {
    expect(needDetail(need('high-exceptions', { names: ['negative-stock', 'short-pick'] }))).toBe(
      'Negative stock · Short pick',
    )
    expect(needDetail(need('unsent-devices', { names: ['HH-1', 'HH-2', 'HH-3', 'HH-4', 'HH-5'] }))).toBe(
      'HH-1 · HH-2 · HH-3 · 2 more',
    )
    expect(needDetail(need('short-orders', { beside: 3 }))).toBe(
      'The list also shows 3 orders that are planned for later.',
    )
    expect(needDetail(need('refused'))).toBe('')
  })

  it('says when the first is due, or how long it has waited', () => {
    expect(needTime(need('late-orders', { due: '2026-02-27', since: NOW }), NOW)).toBe('first due 27 Feb')
    expect(needTime(need('late-orders', { due: '2026-02-27T18:00:00Z' }), NOW)).toBe('first due 27 Feb')
    expect(needTime(need('refused', { since: '2026-03-02T08:00:00.000Z' }), NOW)).toBe('for 2 h')
    expect(needTime(need('refused'), NOW)).toBe('')
  })

  it('leads to where one acts, showing just these', () => {
    expect(needHref(need('late-orders'), '2026-03-01')).toBe('/office/orders?view=open&dueBy=2026-02-28')
    expect(needHref(need('silent-platforms', { names: ['web shop'] }), '2026-03-01')).toBe(
      '/office/platforms?connector=web+shop',
    )
    expect(needHref(need('failing-platforms', { names: ['a'] }), '2026-03-01')).toBe(
      '/office/platforms?connector=a&tab=failures',
    )
    expect(needHref(need('failing-platforms', { names: ['a', 'b'] }), '2026-03-01')).toBe('/office/platforms')
  })
})
