import { totalsOf } from '../../../shared/rules/item-totals.ts'
import type { StockFigure } from '../../../shared/wire/stock-list.ts'
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import { figure } from '../words.ts'
import { unavailableParts } from './figures.ts'

export interface FigureColumn {
  id: StockFigure
  label: string
  /** What the figure means, on its head. */
  title: string
  /** The narrowest screen that has room for it beside the channels; the drawer has them all. */
  room: 'always' | 'tablet' | 'laptop'
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
    room: 'always',
    label: t('On hand'),
    title: t('Everything in the warehouse, whatever its state'),
    value: (item) => item.onHand,
  },
  {
    id: 'unavailable',
    room: 'tablet',
    label: t('Unavail.'),
    title: t('On hand that cannot be sold now'),
    value: (item) => totalsOf(item).unavailable,
    breakdown: (item) =>
      unavailableParts(item)
        .map(({ label, quantity }) => `${figure(quantity)} ${label}`)
        .join(', '),
  },
  {
    id: 'sellable',
    room: 'tablet',
    label: t('Sellable'),
    title: t('On hand less what is unavailable'),
    value: (item) => item.sellable,
  },
  {
    id: 'protected',
    room: 'tablet',
    label: t('Protected'),
    title: t('Set aside for a channel, not yet ordered'),
    value: (item) => totalsOf(item).protected,
    breakdown: (item) => byChannel(item, 'protected'),
  },
  {
    id: 'committed',
    room: 'laptop',
    label: t('Committed'),
    title: t('Ordered and confirmed; no lot chosen yet'),
    value: (item) => totalsOf(item).committed,
    breakdown: (item) => byChannel(item, 'committed'),
  },
  {
    id: 'allocated',
    room: 'laptop',
    label: t('Allocated'),
    title: t('Lot and location chosen, or picked and not shipped'),
    value: (item) => totalsOf(item).allocated,
    breakdown: (item) => byChannel(item, 'allocated'),
  },
  {
    id: 'shared',
    room: 'always',
    label: t('Shared'),
    title: t('Sellable that is neither promised nor protected; below zero it is a deficit'),
    value: (item) => item.shared,
  },
]
