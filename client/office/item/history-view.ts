/** How an item stood over the last days: one of its figures as lines, and all of them as a table. */
import { t } from '../../language/t.ts'
import type { HistoryDay, Inventory } from '../contract.ts'
import type { LineSeries } from '../ui/line-shape.ts'

export const FIGURES = [
  { id: 'availableToPromise', label: t('Available to promise') },
  { id: 'protected', label: t('Protected') },
  { id: 'committed', label: t('Committed') },
] as const
export type HistoryFigure = (typeof FIGURES)[number]['id']

export const PERIODS = [30, 90, 365] as const
export type Period = (typeof PERIODS)[number]

/** What stands first among the lines: of the whole item, whatever the figure. No channel has this name. */
const ON_HAND = ''

type Named = Pick<Inventory['channels'][number], 'channel' | 'name'>

/** On hand, and a line for each channel. */
export function historySeries(
  days: readonly HistoryDay[],
  channels: readonly Named[],
  figure: HistoryFigure,
): LineSeries[] {
  return [
    { id: ON_HAND, label: t('On hand'), points: days.map(({ day, onHand }) => ({ day, value: onHand })) },
    ...channels.map(({ channel, name }) => ({
      id: channel,
      label: name,
      points: days.map((one) => ({ day: one.day, value: unitsOf(one, channel, figure) })),
    })),
  ]
}

export const unitsOf = ({ channels }: HistoryDay, channel: string, figure: HistoryFigure): number =>
  channels.find((one) => one.channel === channel)?.[figure] ?? 0

/** Channels of which there is something to see, as the item names them. */
export const shownChannels = (days: readonly HistoryDay[], { channels }: Pick<Inventory, 'channels'>): Named[] =>
  channels.filter(({ channel }) => days.some((day) => day.channels.some((one) => one.channel === channel)))

/** As a spreadsheet takes it, the oldest day first: every figure of every channel. */
export function historyTable(days: readonly HistoryDay[], channels: readonly Named[]) {
  return {
    head: [
      t('day'),
      t('on hand'),
      ...channels.flatMap(({ name }) => [
        t('{channel}: available to promise', { channel: name }),
        t('{channel}: protected', { channel: name }),
        t('{channel}: committed', { channel: name }),
      ]),
    ],
    rows: days.map((one) => [
      one.day,
      one.onHand,
      ...channels.flatMap(({ channel }) => FIGURES.map(({ id }) => unitsOf(one, channel, id))),
    ]),
  }
}
