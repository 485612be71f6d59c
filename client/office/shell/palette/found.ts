/** What the server finds by a few letters: items, orders with their customers, lots, returns and exceptions. */
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'
import type { Inventory, OrderRow, Page } from '../../contract.ts'
import { useDesk } from '../../desk.ts'
import type { ExceptionItem } from '../../exceptions/contract.ts'
import type { LotRow } from '../../lots/contract.ts'
import { lotHref } from '../../lots/queries.ts'
import { queryText } from '../../queries.ts'
import type { ReturnSummary } from '../../returns/contract.ts'
import { returnHref } from '../../returns/queries.ts'
import { nameOf } from '../../words.ts'
import type { Goal } from './goal.ts'

/** Of each kind. */
const MOST = 6

interface Source<Row> {
  path: string
  query?: Record<string, string>
  goal: (row: Row) => Goal
}

const source = <Row>(of: Source<Row>) => of as Source<unknown>

const at = encodeURIComponent

const SOURCES = [
  source<Inventory>({
    path: '/inventory',
    query: { sort: 'name' },
    goal: ({ sku, name }) => ({ href: `/office?item=${at(sku)}`, label: name, aside: sku, kind: 'item' }),
  }),
  source<OrderRow>({
    path: '/orders',
    goal: ({ id, externalId, customer }) => ({
      href: `/office/orders?view=all&order=${at(id)}`,
      label: externalId,
      aside: nameOf(customer),
      kind: 'order',
    }),
  }),
  source<LotRow>({
    path: '/lots',
    goal: (lot) => ({ href: lotHref('/office/lots', lot), label: lot.lot, aside: lot.name, kind: 'lot' }),
  }),
  source<ReturnSummary>({
    path: '/returns',
    goal: ({ id, reference, orderExternalId, customer }) => ({
      href: returnHref(id),
      label: reference ?? orderExternalId ?? t('Return'),
      aside: nameOf(customer),
      kind: 'return',
    }),
  }),
  source<ExceptionItem>({
    path: '/exceptions',
    goal: ({ id, type, sku, orderExternalId }) => ({
      href: `/office/exceptions?exception=${at(id)}`,
      label: spoken(type),
      aside: [sku, orderExternalId].filter(Boolean).join(' · '),
      kind: 'exception',
    }),
  }),
]

export interface Found {
  goals: Goal[]
  /** Whether more may come. */
  isSearching: boolean
}

export function useFound(search: string): Found {
  const { api } = useDesk()
  const answers = useQueries({
    queries: SOURCES.map(({ path, query }) => ({
      queryKey: ['palette', path, search],
      enabled: search !== '',
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Page<unknown>>(`${path}?${queryText({ ...query, search, limit: MOST })}`, signal),
      placeholderData: keepPreviousData,
      refetchInterval: false as const,
    })),
  })
  if (search === '') return { goals: [], isSearching: false }
  return {
    goals: answers.flatMap(
      ({ data }, nth) => data?.items.map((row) => (SOURCES[nth] as Source<unknown>).goal(row)) ?? [],
    ),
    isSearching: answers.some(({ isFetching }) => isFetching),
  }
}
