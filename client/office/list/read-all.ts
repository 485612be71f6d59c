/** All rows of a list, however many, in pages as large as the server gives: for files, and for what is done to all of them. */
import type { Api } from '../api.ts'
import type { Page } from '../contract.ts'
import { queryText } from '../queries.ts'
import type { ListQuery } from './long-list.ts'

const MOST_AT_ONCE = 1_000

/** `onPage` is told of each page. Rejects where one cannot be had: half a list is none. */
export async function readAll<Row>(
  api: Api,
  path: string,
  query: ListQuery,
  onPage: (rows: readonly Row[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Row> = await api.get(`${path}?${queryText({ ...query, cursor, limit: MOST_AT_ONCE })}`, signal)
    onPage(page.items)
    cursor = page.next
  }
}
