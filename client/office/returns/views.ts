/** The views of returns, as the address names them: parts of the queue, what is closed, and the figures. */
import { t } from '../../language/t.ts'
import type { ReturnSummary, WaitsFor } from './contract.ts'

export const VIEWS = [
  { id: 'inspect', label: t('To inspect'), none: t('No returned goods wait to be inspected.') },
  { id: 'waiting', label: t('Waiting'), none: t('Nothing that was inspected waits for anybody.') },
  {
    id: 'expected',
    label: t('Expected'),
    none: t('No return is announced. Those that nobody announced appear once they come in.'),
  },
  { id: 'open', label: t('All open'), none: t('No return is open.') },
  { id: 'closed', label: t('Closed'), none: t('No return is closed yet.') },
  { id: 'figures', label: t('Figures'), none: t('Nothing was shipped or came back in this time.') },
] as const
export type View = (typeof VIEWS)[number]
export type ViewId = View['id']

export const viewIn = (params: URLSearchParams): View => VIEWS.find(({ id }) => id === params.get('view')) ?? VIEWS[0]

/** Beyond the customer and the inspector, whose own views there are. */
export const HELD_UP_BY = [
  'documents',
  'second-person',
  'supervisor',
  'goods',
  'lot',
  'quality',
] as const satisfies readonly WaitsFor[]

const isHeldUp = ({ waitingFor }: Pick<ReturnSummary, 'waitingFor'>): boolean =>
  waitingFor.some((one) => (HELD_UP_BY as readonly WaitsFor[]).includes(one))

/** Of the open returns; those that are closed are asked for apart. */
export function isIn(row: Pick<ReturnSummary, 'state' | 'waitingFor'>, view: ViewId): boolean {
  if (view === 'inspect') return row.waitingFor.includes('inspector')
  if (view === 'waiting') return isHeldUp(row)
  if (view === 'expected') return row.state === 'expected'
  return true
}

export interface QueueView {
  view: View
  search: string
  channels: readonly string[]
  waitsFor: readonly WaitsFor[]
}

const listIn = (params: URLSearchParams, name: string): string[] => (params.get(name) ?? '').split(',').filter(Boolean)

export function readQueueView(params: URLSearchParams): QueueView {
  const named = listIn(params, 'for')
  return {
    view: viewIn(params),
    search: params.get('search') ?? '',
    channels: listIn(params, 'channel'),
    waitsFor: HELD_UP_BY.filter((one) => named.includes(one)),
  }
}

export const toggled = <One extends string>(list: readonly One[], one: One): One[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

/** Each filter narrows; within one, either is enough. `name`: an item as people call it. */
export function queueRows(
  rows: readonly ReturnSummary[],
  { view, search, channels, waitsFor }: QueueView,
  name: (sku: string) => string,
  urgent: (row: ReturnSummary) => boolean,
): ReturnSummary[] {
  const words = search.toLowerCase().split(/\s+/)
  const shown = rows
    .filter((row) => isIn(row, view.id))
    .filter(({ channel }) => channels.length === 0 || channels.includes(channel))
    .filter(
      ({ waitingFor }) =>
        view.id !== 'waiting' || waitsFor.length === 0 || waitsFor.some((one) => waitingFor.includes(one)),
    )
    .filter((row) => words.every((word) => textOf(row, name).includes(word)))
  return view.id === 'closed' ? shown.sort(newestFirst) : shown.sort(byNeed(urgent))
}

const textOf = (row: ReturnSummary, name: (sku: string) => string): string =>
  [
    row.orderExternalId,
    row.reference,
    row.customer?.name,
    row.channel,
    row.chargeback?.reference,
    ...row.skus.flatMap((sku) => [sku, name(sku)]),
  ]
    .join(' ')
    .toLowerCase()

const since = ({ receivedAt, createdAt }: ReturnSummary): string => receivedAt ?? createdAt

const newestFirst = (a: ReturnSummary, b: ReturnSummary): number => b.createdAt.localeCompare(a.createdAt)

/** A chargeback whose last day comes near, by that day; then what has waited longest. */
const byNeed = (urgent: (row: ReturnSummary) => boolean) => (a: ReturnSummary, b: ReturnSummary) =>
  dayOf(a, urgent).localeCompare(dayOf(b, urgent)) || since(a).localeCompare(since(b)) || a.id.localeCompare(b.id)

const dayOf = (row: ReturnSummary, urgent: (row: ReturnSummary) => boolean): string =>
  urgent(row) ? (row.chargeback?.disputeBy ?? '9999') : '9999'
