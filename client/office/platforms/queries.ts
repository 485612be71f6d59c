/** What the page of platforms reads, and who may do what on it. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText, SLOW_MS } from '../queries.ts'
import type { Connector, DriftAnswer, LagOfDay, Listing, PlatformFailure, PoolsAnswer } from './contract.ts'

/** What platforms answer is not in the feed, so nothing nudges: it is asked for, more often while something is on its way. */
const pollMs = (busy: boolean | undefined): number => (busy ? 1_500 : 3_000)
const ROWS = 200
/** Names that have the one that is looked for in them. */
const MOST_NAMED = 1_000
const MOST_FAILURES = 500
const MOST_DRIFTS = 200

export const connectorPath = (id: string): string => `/connectors/${encodeURIComponent(id)}`
export const listingsPath = (id: string): string => `${connectorPath(id)}/listings`
export const mappingsPath = (id: string): string => `${connectorPath(id)}/mappings`

export function useConnectors() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connectors'],
    queryFn: ({ signal }) => api.get<{ items: Connector[] }>('/connectors', signal),
    refetchInterval: ({ state }) => pollMs(state.data?.items.some(({ waiting, paused }) => waiting > 0 && !paused)),
  })
}

const isOnItsWay = ({ waiting, shown, stopped }: Listing): boolean => (waiting || shown === null) && !stopped

export function useListings(id: string, search: string) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['listings', id, search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Listing>>(`${listingsPath(id)}?${queryText({ search, cursor: pageParam, limit: ROWS })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.some(({ items }) => items.some(isOnItsWay))),
  })
}

/** Asked for once: a form must not change under the hand that fills it in. Null: it is not mapped. */
export function useListing(id: string, listing: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['listing', id, listing],
    enabled: listing !== '',
    staleTime: 'static',
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<Listing>>(
        `${listingsPath(id)}?${queryText({ search: listing, limit: MOST_NAMED })}`,
        signal,
      )
      return items.find((one) => one.listing === listing) ?? null
    },
  })
}

export function useFailures(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connector-failures', id],
    queryFn: ({ signal }) =>
      api.get<{ items: PlatformFailure[] }>(
        `${connectorPath(id)}/failures?${queryText({ limit: MOST_FAILURES })}`,
        signal,
      ),
    refetchInterval: ({ state }) => pollMs(state.data?.items.some(({ endedAt }) => endedAt === null)),
  })
}

export function useDrift(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connector-drift', id],
    queryFn: ({ signal }) =>
      api.get<DriftAnswer>(`${connectorPath(id)}/drift?${queryText({ limit: MOST_DRIFTS })}`, signal),
  })
}

export function useLag(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connector-lag', id],
    queryFn: ({ signal }) => api.get<{ items: LagOfDay[] }>(`${connectorPath(id)}/lag`, signal),
    staleTime: 'static',
    refetchInterval: SLOW_MS,
  })
}

export function usePools(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connector-pools', id],
    queryFn: ({ signal }) => api.get<PoolsAnswer>(`${connectorPath(id)}/pools?${queryText({ limit: ROWS })}`, signal),
  })
}

const SETTLERS = ['supervisor', 'planner', 'admin']

export const useMaySettle = (): boolean => useDesk().roles.some((role) => SETTLERS.includes(role))
export const useMayConnect = (): boolean => useDesk().roles.includes('admin')
