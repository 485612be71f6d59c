/** Selects the rows of a list that is not loaded whole: as many as the server takes at once, from the top. */
import { useState } from 'react'
import type { Page } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import type { Chosen } from './chosen.ts'
import type { ListQuery } from './long-list.ts'

export interface ChooseAll {
  /** Whether all that can be are selected. */
  on: boolean
  toggle(on: boolean): void
  failure: Error | null
}

export interface ChooseAllOptions<Row> {
  path: string
  query: ListQuery
  /** Of all that are like that. */
  count: number | null
  most: number
  chosen: Chosen<Row>
}

export function useChooseAll<Row>({ path, query, count, most, chosen }: ChooseAllOptions<Row>): ChooseAll {
  const { api } = useDesk()
  const [failure, setFailure] = useState<Error | null>(null)
  const choose = async () => {
    setFailure(null)
    try {
      const { items } = await api.get<Page<Row>>(`${path}?${queryText({ ...query, limit: most })}`)
      chosen.choose(items)
    } catch (error) {
      setFailure(error as Error)
    }
  }
  return {
    on: count !== null && count > 0 && chosen.rows.length >= Math.min(count, most),
    toggle: (on) => {
      if (on) void choose()
      else chosen.none()
    },
    failure,
  }
}
