import { expect, it } from 'vitest'
import type { HistoryDay } from '../contract.ts'
import { csv } from '../csv.ts'
import { historySeries, historyTable, shownChannels } from './history-view.ts'

const channels = [
  { channel: 'shop', name: 'Shop' },
  { channel: 'new', name: 'New one' },
]
const days: HistoryDay[] = [
  {
    day: '2026-11-23',
    onHand: 40,
    channels: [{ channel: 'shop', protected: 5, committed: 2, availableToPromise: 33 }],
  },
  {
    day: '2026-11-24',
    onHand: 38,
    channels: [{ channel: 'shop', protected: 5, committed: 0, availableToPromise: 38 }],
  },
]

it('draws on hand and a line for each channel', () => {
  const [onHand, shop] = historySeries(days, channels.slice(0, 1), 'committed')
  expect(onHand?.points).toEqual([
    { day: '2026-11-23', value: 40 },
    { day: '2026-11-24', value: 38 },
  ])
  expect(shop).toMatchObject({ label: 'Shop', points: [{ value: 2 }, { value: 0 }] })
})

it('shows the channels that were written down, and no line of nothing for others', () => {
  expect(shownChannels(days, { channels } as never)).toEqual([channels[0]])
})

it('is a table for a spreadsheet, with every figure', () => {
  const { head, rows } = historyTable(days, channels.slice(0, 1))
  expect(csv(head, rows)).toBe(
    'day,on hand,Shop: available to promise,Shop: protected,Shop: committed\r\n2026-11-23,40,33,5,2\r\n2026-11-24,38,38,5,0\r\n',
  )
})
