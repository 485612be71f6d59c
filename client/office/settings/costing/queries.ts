/** What the page of costs reads. Nothing is kept once it is left: a list is sent whole, and must not be an old one. */

import { useQuery } from '@tanstack/react-query'
import type { FeeRule } from '../../../../shared/rules/fees.ts'
import { t } from '../../../language/t.ts'
import { useDesk } from '../../desk.ts'
import { useMayReckon } from '../../margins/queries.ts'
import type { CurrencyRate, LabourSettings, ShortageCosts, StorageSettings } from './contract.ts'

function useSetting<Body>(path: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['costing', path],
    queryFn: ({ signal }) => api.get<Body>(path, signal),
    gcTime: 0,
  })
}

export const pathOf = (channel: string, part: 'fees' | 'shortage-costs'): string =>
  `/channels/${encodeURIComponent(channel)}/${part}`

export const useLabour = () => useSetting<{ settings: LabourSettings | null }>('/settings/labour')
export const useStorage = () => useSetting<StorageSettings>('/settings/storage')
export const useFees = (channel: string) => useSetting<{ items: FeeRule[] }>(pathOf(channel, 'fees'))
export const useShortageCosts = (channel: string) => useSetting<ShortageCosts>(pathOf(channel, 'shortage-costs'))
export const useRates = () => useSetting<{ items: CurrencyRate[] }>('/currency-rates')

/** Planners say what things cost, too. */
export const useWho = () => ({ may: useMayReckon(), say: t('A planner or an administrator changes this.') })
