import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { Tap } from '../../ui/tap.tsx'
import { Action } from '../ui/action.tsx'
import { useRowHeight } from '../ui/row-height.ts'
import { rowPress } from '../ui/row-press.ts'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
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
  const scroll = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  const index = rows.findIndex(({ sku, lot }) => lotKey(sku, lot) === at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row, not the virtualizer
  useEffect(() => {
    if (index >= 0) window.scrollToIndex(index)
  }, [index])
  const shown = window.getVirtualItems()
  return (
    <div className={table.scroll} ref={scroll}>
      <table className={table.table} aria-rowcount={rows.length + 1}>
        <Head />
        <tbody>
          <Space height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => {
            const row = rows[index]
            const key = row && lotKey(row.sku, row.lot)
            return (
              row && (
                <Row
                  key={key}
                  row={row}
                  place={index + 2}
                  at={key === at}
                  today={today}
                  onOpen={() => onOpen({ sku: row.sku, lot: row.lot })}
                />
              )
            )
          })}
          <Space height={window.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
      {more && (
        <div className={styles.more}>
          <Action off={loading} onPress={more}>
            {loading ? 'Loading…' : 'Show more'}
          </Action>
        </div>
      )}
    </div>
  )
}

const Head = () => (
  <thead>
    <tr>
      <th scope="col" className={table.lead}>
        Lot
      </th>
      <th scope="col">Item</th>
      <th scope="col">State</th>
      <th scope="col" className={table.number}>
        On hand
      </th>
      <th scope="col">Expires</th>
      <th scope="col">Received</th>
      <th scope="col">Supplier lot</th>
      <th scope="col" className={styles.supplier}>
        Supplier
      </th>
    </tr>
  </thead>
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
        <Tap className={styles.open} onPress={onOpen} aria-label={`Lot ${row.lot} of ${row.name}`}>
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

/** Stands for the rows above or below that are not drawn. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr className={table.space} aria-hidden>
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  )
}
