import { Lock } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SortHead } from '../ui/sort-head.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { figure } from '../words.ts'
import { Left } from './amount.tsx'
import type { MarginGroup, MarginRow } from './contract.ts'
import { type Column, FIGURE_MEANS, FIGURE_WORDS, LEADING, usedOf, valueIn } from './figures.ts'
import { amountText, groupName, rateText } from './margin-words.ts'
import styles from './margins.module.css'
import { GROUP_HEADS, nextSort, rowId, type Sort, type SortColumn, TOTAL } from './margins-view.ts'
import { useNames } from './queries.ts'

export interface MarginsTableProps {
  rows: readonly MarginRow[]
  total: MarginRow
  by: readonly MarginGroup[]
  sort: Sort
  currency: string
  at: string | null
  /** Months that are kept as they were reported. */
  closed: ReadonlySet<string>
  onSort: (sort: string) => void
  onOpen: (id: string) => void
}

interface Head {
  id: Column
  label: string
  title?: string | undefined
}

/** What is decisive stands first: costs that no longer fit are reached by scrolling, and stand in the drawer as well. */
const headsOf = (rows: readonly MarginRow[]): Head[] => [
  ...LEADING,
  ...usedOf(rows).map((id) => ({ id, label: FIGURE_WORDS[id], title: FIGURE_MEANS[id] })),
]

export function MarginsTable({ rows, total, by, sort, currency, at, closed, onSort, onOpen }: MarginsTableProps) {
  const heads = headsOf(rows)
  const head = (
    column: SortColumn,
    label: string,
    more: { title?: string | undefined; lead?: boolean; name?: boolean },
  ) => (
    <SortHead
      key={column}
      label={label}
      {...more}
      sorted={sort.column === column ? (sort.down ? 'down' : 'up') : null}
      onPress={() => onSort(nextSort(sort, column))}
    />
  )
  return (
    <div className={styles.table}>
      <WindowTable
        rows={rows}
        idOf={(row) => rowId(row, by)}
        at={at}
        columns={by.length + heads.length}
        head={
          <>
            {by.map((group, nth) => head(group, GROUP_HEADS[group], nth === 0 ? { lead: true } : { name: true }))}
            {heads.map(({ id, label, title }) => head(id, label, { title }))}
          </>
        }
        foot={
          <tr
            aria-rowindex={rows.length + 2}
            data-at={at === TOTAL || undefined}
            onClick={rowPress(() => onOpen(TOTAL))}
          >
            <th scope="row" className={`${table.lead} ${styles.lead}`}>
              <Tap className={cell.title} onPress={() => onOpen(TOTAL)}>
                {t('All')}
              </Tap>
            </th>
            {by.slice(1).map((group) => (
              <td key={group} />
            ))}
            <Cells row={total} heads={heads} currency={currency} />
          </tr>
        }
      >
        {(row, place) => {
          const id = rowId(row, by)
          return (
            <tr key={id} aria-rowindex={place} data-at={id === at || undefined} onClick={rowPress(() => onOpen(id))}>
              <Groups row={row} by={by} closed={closed.has(row.month ?? '')} onOpen={() => onOpen(id)} />
              <Cells row={row} heads={heads} currency={currency} />
            </tr>
          )
        }}
      </WindowTable>
    </div>
  )
}

interface GroupsProps {
  row: MarginRow
  by: readonly MarginGroup[]
  closed: boolean
  onOpen: () => void
}

function Groups({ row, by, closed, onOpen }: GroupsProps) {
  const names = useNames()
  const [first, ...others] = by
  return (
    <>
      <th scope="row" className={`${table.lead} ${styles.lead}`}>
        {first && (
          <Tap className={cell.title} onPress={onOpen}>
            {groupName(first, row[first] ?? '', names)}
          </Tap>
        )}
        {first === 'sku' && <span className={table.under}>{row.sku}</span>}
        {closed && (
          <span className={table.under}>
            <Lock size={12} aria-hidden />
            {t('Closed')}
          </span>
        )}
      </th>
      {others.map((group) => (
        <td key={group} className={styles.group}>
          {groupName(group, row[group] ?? '', names)}
        </td>
      ))}
    </>
  )
}

const Cells = ({ row, heads, currency }: { row: MarginRow; heads: readonly Head[]; currency: string }) =>
  heads.map(({ id }) => (
    <td key={id} className={table.number}>
      {id === 'contribution' ? <Left amount={row.contribution} currency={currency} /> : cellText(row, id, currency)}
    </td>
  ))

function cellText(row: MarginRow, column: Column, currency: string): string {
  if (column === 'contributionRate') return rateText(row.contributionRate)
  if (column === 'units') return figure(row.units)
  const amount = valueIn(row, column) ?? 0
  return amount === 0 ? '–' : amountText(amount, currency)
}
