import type { LotSort } from '../../../shared/wire/list-sorts.ts'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { Rows } from '../list/rows.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { RowsTable } from '../ui/rows-table.tsx'
import { SortHead } from '../ui/sort-head.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useToday } from '../warehouse.ts'
import { dateText, figure } from '../words.ts'
import type { LotName, LotRow } from './contract.ts'
import styles from './lots.module.css'
import { lotStates, nextSort, sortedBy } from './lots-view.ts'

export interface LotsTableProps {
  rows: Rows<LotRow>
  /** The key of the row that the keys stand on. */
  at: string | null
  index: number | null
  sort: LotSort
  onSort: (sort: LotSort) => void
  onOpen: (lot: LotName) => void
}

const COLUMNS = 8

export function LotsTable({ rows, at, index, sort, onSort, onOpen }: LotsTableProps) {
  const today = useToday()
  return (
    <RowsTable
      rows={rows}
      index={index}
      label={t('Lots')}
      columns={COLUMNS}
      head={<Heads sort={sort} onSort={onSort} />}
    >
      {(row, place) => (
        <Row
          key={lotKey(row.sku, row.lot)}
          row={row}
          place={place}
          at={lotKey(row.sku, row.lot) === at}
          today={today}
          onOpen={() => onOpen({ sku: row.sku, lot: row.lot })}
        />
      )}
    </RowsTable>
  )
}

function Heads({ sort, onSort }: Pick<LotsTableProps, 'sort' | 'onSort'>) {
  const sorting = (column: Parameters<typeof nextSort>[1]) => ({
    name: true,
    sorted: sortedBy(sort, column),
    onPress: () => onSort(nextSort(sort, column)),
  })
  return (
    <>
      <th scope="col" className={table.lead}>
        {t('Lot')}
      </th>
      <SortHead label={t('Item')} {...sorting('item')} />
      <th scope="col">{t('State')}</th>
      <th scope="col" className={table.number}>
        {t('On hand')}
      </th>
      <SortHead label={t('Expires')} {...sorting('expires')} />
      <SortHead label={t('Received')} {...sorting('received')} />
      <th scope="col">{t('Supplier lot')}</th>
      <th scope="col" className={styles.supplier}>
        {t('Supplier')}
      </th>
    </>
  )
}

interface RowProps {
  row: LotRow
  place: number
  at: boolean
  today: string
  onOpen: () => void
}

function Row({ row, place, at, today, onOpen }: RowProps) {
  return (
    <tr data-at={at || undefined} aria-rowindex={place} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <Tap
          className={cell.open}
          onPress={onOpen}
          aria-label={t('Lot {lot} of {name}', { lot: row.lot, name: row.name })}
        >
          {row.lot}
        </Tap>
      </th>
      <td>
        <span className={styles.item} title={row.name}>
          {row.name}
        </span>
        <span className={table.under}>{row.sku}</span>
      </td>
      <td>
        <span className={styles.states} title={row.held ?? undefined}>
          {lotStates(row, today).map((name) => (
            <State key={name} name={name} />
          ))}
        </span>
      </td>
      <td className={table.number}>{figure(row.onHand)}</td>
      <td>{row.expiresOn === null ? '' : dateText(row.expiresOn)}</td>
      <td>{dateText(row.receivedAt)}</td>
      <td className={styles.supplierLot}>{row.supplierLot}</td>
      <td className={styles.supplier}>{row.supplier}</td>
    </tr>
  )
}
