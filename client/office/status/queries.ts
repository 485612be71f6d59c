/** What the page Status reads. */
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk.ts'
import type { Status } from './contract.ts'

/** Time alone changes what is said here, and nothing nudges for that. */
const EVERY_MS = 10_000

export function useStatus() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get<Status>('/status', signal),
    refetchInterval: EVERY_MS,
  })
}
