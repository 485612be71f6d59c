/** Which figures are shown, grouped by what, and in which order: read from the address. */

import { t } from '../../language/t.ts'
import type { FigureGroup, FigureRow } from './contract.ts'

export const GROUPS: readonly { id: FigureGroup; label: string }[] = [
  { id: 'sku', label: t('Item') },
  { id: 'channel', label: t('Channel') },
  { id: 'reason', label: t('Reason') },
  { id: 'lot', label: t('Lot') },
  { id: 'supplier', label: t('Supplier') },
]

export const SORTS = ['shipped', 'returned', 'rate', 'waiting', 'scrapped', 'hours'] as const
export type FigureSort = FigureGroup | (typeof SORTS)[number]

const DEFAULT_DAYS = 90
const DAY_MS = 86_400_000

export interface FiguresView {
  from: string
  to: string
  /** At least one. */
  by: readonly FigureGroup[]
  sort: { column: FigureSort; down: boolean }
}

/** The last thirty days by item, what came back most first, where nothing else is named. `today`: where the stock is. */
export function readFiguresView(params: URLSearchParams, today: string): FiguresView {
  const to = dayIn(params.get('to')) ?? today
  const from = dayIn(params.get('from')) ?? daysBefore(to, DEFAULT_DAYS - 1)
  const named = (params.get('by') ?? '').split(',')
  const by = GROUPS.map(({ id }) => id).filter((id) => named.includes(id))
  const groups: FigureGroup[] = by.length === 0 ? ['sku'] : by
  return { from, to, by: groups, sort: readSort(params.get('sort') ?? '', groups) }
}

const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)

function readSort(text: string, by: readonly FigureGroup[]): FiguresView['sort'] {
  const down = text.startsWith('-')
  const column = (down ? text.slice(1) : text) as FigureSort
  const known = by.includes(column as FigureGroup) || (SORTS as readonly string[]).includes(column)
  return known ? { column, down } : { column: 'returned', down: true }
}

/** Figures are asked for from the largest, names from the first; a second tap turns round. */
export function nextSort({ column: now, down }: FiguresView['sort'], column: FigureSort): string {
  const isName = !(SORTS as readonly string[]).includes(column)
  const downFirst = !isName
  const wanted = now === column ? !down : downFirst
  return wanted ? `-${column}` : column
}

/** What has no figure comes last, whichever way round. */
export function inOrder(rows: readonly FigureRow[], { column, down }: FiguresView['sort']): FigureRow[] {
  const turn = down ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [valueIn(a, column), valueIn(b, column)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return turn * (typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y))
  })
}

function valueIn(row: FigureRow, column: FigureSort): string | number | null {
  if (column === 'scrapped') return row.scrapped?.amount ?? null
  if (column === 'hours') return row.hours?.median ?? null
  return row[column] ?? null
}

/** "6 h", "3 d": from the dock to the disposition. */
export function hoursText(hours: number): string {
  if (hours < 1) return t('{max} min', { max: Math.max(1, Math.round(hours * 60)) })
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`
}

/** What the one group that it is looked at by is called where there is none. */
export const NO_GROUP: Record<FigureGroup, string> = {
  sku: t('No item'),
  channel: t('No channel'),
  reason: t('No reason given'),
  lot: t('No lot'),
  supplier: t('Supplier not known'),
}
