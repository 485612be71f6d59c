/** What the set-up reads, and of which warehouse: of the one that the address names, else of this desk's. */
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import type { Setup } from './contract.ts'

export interface SetupPlace {
  /** Null: this desk's own. */
  named: string | null
  /** The same path, of that warehouse. */
  at(path: string): string
  /** To another step of it; '' leads to the list. */
  href(step: string, more?: Record<string, string>): string
}

export function useSetupPlace(): SetupPlace {
  const { params } = useAddress()
  const named = params.get('warehouse')
  const own: Record<string, string> = named === null ? {} : { warehouse: named }
  return {
    named,
    at: (path) => (named === null ? path : `${path}?${new URLSearchParams(own)}`),
    href(step, more = {}) {
      const query = new URLSearchParams({ ...own, ...(step === '' ? {} : { step }), ...more }).toString()
      return query === '' ? '/office/start' : `/office/start?${query}`
    },
  }
}

export function useSetup() {
  const { api } = useDesk()
  const { named, at } = useSetupPlace()
  return useQuery({
    queryKey: ['setup', named],
    queryFn: ({ signal }) => api.get<Setup>(at('/setup'), signal),
  })
}
