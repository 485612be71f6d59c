import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../../desk.ts'
import { allPages } from '../../queries.ts'

export interface Location {
  code: string
  kind: 'dock' | 'storage' | 'pick' | 'staging' | 'returns' | 'unit'
  within: string | null
  zone: string | null
  blocked: boolean
}

/** More than anybody prints. */
const MOST = 50_000

/** Of this desk's warehouse, by code. */
export function useLocations() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['locations'],
    queryFn: ({ signal }) => allPages<Location>(api, '/locations', {}, MOST, signal),
    // Thousands of rows that hardly ever change.
    refetchInterval: false,
  })
}
