/** What the settings screen reads. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { LabelSettings, Partner, TraceabilityPlan } from './contract.ts'

const ROWS = 100

/** Only who may change them reads them. */
export function useLabelSettings() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['settings', 'labels'],
    enabled: useMayChange(),
    queryFn: ({ signal }) => api.get<LabelSettings>('/settings/labels', signal),
  })
}

export function usePlan() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['settings', 'traceability'],
    queryFn: ({ signal }) => api.get<TraceabilityPlan>('/settings/traceability', signal),
  })
}

export function usePartners() {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['partners'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Partner>>(`/partners?${queryText({ cursor: pageParam, limit: ROWS })}`, signal),
    getNextPageParam: (page) => page.next,
  })
}

export const useMayChange = (): boolean => useDesk().roles.includes('admin')
