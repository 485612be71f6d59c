/** What the screens read, each under one key, so that a change refetches exactly what is on screen. */
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Api } from './api.ts'
import type {
  Channel,
  CurvePoint,
  Explanation,
  HistoryDay,
  Inventory,
  ItemFacts,
  Order,
  OrderRow,
  Page,
  Protection,
  Rule,
  Split,
  Ticket,
  TimelineEntry,
} from './contract.ts'
import { useDesk } from './desk.ts'
import type { ExceptionItem } from './exceptions/contract.ts'

const PAGE = 500
/** More items than anybody scrolls through: beyond them, searching on the server narrows. */
const MOST_ITEMS = 2_000
const ROWS = 100
/** What changes once a day is asked for again now and then, for a desk that is left open over night. */
export const SLOW_MS = 10 * 60_000

export const queryText = (values: Record<string, string | number | undefined>): string =>
  new URLSearchParams(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  ).toString()

const at = encodeURIComponent

/** All pages, up to a number of rows; `more` where there are further ones. */
export async function allPages<Item>(
  api: Api,
  path: string,
  values: Record<string, string>,
  most: number,
  signal: AbortSignal,
) {
  const items: Item[] = []
  let cursor: string | null = ''
  while (cursor !== null && items.length < most) {
    const page: Page<Item> = await api.get(`${path}?${queryText({ ...values, cursor, limit: PAGE })}`, signal)
    items.push(...page.items)
    cursor = page.next
  }
  return { items, more: cursor !== null }
}

export function useStock(search: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['inventory', search],
    queryFn: ({ signal }) => allPages<Inventory>(api, '/inventory', { search }, MOST_ITEMS, signal),
    placeholderData: keepPreviousData,
  })
}

export function useItem(sku: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['item', sku],
    queryFn: ({ signal }) => api.get<Inventory>(`/inventory/${at(sku)}`, signal),
  })
}

export function useItemFacts(sku: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['item-facts', sku],
    queryFn: ({ signal }) => api.get<ItemFacts>(`/items/${at(sku)}`, signal),
  })
}

export function useExplanation(sku: string, channel: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['explain', sku, channel],
    queryFn: ({ signal }) => api.get<Explanation>(`/inventory/${at(sku)}/explain?${queryText({ channel })}`, signal),
  })
}

export function useCurve(sku: string, channel: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['curve', sku, channel],
    enabled: channel !== '',
    queryFn: ({ signal }) =>
      api.get<{ points: CurvePoint[] }>(`/inventory/${at(sku)}/curve?${queryText({ channel, days: 60 })}`, signal),
  })
}

/** It grows by one day a day: a nudge of the server does not read it again. */
export function useHistory(sku: string, days: number) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['item-history', sku, days],
    queryFn: ({ signal }) =>
      api.get<{ items: HistoryDay[] }>(`/inventory/${at(sku)}/history?${queryText({ days })}`, signal),
    staleTime: 'static',
    refetchInterval: SLOW_MS,
    placeholderData: keepPreviousData,
  })
}

/**
 * `days`: null for until the next planned receipt. Read once: a proposal must not move while somebody decides about it, so
 * neither time nor a nudge of the server reads it again.
 */
export function useSplit(sku: string, days: number | null) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['split', sku, days],
    queryFn: ({ signal }) =>
      api.get<Split>(`/inventory/${at(sku)}/split?${queryText({ days: days ?? undefined })}`, signal),
    staleTime: 'static',
    refetchInterval: false,
    gcTime: 0,
  })
}

export function useTimeline(sku: string) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['timeline', sku],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineEntry>>(`/items/${at(sku)}/timeline?${queryText({ cursor: pageParam, limit: 50 })}`, signal),
    getNextPageParam: (page) => page.next,
  })
}

export interface OrderFilter {
  state?: string | undefined
  channel?: string | undefined
  search?: string | undefined
  dueBy?: string | undefined
}

export function useOrders(filter: OrderFilter) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['orders', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<OrderRow>>(`/orders?${queryText({ ...filter, cursor: pageParam, limit: ROWS })}`, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

export function useOrder(id: string) {
  const { api } = useDesk()
  return useQuery({ queryKey: ['order', id], queryFn: ({ signal }) => api.get<Order>(`/orders/${at(id)}`, signal) })
}

export function useTicket(id: string) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['ticket', id],
    queryFn: ({ signal }) => api.get<Ticket>(`/pick-lists/${at(id)}`, signal),
  })
}

export function useExceptions() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['exceptions'],
    queryFn: ({ signal }) => allPages<ExceptionItem>(api, '/exceptions', { state: 'open' }, 1_000, signal),
  })
}

const channelsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['channels'],
    queryFn: ({ signal }) => api.get<Page<Channel>>('/channels', signal),
    staleTime: 60_000,
  })

/** By priority, the first one first. */
export function useChannels(): Channel[] {
  const { api } = useDesk()
  return useQuery(channelsQuery(api)).data?.items ?? []
}

/** A channel as people call it; its code while that is not known. */
export function useChannelName(): (code: string) => string {
  const channels = useChannels()
  return (code) => channels.find(({ channel }) => channel === code)?.name ?? code
}

export function useRules() {
  const { api } = useDesk()
  return useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => api.get<{ items: Rule[] }>('/rules', signal) })
}

/** For the download: everything, asked for once. */
export const allProtections = (api: Api) =>
  allPages<Protection>(api, '/protections', {}, Number.POSITIVE_INFINITY, new AbortController().signal)
