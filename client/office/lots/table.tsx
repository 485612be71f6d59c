import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { useToday } from '../warehouse.ts'
import { dateText, figure } from '../words.ts'
import type { LotName, LotRow } from './contract.ts'
import styles from './lots.module.css'
import { lotStates } from './lots-view.ts'

export interface LotsTableProps {
  rows: readonly LotRow[]
  /** The key of the row that the keys stand on. */
  at: string | null
  onOpen: (lot: LotName) => void
  /** Loads further rows, where there are any. */
  more: (() => void) | null
  loading: boolean
}

const COLUMNS = 8

export function LotsTable({ rows, at, onOpen, more, loading }: LotsTableProps) {
  const today = useToday()
  return (
    <WindowTable
      rows={rows}
      idOf={({ sku, lot }) => lotKey(sku, lot)}
      at={at}
      columns={COLUMNS}
      head={<Heads />}
      more={more}
      loading={loading}
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
    </WindowTable>
  )
}

const Heads = () => (
  <>
    <th scope="col" className={table.lead}>
      {t('Lot')}
    </th>
    <th scope="col">{t('Item')}</th>
    <th scope="col">{t('State')}</th>
    <th scope="col" className={table.number}>
      {t('On hand')}
    </th>
    <th scope="col">{t('Expires')}</th>
    <th scope="col">{t('Received')}</th>
    <th scope="col">{t('Supplier lot')}</th>
    <th scope="col" className={styles.supplier}>
      {t('Supplier')}
    </th>
  </>
)

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
