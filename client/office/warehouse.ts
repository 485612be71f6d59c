/** Which day it is where the stock is: that of the person may be another. */
import { useQuery } from '@tanstack/react-query'
import type { Page } from './contract.ts'
import { useDesk } from './desk.ts'
import type { Address } from './settings/contract.ts'

/** The warehouse that the server takes where none is named. */
export const WAREHOUSE = 'MAIN'

export interface Warehouse {
  code: string
  name: string
  timeZone: string
  currency: string
  gln: string | null
  rotationPolicy: 'enforce' | 'warn'
  address: Address | null
}

export function useWarehouse() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['warehouse', WAREHOUSE],
    queryFn: ({ signal }) => api.get<Warehouse>(`/warehouses/${WAREHOUSE}`, signal),
  })
}

/** All of the company's. */
export function useWarehouses() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['warehouses'],
    queryFn: ({ signal }) => api.get<Page<Warehouse>>('/warehouses', signal),
  })
}

/** An ISO date. */
export function useToday(): string {
  const timeZone = useWarehouse().data?.timeZone
  return dayIn(Date.now(), timeZone)
}

export const dayIn = (instant: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)
