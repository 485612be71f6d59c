/** What the screens of counts read. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { allPages, queryText, SLOW_MS, useStock } from '../queries.ts'
import type { AccuracyRow, Count, CountingSettings, CountTask, GroupBy, Place, WeekRight } from './contract.ts'

const ROWS = 100
/** As many as the server asks for at a time. */
const MOST_TASKS = 5_000
const MOST_PLACES = 10_000

export function useCountTasks() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['count-tasks'],
    queryFn: ({ signal }) => allPages<CountTask>(api, '/tasks', { kind: 'count', state: 'open' }, MOST_TASKS, signal),
  })
}

export interface CountFilter {
  location?: string | undefined
  search?: string | undefined
  state?: 'off' | 'open' | undefined
}

export function useCounts(filter: CountFilter, rows = ROWS) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['counts', filter, rows],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Count>>(`/counts?${queryText({ ...filter, cursor: pageParam, limit: rows })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

export function useCount(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['count', id],
    queryFn: ({ signal }) => api.get<Count>(`/counts/${encodeURIComponent(id)}`, signal),
  })
}

export function useAccuracy(period: { from: string; to: string }, groupBy: GroupBy, enabled = true) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['accuracy', period, groupBy],
    enabled,
    queryFn: ({ signal }) =>
      api.get<{ items: AccuracyRow[] }>(`/counts/accuracy?${queryText({ ...period, groupBy })}`, signal),
    placeholderData: keepPreviousData,
  })
}

export function useAccuracyWeeks(weeks: number) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['accuracy-weeks', weeks],
    queryFn: ({ signal }) => api.get<{ items: WeekRight[] }>(`/counts/accuracy/weeks?${queryText({ weeks })}`, signal),
    staleTime: 'static',
    refetchInterval: SLOW_MS,
  })
}

export function useCountingSettings() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['settings', 'counting'],
    queryFn: ({ signal }) => api.get<CountingSettings>('/settings/counting', signal),
  })
}

export function usePlaces() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['places'],
    staleTime: 60_000,
    queryFn: ({ signal }) => allPages<Place>(api, '/locations', {}, MOST_PLACES, signal),
  })
}

/** An item as people call it; its SKU while that is not known. */
export function useItemName(): (sku: string) => string {
  const stock = useStock('')
  return (sku) => stock.data?.items.find((item) => item.sku === sku)?.name ?? sku
}
