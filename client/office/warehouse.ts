/** Which day it is where the stock is: that of the person may be another. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Api } from './api.ts'
import type { Page } from './contract.ts'
import { useDesk } from './desk.ts'
import type { Address } from './settings/contract.ts'

export interface Warehouse {
  code: string
  name: string
  timeZone: string
  currency: string
  gln: string | null
  rotationPolicy: 'enforce' | 'warn'
  address: Address | null
}

/** All of the company's, and the code of the one that this device works in. */
export function useWarehouses() {
  return useQuery(warehousesQuery(useDesk().api))
}

/** The one that this device works in: what the office shows is of it. */
export function useWarehouse() {
  return useQuery({
    ...warehousesQuery(useDesk().api),
    select: ({ items, own }) => items.find(({ code }) => code === own),
  })
}

const warehousesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['warehouses'],
    queryFn: ({ signal }) => api.get<Page<Warehouse> & { own: string }>('/warehouses', signal),
  })

/** An ISO date. */
export function useToday(): string {
  const timeZone = useWarehouse().data?.timeZone
  return dayIn(Date.now(), timeZone)
}

export const dayIn = (instant: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)

/** As it is sent: what is not changed stays. */
export const warehouseBody = ({ code: _, gln, ...kept }: Warehouse, change: Partial<Warehouse>): object => ({
  ...kept,
  ...(gln === null ? {} : { gln }),
  ...change,
})
