import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { Transfer } from './contract.ts'

const ROWS = 100

export interface TransferFilter {
  state: string | undefined
  direction: string | undefined
}

/** Newest first, a page at a time. */
export function useTransfers(filter: TransferFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['transfers', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Transfer>>(`/transfers?${queryText({ ...filter, cursor: pageParam, limit: ROWS })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}
