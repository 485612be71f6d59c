import { t } from '../../language/t.ts'
import { percent } from '../counts/count-words.ts'
import { useItemName } from '../counts/queries.ts'
import { useChannelName } from '../queries.ts'
import cell from '../ui/cell.module.css'
import { SortHead } from '../ui/sort-head.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { figure, moneyText } from '../words.ts'
import type { FigureGroup, FigureRow } from './contract.ts'
import styles from './figures.module.css'
import { type FigureSort, type FiguresView, GROUPS, hoursText, NO_GROUP, nextSort } from './figures-view.ts'
import { MixBar } from './mix-bar.tsx'
import { useReturnSettings } from './queries.ts'
import { reasonText } from './return-words.ts'

export interface FiguresTableProps {
  rows: readonly FigureRow[]
  view: FiguresView
  onSort: (sort: string) => void
}

const HEADS: readonly { id: FigureSort; label: string; title: string; room?: string }[] = [
  { id: 'shipped', label: t('Shipped'), title: t('Units that left in this time') },
  { id: 'returned', label: t('Returned'), title: t('Units that came back') },
  { id: 'rate', label: t('Rate'), title: t('Returned of shipped') },
  { id: 'scrapped', label: t('Scrapped'), title: t('At cost'), room: 'tablet' },
  { id: 'hours', label: t('Dock to disposition'), title: t('Half of it took no longer than this') },
]

const idOf = (row: FigureRow, by: readonly FigureGroup[]): string => JSON.stringify(by.map((group) => row[group]))

export function FiguresTable({ rows, view: { by, sort }, onSort }: FiguresTableProps) {
  const sorted = (column: FigureSort) => (sort.column === column ? (sort.down ? 'down' : 'up') : null)
  const head = (
    column: FigureSort,
    label: string,
    more: { title?: string; lead?: boolean; name?: boolean; room?: string } = {},
  ) => (
    <SortHead
      key={column}
      label={label}
      {...more}
      sorted={sorted(column)}
      onPress={() => onSort(nextSort(sort, column))}
    />
  )
  const [first, ...others] = GROUPS.filter(({ id }) => by.includes(id))
  return (
    <div className={styles.table}>
      <WindowTable
        rows={rows}
        idOf={(row) => idOf(row, by)}
        at={null}
        columns={by.length + HEADS.length + 1}
        head={
          <>
            {first && head(first.id, first.label, { lead: true })}
            {others.map(({ id, label }) => head(id, label, { name: true }))}
            {HEADS.slice(0, 3).map(({ id, label, ...more }) => head(id, label, more))}
            <th scope="col" className={styles.mixHead}>
              {t('What became of it')}
            </th>
            {HEADS.slice(3).map(({ id, label, ...more }) => head(id, label, more))}
          </>
        }
      >
        {(row, place) => <Row key={idOf(row, by)} row={row} place={place} by={by} />}
      </WindowTable>
    </div>
  )
}

function Row({ row, place, by }: { row: FigureRow; place: number; by: readonly FigureGroup[] }) {
  const nameOf = useGroupName()
  const [first, ...others] = by
  return (
    <tr aria-rowindex={place}>
      <th scope="row" className={table.lead}>
        <span className={table.name}>{first && nameOf(first, row[first] ?? null)}</span>
        {first === 'sku' && row.sku && <span className={table.under}>{row.sku}</span>}
      </th>
      {others.map((group) => (
        <td key={group} className={styles.group}>
          {nameOf(group, row[group] ?? null)}
        </td>
      ))}
      <td className={table.number}>{figure(row.shipped)}</td>
      <td className={table.number}>{figure(row.returned)}</td>
      <td className={table.number}>
        <b>{row.rate === null ? '–' : percent(row.rate)}</b>
      </td>
      <td className={styles.mixCell}>
        <MixBar row={row} />
      </td>
      <td className={table.number} data-room="tablet">
        {row.scrapped && row.scrapped.amount !== 0 && moneyText(row.scrapped)}
      </td>
      <td
        className={`${table.number} ${cell.last}`}
        title={row.hours ? t('Mean: {mean}', { mean: hoursText(row.hours.mean) }) : undefined}
      >
        {row.hours && hoursText(row.hours.median)}
      </td>
    </tr>
  )
}

/** A group as people call it. */
export function useGroupName(): (group: FigureGroup, value: string | null) => string {
  const item = useItemName()
  const channel = useChannelName()
  const settings = useReturnSettings().data
  return (group, value) => {
    if (value === null || value === '') return NO_GROUP[group]
    if (group === 'sku') return item(value)
    if (group === 'channel') return channel(value)
    return group === 'reason' ? reasonText(settings, value) : value
  }
}
