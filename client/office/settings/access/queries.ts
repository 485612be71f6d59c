/** What this screen reads; only an administrator does. */
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../../desk.ts'
import { allPages } from '../../queries.ts'
import type { Device, Grants, Key, Person } from './contract.ts'

/** More than anybody looks through. */
const MOST = 2_000

function useList<Item>(path: string, everyMs?: number) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['access', path],
    queryFn: ({ signal }) => allPages<Item>(api, path, {}, MOST, signal),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}

export const usePeople = () => useList<Person>('/users')
export const useDevices = (everyMs?: number) => useList<Device>('/devices', everyMs)
export const useKeys = () => useList<Key>('/api-keys')

/** The device that this desk is; null on none, and while it is not known. */
export function useOwnDevice(): string | null {
  const { api } = useDesk()
  const { data } = useQuery({
    queryKey: ['access', 'session'],
    queryFn: ({ signal }) => api.get<{ deviceId: string | null }>('/auth/session', signal),
  })
  return data?.deviceId ?? null
}

export function useGrants(): Grants {
  const { api } = useDesk()
  const { data } = useQuery({
    queryKey: ['access', 'grants'],
    queryFn: ({ signal }) => api.get<Grants>('/api-keys/grants', signal),
  })
  return data ?? { roles: [], scopes: [] }
}
