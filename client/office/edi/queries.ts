/** What the screen of EDI reads. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { Connector, DocumentDetail, DocumentSummary } from './contract.ts'

const ROWS = 100

export const documentsPath = (connector: string): string => `/connectors/${encodeURIComponent(connector)}/documents`
export const documentPath = (connector: string, id: string): string =>
  `${documentsPath(connector)}/${encodeURIComponent(id)}`

/** Partners: connectors of this kind. */
export function usePartners() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['connectors'],
    queryFn: ({ signal }) => api.get<{ items: Connector[] }>('/connectors', signal),
    select: ({ items }) => items.filter(({ kind }) => kind === 'edi'),
  })
}

export interface DocumentFilter {
  direction?: string | undefined
  state?: string | undefined
  set?: string | undefined
  number?: string | undefined
}

export function useDocuments(connector: string | undefined, filter: DocumentFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['documents', connector, filter],
    enabled: connector !== undefined,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = queryText({ ...filter, cursor: pageParam, limit: ROWS })
      return api.get<Page<DocumentSummary>>(`${documentsPath(connector ?? '')}?${query}`, signal)
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

export function useDocument(connector: string, id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['document', connector, id],
    queryFn: ({ signal }) => api.get<DocumentDetail>(documentPath(connector, id), signal),
  })
}
