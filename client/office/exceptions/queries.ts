/** What the screen of exceptions reads. */
import { useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import type { CountingReason, ExceptionDetail, Owner, RefusedItem } from './contract.ts'

const at = encodeURIComponent

export const exceptionPath = (id: string): string => `/exceptions/${at(id)}`
export const refusedPath = (id: string): string => `/refused/${at(id)}`

export function useException(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['exception', id],
    queryFn: ({ signal }) => api.get<ExceptionDetail>(exceptionPath(id), signal),
  })
}

export function useRefused() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['refused'],
    queryFn: ({ signal }) => api.get<Page<RefusedItem>>('/refused?limit=1000', signal),
  })
}

export function useRefusedOne(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['refused', id],
    queryFn: ({ signal }) => api.get<RefusedItem>(refusedPath(id), signal),
  })
}

/** Who can be asked to take care of one. */
export function useOwners(): Owner[] {
  const { api } = useDesk()
  const { data } = useQuery({
    queryKey: ['exception-owners'],
    queryFn: ({ signal }) => api.get<{ items: Owner[] }>('/exceptions/owners', signal),
    staleTime: 60_000,
  })
  return data?.items ?? []
}

/** Why the ledger may be corrected. */
export function useReasons(enabled: boolean): CountingReason[] {
  const { api } = useDesk()
  const { data } = useQuery({
    queryKey: ['counting-settings'],
    enabled,
    queryFn: ({ signal }) => api.get<{ reasons: CountingReason[] }>('/settings/counting', signal),
    staleTime: 60_000,
  })
  return data?.reasons ?? []
}
