/** What the page of margins reads. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useItemName } from '../counts/queries.ts'
import { useDesk } from '../desk.ts'
import { queryText, useChannelName } from '../queries.ts'
import type { ClosedMonth, MarginEntry, MarginGap, MarginGroup, Margins, ReportedMonth } from './contract.ts'
import type { Names } from './margin-words.ts'
import type { Period } from './margins-view.ts'

const ENTRIES = 100

export function useMargins({ from, to }: Period, by: readonly MarginGroup[], enabled = true) {
  const { api } = useDesk()
  const groupBy = by.join(',')
  return useQuery({
    queryKey: ['margins', from, to, groupBy],
    enabled,
    queryFn: ({ signal }) => api.get<Margins>(`/margins?${queryText({ from, to, groupBy })}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** Of one item, one channel, one of both, or all; by month. */
export function useMarginMonths(wanted: Period & { sku?: string | undefined; channel?: string | undefined }) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['margin-months', wanted],
    queryFn: ({ signal }) => api.get<Margins>(`/margins?${queryText({ ...wanted, groupBy: 'month' })}`, signal),
  })
}

export interface EntryFilter extends Period {
  sku?: string | undefined
  channel?: string | undefined
}

export function useMarginEntries(filter: EntryFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['margin-entries', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<MarginEntry>>(
        `/margins/entries?${queryText({ ...filter, cursor: pageParam, limit: ENTRIES })}`,
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })
}

export function useMarginGaps() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['margin-gaps'],
    queryFn: ({ signal }) => api.get<{ items: MarginGap[] }>('/margins/gaps', signal),
  })
}

export function useMarginPeriods(enabled = true) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['margin-periods'],
    enabled,
    queryFn: ({ signal }) => api.get<{ items: ClosedMonth[] }>('/margins/periods', signal),
  })
}

export function useMarginPeriod(month: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['margin-periods', month],
    queryFn: ({ signal }) => api.get<ReportedMonth>(`/margins/periods/${month}`, signal),
  })
}

export function useNames(): Names {
  return { item: useItemName(), channel: useChannelName() }
}

/** Who says what things cost may also have them reckoned again, and close a month. */
const RECKONERS = ['planner', 'admin']
export const useMayReckon = (): boolean => useDesk().roles.some((role) => RECKONERS.includes(role))
