import type { ExceptionSort } from '../../../shared/wire/list-sorts.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { ChooseAll } from '../list/choose-all.ts'
import type { Chosen } from '../list/chosen.ts'
import type { Rows } from '../list/rows.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { RowsTable } from '../ui/rows-table.tsx'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import { SortHead } from '../ui/sort-head.tsx'
import table from '../ui/table.module.css'
import type { ExceptionItem } from './contract.ts'
import { dangerText } from './danger.ts'
import styles from './exceptions.module.css'
import { ageText } from './exceptions-view.ts'
import { Severity } from './severity.tsx'

export interface ExceptionsTableProps {
  rows: Rows<ExceptionItem>
  /** The row that the keys stand on. */
  at: string | null
  index: number | null
  sort: ExceptionSort
  onSort: (sort: ExceptionSort) => void
  chosen: Pick<Chosen<ExceptionItem>, 'has' | 'toggle'>
  all: ChooseAll
  onOpen: (id: string) => void
}

const COLUMNS = 6

export function ExceptionsTable({ rows, at, index, chosen, onOpen, ...heads }: ExceptionsTableProps) {
  return (
    <RowsTable rows={rows} index={index} label={t('Exceptions')} columns={COLUMNS} head={<Heads {...heads} />}>
      {(row, place) => (
        <Row
          key={row.id}
          row={row}
          place={place}
          at={row.id === at}
          chosen={chosen.has(row.id)}
          onOpen={() => onOpen(row.id)}
          onToggle={() => chosen.toggle(row.id)}
        />
      )}
    </RowsTable>
  )
}

function Heads({ all, sort, onSort }: Pick<ExceptionsTableProps, 'all' | 'sort' | 'onSort'>) {
  // What is open for long was opened first.
  const age = sort === 'opened' ? 'down' : sort === '-opened' ? 'up' : null
  return (
    <>
      <SelectAllHead all={all.on} onToggleAll={all.toggle}>
        {t('Exception')}
      </SelectAllHead>
      <SortHead
        label={t('Severity')}
        name
        sorted={sort === 'severity' ? 'down' : null}
        onPress={() => onSort('severity')}
      />
      <th scope="col" className={`${cell.rest} ${styles.detail}`}>
        {t('What it says')}
      </th>
      <SortHead
        label={t('In danger')}
        title={t('Sorted by when the order is due')}
        name
        sorted={sort === 'shipBy' ? 'up' : null}
        onPress={() => onSort('shipBy')}
      />
      <th scope="col" data-room="tablet">
        {t('Owner')}
      </th>
      <SortHead label={t('Open for')} sorted={age} onPress={() => onSort(sort === 'opened' ? '-opened' : 'opened')} />
    </>
  )
}

interface RowProps {
  row: ExceptionItem
  place: number
  at: boolean
  chosen: boolean
  onOpen: () => void
  onToggle: () => void
}

/** What it is about: item, lot, place, order. */
const aboutText = ({ sku, lot, location, orderExternalId }: ExceptionItem): string =>
  [sku, lot && t('lot {lot}', { lot }), location, orderExternalId].filter(Boolean).join(' · ')

function Row({ row, place, at, chosen, onOpen, onToggle }: RowProps) {
  const about = aboutText(row)
  return (
    <tr data-at={at || undefined} aria-rowindex={place} aria-selected={chosen} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <span className={table.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={t('Select {type} {about}', { type: spoken(row.type), about })}
            onChange={onToggle}
          />
          <span className={styles.names}>
            <Tap className={styles.open} onPress={onOpen}>
              {spoken(row.type)}
            </Tap>
            <span className={styles.about} title={about}>
              {about}
            </span>
          </span>
        </span>
      </th>
      <td>
        <Severity of={row.severity} />
      </td>
      <td className={`${cell.rest} ${styles.detail}`} title={row.detail}>
        {row.detail}
      </td>
      <td>{dangerText(row.endangers)}</td>
      <td className={styles.owner} data-room="tablet">
        {row.ownerName}
      </td>
      <td className={table.number}>{ageText(row.ageSeconds)}</td>
    </tr>
  )
}
