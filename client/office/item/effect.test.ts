import { expect, it } from 'vitest'
import { sampleChannel, sampleItem } from '../stock/sample.ts'
import { effectOf } from './effect.ts'

it('says of each channel what changes and what does not', () => {
  const before = sampleItem('X', {
    channels: [
      sampleChannel('amazon', { protected: 30, availableToPromise: 50 }),
      sampleChannel('shop', { availableToPromise: 20 }),
      sampleChannel('edi', { availableToPromise: 0 }),
    ],
  })
  const after = sampleItem('X', {
    channels: [
      sampleChannel('shop', { availableToPromise: 10 }),
      sampleChannel('amazon', { protected: 40, availableToPromise: 50 }),
      sampleChannel('edi', { availableToPromise: 0 }),
    ],
  })
  expect(effectOf({ before, after, problem: null })).toEqual([
    { label: 'amazon', protectedBefore: 30, protectedAfter: 40, atpBefore: 50, atpAfter: 50, changed: true },
    { label: 'shop', protectedBefore: 0, protectedAfter: 0, atpBefore: 20, atpAfter: 10, changed: true },
    { label: 'edi', protectedBefore: 0, protectedAfter: 0, atpBefore: 0, atpAfter: 0, changed: false },
  ])
})
