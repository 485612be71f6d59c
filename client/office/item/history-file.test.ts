import { expect, it } from 'vitest'
import { opened } from '../export/opened.ts'
import { historyFile } from './history-file.ts'

it('has every figure of every channel, a row for each day', async () => {
  const days = [
    {
      day: '2026-11-23',
      onHand: 40,
      channels: [{ channel: 'shop', protected: 5, committed: 2, availableToPromise: 33 }],
    },
    { day: '2026-11-24', onHand: 38, channels: [] },
  ]
  expect(await opened(historyFile('OAT-500', days, [{ channel: 'shop', name: 'Shop' }]))).toEqual([
    ['Day', 'On hand', 'Shop: available to promise', 'Shop: protected', 'Shop: committed'],
    ['2026-11-23', 40, 33, 5, 2],
    ['2026-11-24', 38, 0, 0, 0],
  ])
})
