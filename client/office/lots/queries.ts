/** What the screens of lots read. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { LotName, LotRow, Trace } from './contract.ts'

const ROWS = 100

export const lotPath = ({ sku, lot }: LotName): string => `/lots/${encodeURIComponent(sku)}/${encodeURIComponent(lot)}`

/** The address of a screen that is about a lot: names may hold anything, so they are no part of the path. */
export const lotHref = (screen: '/office/lots' | '/office/lots/trace', { sku, lot }: LotName): string =>
  `${screen}?${queryText({ sku, lot })}`

export interface LotFilter {
  search?: string | undefined
  held?: 'true' | undefined
  expired?: 'true' | undefined
  confirmed?: 'false' | undefined
}

export function useLots(filter: LotFilter, enabled = true) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['lots', filter],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<LotRow>>(`/lots?${queryText({ ...filter, cursor: pageParam, limit: ROWS })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

export function useTrace(lot: LotName) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['trace', lot.sku, lot.lot],
    queryFn: ({ signal }) => api.get<Trace>(`${lotPath(lot)}/trace`, signal),
  })
}
