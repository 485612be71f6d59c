import { describe, expect, it } from 'vitest'
import { barText, piecesOf, scaleOf, widthsOf } from './channel-bar.ts'
import { sampleChannel, sampleItem } from './sample.ts'

const amazon = sampleChannel('amazon', { protected: 30, committed: 12, allocated: 6, availableToPromise: 50 })

describe('the bar of a channel', () => {
  it('stands protected and the rest of what is available side by side', () => {
    expect(piecesOf(amazon)).toEqual([
      { part: 'allocated', quantity: 6 },
      { part: 'committed', quantity: 12 },
      { part: 'protected', quantity: 30 },
      { part: 'shared', quantity: 20 },
    ])
  })

  it('shows of a protection only what a deficit has left', () => {
    const eaten = sampleChannel('a', { protected: 30, charged: 10, availableToPromise: 20 })
    expect(piecesOf(eaten).slice(2)).toEqual([
      { part: 'protected', quantity: 20 },
      { part: 'shared', quantity: 0 },
    ])
    expect(barText(eaten)).toContain('of it eaten by a deficit 10')
  })

  it('is comparable between the channels of an item, and never hides a part', () => {
    const item = sampleItem('X', {
      channels: [amazon, sampleChannel('shop', { committed: 1, availableToPromise: 67 })],
    })
    expect(scaleOf(item)).toBe(68)
    const widths = widthsOf(sampleChannel('shop', { committed: 1, availableToPromise: 999 }), 1_000)
    expect(widths).toEqual([
      { part: 'committed', percent: 2 },
      { part: 'shared', percent: 99.9 },
    ])
    expect(scaleOf(sampleItem('empty'))).toBe(1)
  })
})
