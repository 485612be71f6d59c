/** Which orders are shown: saved views, search, channel and due date, read from the address. */
import { t } from '../../language/t.ts'
import type { OrderFilter } from '../queries.ts'

export const VIEWS = [
  { id: 'at-risk', label: t('At risk'), state: 'at-risk', none: t('Nothing that was promised is in danger.') },
  { id: 'ready', label: t('Ready'), state: 'ready', none: t('No order waits to be released.') },
  { id: 'picking', label: t('Picking'), state: 'released', none: t('No order is being picked.') },
  { id: 'picked', label: t('Picked'), state: 'picked', none: t('No picked order waits to be shipped.') },
  { id: 'short', label: t('Short'), state: 'short', none: t('No order waits for stock.') },
  { id: 'shipped', label: t('Shipped'), state: 'shipped', none: t('Nothing was shipped yet.') },
  { id: 'open', label: t('Not shipped'), state: 'open', none: t('No order is open.') },
  { id: 'all', label: t('All'), state: undefined, none: t('There is no order yet.') },
] as const

export type ViewId = (typeof VIEWS)[number]['id']

export interface OrdersView {
  view: (typeof VIEWS)[number]
  search: string
  channel: string
  /** An ISO date, or nothing. */
  dueBy: string
}

export function readOrdersView(params: URLSearchParams): OrdersView {
  const id = params.get('view')
  const dueBy = params.get('dueBy') ?? ''
  return {
    view: VIEWS.find((view) => view.id === id) ?? VIEWS[1],
    search: params.get('search') ?? '',
    channel: params.get('channel') ?? '',
    dueBy: /^\d{4}-\d{2}-\d{2}$/.test(dueBy) ? dueBy : '',
  }
}

export const filterOf = ({ view, search, channel, dueBy }: OrdersView): OrderFilter => ({
  state: view.state,
  search: search.trim(),
  channel,
  dueBy,
})

/** What is chosen and still shown: a row that has left the list is not released by surprise. */
export const stillShown = (chosen: ReadonlySet<string>, ids: readonly string[]): string[] =>
  ids.filter((id) => chosen.has(id))
