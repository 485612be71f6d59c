import { describe, expect, it } from 'vitest'
import type { Api } from '../api.ts'
import { columnsOf } from './columns.ts'
import { gridOf, ofList, ofRows, type TableFile } from './table-file.ts'

const columns = columnsOf<{ id: number }>(({ number }) => [number('Id', ({ id }) => id)])
const fileOf = (rows: TableFile<{ id: number }>['rows']) => ({ name: 'x', sheet: 'x', columns, rows })

/** A list of the API with so many rows, of which each page has at most so many. */
function listOf(total: number, perPage: number, asked: string[] = []): Api {
  const get = async (path: string) => {
    asked.push(path)
    const query = new URL(path, 'http://x').searchParams
    const first = Number(query.get('cursor') ?? 0)
    const items = Array.from({ length: Math.min(perPage, total - first) }, (_, nth) => ({ id: first + nth }))
    return { items, next: first + items.length < total ? String(first + items.length) : null }
  }
  return { get } as unknown as Api
}

const signal = new AbortController().signal

describe('a table as a file', () => {
  it('has all rows that the filter gives, however many pages they come in', async () => {
    const [asked, counts]: [string[], number[]] = [[], []]
    const api = listOf(2_500, 1_000, asked)
    const grid = await gridOf(
      fileOf(ofList(api, '/orders', { state: 'ready', search: '' })),
      'Currency',
      (rows) => counts.push(rows),
      signal,
    )
    expect(grid.rows.map(([id]) => id)).toEqual(Array.from({ length: 2_500 }, (_, id) => id))
    expect(counts).toEqual([1_000, 2_000, 2_500])
    expect(asked).toHaveLength(3)
    for (const path of asked) expect(path).toContain('state=ready')
  })

  it('is no file where a part of it cannot be had', async () => {
    const broken = { get: () => Promise.reject(new Error('away')) } as unknown as Api
    await expect(gridOf(fileOf(ofList(broken, '/orders', {})), 'Currency', () => {}, signal)).rejects.toThrow('away')
  })

  it('is made of what is loaded whole, where it is', async () => {
    const { rows, columns: heads } = await gridOf(fileOf(ofRows([{ id: 7 }])), 'Currency', () => {}, signal)
    expect([rows, heads]).toEqual([[[7]], [{ heading: 'Id', kind: 'number' }]])
  })
})
