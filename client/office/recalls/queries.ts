/** What the recall screen reads. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import type { Reach, Recall, RecallRow, Subject } from './contract.ts'

export function useRecalls() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['recalls'],
    queryFn: ({ signal }) => api.get<Page<RecallRow>>('/recalls', signal),
  })
}

export function useRecall(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['recall', id],
    queryFn: ({ signal }) => api.get<Recall>(`/recalls/${encodeURIComponent(id)}`, signal),
  })
}

/** What a recall would reach, before anything is held or kept. */
export function useReach(subject: Subject | null) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['reach', subject],
    enabled: subject !== null,
    queryFn: ({ signal }) => api.ask<Reach>('/recalls/preview', subject, signal),
    placeholderData: keepPreviousData,
  })
}
