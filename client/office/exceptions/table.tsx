import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Tap } from '../../ui/tap.tsx'
import { useRowHeight } from '../ui/row-height.ts'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { spoken } from '../words.ts'
import type { ExceptionItem } from './contract.ts'
import { dangerText } from './danger.ts'
import styles from './exceptions.module.css'
import { ageText } from './exceptions-view.ts'
import { Severity } from './severity.tsx'

export interface ExceptionsTableProps {
  rows: readonly ExceptionItem[]
  at: string | null
  chosen: ReadonlySet<string>
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onToggleAll: (on: boolean) => void
}

const COLUMNS = 6

export function ExceptionsTable({ rows, at, chosen, onOpen, onToggle, onToggleAll }: ExceptionsTableProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  const index = rows.findIndex(({ id }) => id === at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row, not the virtualizer
  useEffect(() => {
    if (index >= 0) window.scrollToIndex(index)
  }, [index])
  const shown = window.getVirtualItems()
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  return (
    <div className={`${table.scroll} ${styles.list}`} ref={scroll}>
      <table className={table.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={table.lead}>
              <label className={styles.pick}>
                <input
                  type="checkbox"
                  className={table.check}
                  checked={all}
                  aria-label="Select all that are shown"
                  onChange={(event) => onToggleAll(event.target.checked)}
                />
                Exception
              </label>
            </th>
            <th scope="col">Severity</th>
            <th scope="col" className={styles.detail}>
              What it says
            </th>
            <th scope="col">In danger</th>
            <th scope="col" data-room="tablet">
              Owner
            </th>
            <th scope="col" className={table.number}>
              Open for
            </th>
          </tr>
        </thead>
        <tbody>
          <Space height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <Row
                  key={row.id}
                  row={row}
                  place={index + 2}
                  at={row.id === at}
                  chosen={chosen.has(row.id)}
                  onOpen={() => onOpen(row.id)}
                  onToggle={() => onToggle(row.id)}
                />
              )
            )
          })}
          <Space height={window.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
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
  [sku, lot && `lot ${lot}`, location, orderExternalId].filter(Boolean).join(' · ')

function Row({ row, place, at, chosen, onOpen, onToggle }: RowProps) {
  const about = aboutText(row)
  return (
    <tr data-at={at || undefined} aria-rowindex={place} aria-selected={chosen} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <span className={styles.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={`Select ${spoken(row.type)} ${about}`}
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
      <td className={styles.detail} title={row.detail}>
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

function Space({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr className={table.space} aria-hidden>
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  )
}
