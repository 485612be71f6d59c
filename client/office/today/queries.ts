/** What the page Today reads. */
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk.ts'
import type { Today } from './contract.ts'

export function useTodayPage() {
  const { api } = useDesk()
  return useQuery({ queryKey: ['today'], queryFn: ({ signal }) => api.get<Today>('/today', signal) })
}
