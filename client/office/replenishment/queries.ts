/** What the page of replenishment reads. */
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { DemandEvent, ItemDetail, PlanPage } from './contract.ts'
import type { NeedView } from './views.ts'

const ROWS = 200

/** Figures are made beside all else, and nothing tells that they are there: while some are being made they are asked for often. */
const MAKING_MS = 2_000
const IDLE_MS = 30_000

export interface PlanFilter {
  need: NeedView
  text: string
}

/** All of them are asked for by no need at all. */
export const needOf = (need: NeedView): string => (need === 'all' ? '' : need)

export function usePlans({ need, text }: PlanFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['replenishment', need, text],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<PlanPage>(
        `/replenishment?${queryText({ need: needOf(need), text, cursor: pageParam, limit: ROWS })}`,
        signal,
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.pending ?? 0) > 0 ? MAKING_MS : IDLE_MS),
    // Rows of another need would be taken for items of this one; the counts are the same.
    placeholderData: (before, query) => (query?.queryKey[1] === need ? before : before && withoutItems(before)),
  })
}

const withoutItems = ({ pages, pageParams }: InfiniteData<PlanPage, string>): InfiniteData<PlanPage, string> => ({
  pages: pages.slice(0, 1).map((page) => ({ ...page, items: [], next: null })),
  pageParams: pageParams.slice(0, 1),
})

export const exportPath = ({ need }: PlanFilter): string =>
  `/replenishment/export?${queryText({ format: 'xlsx', need: needOf(need) })}`

export const planPath = (sku: string): string => `/replenishment/${encodeURIComponent(sku)}`

export function usePlan(sku: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['replenishment-item', sku],
    queryFn: ({ signal }) => api.get<ItemDetail>(planPath(sku), signal),
  })
}

export function useDemandEvents() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['demand-events'],
    queryFn: ({ signal }) => api.get<{ items: DemandEvent[] }>('/demand/events', signal),
  })
}

/** Who orders, and says how much is enough. */
const PLANNERS = ['planner', 'supervisor', 'admin']
export const useMayPlan = (): boolean => useDesk().roles.some((role) => PLANNERS.includes(role))
