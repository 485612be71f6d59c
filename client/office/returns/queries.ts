/** What the screens of returns read. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReturnSettings } from '../../../shared/rules/return-settings.ts'
import { useDesk } from '../desk.ts'
import { allPages, queryText } from '../queries.ts'
import type { FigureGroup, FigureRow, ReturnDetail, ReturnSummary } from './contract.ts'

/** More than anybody scrolls through: what is older is found by its address or in the figures. */
const MOST_RETURNS = 2_000

export const returnPath = (id: string): string => `/returns/${encodeURIComponent(id)}`

export const returnHref = (id: string): string => `/office/returns?${queryText({ view: 'open', return: id })}`

export function useReturns(state: 'open' | 'closed', enabled = true) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['returns', state],
    enabled,
    queryFn: ({ signal }) => allPages<ReturnSummary>(api, '/returns', { state }, MOST_RETURNS, signal),
  })
}

export function useReturn(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['return', id],
    queryFn: ({ signal }) => api.get<ReturnDetail>(returnPath(id), signal),
  })
}

export function useReturnSettings() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['settings', 'returns'],
    queryFn: ({ signal }) => api.get<ReturnSettings>('/settings/returns', signal),
  })
}

export function useFigures(period: { from: string; to: string }, groupBy: readonly FigureGroup[], enabled = true) {
  const { api } = useDesk()
  const groups = groupBy.join(',')
  return useQuery({
    queryKey: ['return-figures', period, groups],
    enabled,
    queryFn: ({ signal }) =>
      api.get<{ items: FigureRow[] }>(`/returns/figures?${queryText({ ...period, groupBy: groups })}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** A photo never changes: its name is its hash. It is fetched as the signed-in person, which no `src` could do. */
export function usePhoto(sha256: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['photo', sha256],
    staleTime: 'static',
    refetchInterval: false,
    queryFn: async () => (await api.file(`/attachments/${sha256}`)).content,
  })
}
