/**
 * A list that is longer than anybody loads. The server sorts, filters and counts; rows come in pages as they come into sight.
 * What is in sight is read again at each nudge; what was in sight a minute ago is forgotten, so that scrolling through all of it
 * costs no more memory than standing still.
 */
import { type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import { besides, isSame, numbersOf, PAGE, type PageRange, pageOf, pagesOf } from './pages.ts'
import type { Rows } from './rows.ts'

export type ListQuery = Readonly<Record<string, string | undefined>>

export interface ListAsked<Row> {
  /** Under /api/v1. It takes `skip`, `limit` and `total`. */
  path: string
  /** Filters and sort. */
  query: ListQuery
  idOf: (row: Row) => string
}

/** What the server says of the whole list. */
export interface Whole {
  total: number
}

export interface LongList<Row, Said extends Whole> extends Rows<Row> {
  /** Undefined before the first answer; what was asked for before stays while another filter is on its way. */
  whole: Said | undefined
  /** Why there is nothing to show. */
  failure: Error | null
}

const FORGOTTEN_MS = 60_000
/** Who drags the scroll bar passes many pages: only where they rest they are asked for. */
const REST_MS = 80

/** Rows of as many pages as are in sight at once: with the last of them all are there. */
const MOST_LOOKED_AT = PAGE

const FIRST: PageRange = { first: 0, last: 0 }

export function useLongList<Row, Said extends Whole = Whole>({
  path,
  query,
  idOf,
}: ListAsked<Row>): LongList<Row, Said> {
  const { api } = useDesk()
  const client = useQueryClient()
  const name = `${path}?${queryText(query)}`
  const [seen, setSeen] = useState({ name, pages: FIRST })
  const pages = seen.name === name ? seen.pages : FIRST

  const readPage = (page: number) => ({
    queryKey: keyOf(name, page),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get<Page<Row>>(`${path}?${queryText({ ...query, skip: page * PAGE, limit: PAGE })}`, signal),
    gcTime: FORGOTTEN_MS,
  })
  const whole = useQuery({
    queryKey: keyOf(name, 'whole'),
    queryFn: ({ signal }) => api.get<Said>(`${path}?${queryText({ ...query, limit: 1, total: 'true' })}`, signal),
    gcTime: FORGOTTEN_MS,
  })
  const rows = useQueries({ queries: numbersOf(pages).map(readPage) })
  const isReady = whole.data !== undefined && rows.every(({ data }) => data !== undefined)

  /** The list that is shown: the one before, until there is something of the new one. */
  const [settled, setSettled] = useState<string | null>(null)
  if (isReady && settled !== name) setSettled(name)
  const shown = settled ?? name
  const said = client.getQueryData<Said>(keyOf(shown, 'whole'))

  const total = whole.data?.total ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pages beside follow from what is in sight
  useEffect(() => {
    if (!isReady) return
    for (const page of besides(pages, total)) void client.prefetchQuery({ ...readPage(page), staleTime: FORGOTTEN_MS })
  }, [client, isReady, name, pages.first, pages.last, total])

  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(resting.current), [])
  const show = (first: number, last: number) => {
    if (shown !== name) return
    const wanted = pagesOf(first, Math.min(last, total - 1))
    clearTimeout(resting.current)
    if (isSame(wanted, pages)) return
    const isKept = numbersOf(wanted).every((page) => client.getQueryData(keyOf(name, page)) !== undefined)
    const go = () => setSeen({ name, pages: wanted })
    if (isKept) go()
    else resting.current = setTimeout(go, REST_MS)
  }

  const load = async (rows: number) => {
    for (const page of numbersOf(pagesOf(0, Math.min(rows, total) - 1)))
      await client.ensureQueryData({ ...readPage(page), staleTime: FORGOTTEN_MS })
  }

  const found = useMemo(() => rowsIn<Row>(client, shown, idOf), [client, shown, idOf])
  return {
    ...found,
    count: said?.total ?? null,
    isWhole: said !== undefined && said.total <= MOST_LOOKED_AT && found.at(said.total - 1) !== undefined,
    show,
    load,
    whole: said,
    failure: said ? null : (whole.error ?? rows.find(({ error }) => error !== null)?.error ?? null),
  }
}

const keyOf = (name: string, part: number | 'whole') => ['list', name, part] as const

/** Looks into what is loaded, in sight or not. */
function rowsIn<Row>(client: QueryClient, name: string, idOf: (row: Row) => string) {
  return {
    name,
    idOf,
    at: (index: number): Row | undefined =>
      client.getQueryData<Page<Row>>(keyOf(name, pageOf(index)))?.items[index % PAGE],
    indexOf(id: string): number {
      for (const query of client.getQueryCache().findAll({ queryKey: ['list', name] })) {
        const page = query.queryKey[2]
        if (typeof page !== 'number') continue
        const nth = (query.state.data as Page<Row> | undefined)?.items.findIndex((row) => idOf(row) === id) ?? -1
        if (nth >= 0) return page * PAGE + nth
      }
      return -1
    },
  }
}
