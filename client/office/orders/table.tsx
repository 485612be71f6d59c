import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Tap } from '../../ui/tap.tsx'
import type { OrderRow } from '../contract.ts'
import { useChannelName } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { useRowHeight } from '../ui/row-height.ts'
import { rowPress } from '../ui/row-press.ts'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure, nameOf, shortDate } from '../words.ts'
import { orderStates } from './order-state.ts'
import styles from './table.module.css'

export interface OrdersTableProps {
  rows: readonly OrderRow[]
  at: string | null
  chosen: ReadonlySet<string>
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onToggleAll: (on: boolean) => void
  /** Loads further rows, where there are any. */
  more: (() => void) | null
  loading: boolean
}

const HEADS = ['Channel', 'Customer', 'State', 'Ship by'] as const
const COLUMNS = HEADS.length + 3

export function OrdersTable({ rows, at, chosen, onOpen, onToggle, onToggleAll, more, loading }: OrdersTableProps) {
  const channelName = useChannelName()
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
    <div className={table.scroll} ref={scroll}>
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
                Order
              </label>
            </th>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col" className={table.number}>
              Units
            </th>
            <th scope="col">What blocks it</th>
          </tr>
        </thead>
        <tbody>
          <Space height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => {
            const order = rows[index]
            return (
              order && (
                <Row
                  key={order.id}
                  channelName={channelName}
                  order={order}
                  place={index + 2}
                  at={order.id === at}
                  chosen={chosen.has(order.id)}
                  onOpen={() => onOpen(order.id)}
                  onToggle={() => onToggle(order.id)}
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

interface RowProps {
  channelName: (code: string) => string
  order: OrderRow
  place: number
  at: boolean
  chosen: boolean
  onOpen: () => void
  onToggle: () => void
}

function Row({ channelName, order, place, at, chosen, onOpen, onToggle }: RowProps) {
  return (
    <tr data-at={at || undefined} aria-rowindex={place} aria-selected={chosen} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <span className={styles.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={`Select ${order.externalId}`}
            onChange={onToggle}
          />
          <Tap className={styles.open} onPress={onOpen}>
            {order.externalId}
          </Tap>
        </span>
      </th>
      <td className={styles.channel} title={channelName(order.channel)}>
        {channelName(order.channel)}
      </td>
      <td className={styles.customer}>{nameOf(order.customer)}</td>
      <td>
        <span className={styles.states}>
          {orderStates(order).map(({ name, count }) => (
            <State key={name} name={name} count={count} />
          ))}
        </span>
      </td>
      <td>{order.shipBy === null ? '' : shortDate(order.shipBy)}</td>
      <td className={table.number}>{figure(order.quantity)}</td>
      <td className={styles.blocks} title={order.blocks.map(({ detail }) => detail).join(' ')}>
        {order.blocks.map(({ detail }) => detail).join(' ')}
      </td>
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
