import type { Inventory } from '../contract.ts'
import { figure } from '../words.ts'
import { totalsOf, unavailableParts } from './figures.ts'

export interface FigureColumn {
  id: string
  label: string
  /** What the figure means, on its head. */
  title: string
  value(item: Inventory): number
  /** What it is made of, on the figure itself. */
  breakdown?(item: Inventory): string
}

const byChannel = (item: Inventory, part: 'protected' | 'committed' | 'allocated'): string =>
  item.channels
    .filter((channel) => channel[part] !== 0)
    .map((channel) => `${channel.name} ${figure(channel[part])}`)
    .join(', ')

export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  {
    id: 'onHand',
    label: 'On hand',
    title: 'Everything in the warehouse, whatever its state',
    value: (item) => item.onHand,
  },
  {
    id: 'unavailable',
    label: 'Unavail.',
    title: 'On hand that cannot be sold now',
    value: (item) => totalsOf(item).unavailable,
    breakdown: (item) =>
      unavailableParts(item)
        .map(({ label, quantity }) => `${figure(quantity)} ${label}`)
        .join(', '),
  },
  { id: 'sellable', label: 'Sellable', title: 'On hand less what is unavailable', value: (item) => item.sellable },
  {
    id: 'protected',
    label: 'Protected',
    title: 'Set aside for a channel, not yet ordered',
    value: (item) => totalsOf(item).protected,
    breakdown: (item) => byChannel(item, 'protected'),
  },
  {
    id: 'committed',
    label: 'Committed',
    title: 'Ordered and confirmed; no lot chosen yet',
    value: (item) => totalsOf(item).committed,
    breakdown: (item) => byChannel(item, 'committed'),
  },
  {
    id: 'allocated',
    label: 'Allocated',
    title: 'Lot and location chosen, or picked and not shipped',
    value: (item) => totalsOf(item).allocated,
    breakdown: (item) => byChannel(item, 'allocated'),
  },
  {
    id: 'shared',
    label: 'Shared',
    title: 'Sellable that is neither promised nor protected; below zero it is a deficit',
    value: (item) => item.shared,
  },
]
