/** Which margins are shown, grouped by what, in which order, and which of them is open: read from the address. */

import { t } from '../../language/t.ts'
import type { MarginGroup, MarginRow } from './contract.ts'
import { BETWEEN, type Column, isColumn, valueIn } from './figures.ts'

export const GROUPINGS = [
  { id: 'item-channel', label: t('Item and channel'), of: ['sku', 'channel'] },
  { id: 'channel', label: t('Channel'), of: ['channel'] },
  { id: 'item', label: t('Item'), of: ['sku'] },
  { id: 'month', label: t('Month'), of: ['month'] },
] as const satisfies readonly { id: string; label: string; of: readonly MarginGroup[] }[]

export type Grouping = (typeof GROUPINGS)[number]

export const GROUP_HEADS: Record<MarginGroup, string> = { sku: t('Item'), channel: t('Channel'), month: t('Month') }

export type SortColumn = MarginGroup | Column

export interface Sort {
  column: SortColumn
  down: boolean
}

export interface Period {
  from: string
  to: string
}

export interface MarginsView extends Period {
  grouping: Grouping
  sort: Sort
}

const DEFAULT_DAYS = 90
const DAY_MS = 86_400_000

/** The last ninety days by item and channel, what earns most first, where nothing else is named. `today`: where the stock is. */
export function readMarginsView(params: URLSearchParams, today: string): MarginsView {
  const to = dayIn(params.get('to')) ?? today
  const from = dayIn(params.get('from')) ?? daysBefore(to, DEFAULT_DAYS - 1)
  const grouping = GROUPINGS.find(({ id }) => id === params.get('by')) ?? GROUPINGS[0]
  return { from, to, grouping, sort: readSort(params.get('sort') ?? '', grouping) }
}

const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)

function readSort(text: string, { id, of }: Grouping): Sort {
  const down = text.startsWith('-')
  const column = down ? text.slice(1) : text
  const groups: readonly string[] = of
  if (groups.includes(column) || isColumn(column)) return { column: column as SortColumn, down }
  return id === 'month' ? { column: 'month', down: false } : { column: 'contribution', down: true }
}

/** What comes in is asked for from the largest. Names begin at the first, and costs, being negative, at the heaviest. */
export function nextSort({ column: now, down }: Sort, column: SortColumn): string {
  const upFirst = !isColumn(column) || (BETWEEN as readonly string[]).includes(column)
  const wanted = now === column ? !down : !upFirst
  return wanted ? `-${column}` : column
}

/** What has no figure comes last, whichever way round. */
export function inOrder(rows: readonly MarginRow[], { column, down }: Sort): MarginRow[] {
  const turn = down ? -1 : 1
  return [...rows].sort((a, b) => {
    if (!isColumn(column)) return turn * (a[column] ?? '').localeCompare(b[column] ?? '')
    const [x, y] = [valueIn(a, column), valueIn(b, column)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return turn * (x - y)
  })
}

/** The row that stands for all of them; no other can be called like that. */
export const TOTAL = '='

export const rowId = (row: MarginRow, by: readonly MarginGroup[]): string =>
  by.map((group) => encodeURIComponent(row[group] ?? '')).join('/')

/** The days that a row is of: a month at either end of the period may not be whole. */
export function periodOf({ from, to }: Period, month: string | undefined): Period {
  if (month === undefined) return { from, to }
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
  return { from: from > `${month}-01` ? from : `${month}-01`, to: to < last ? to : last }
}
