import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { OrderRow } from '../contract.ts'
import { useChannelName } from '../queries.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
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

const HEADS = [t('Channel'), t('Customer'), t('State'), t('Ship by')] as const
const COLUMNS = HEADS.length + 3

export function OrdersTable({ rows, at, chosen, onOpen, onToggle, onToggleAll, more, loading }: OrdersTableProps) {
  const channelName = useChannelName()
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  return (
    <WindowTable
      rows={rows}
      idOf={({ id }) => id}
      at={at}
      columns={COLUMNS}
      head={<Heads all={all} onToggleAll={onToggleAll} />}
      more={more}
      loading={loading}
    >
      {(order, place) => (
        <Row
          key={order.id}
          channelName={channelName}
          order={order}
          place={place}
          at={order.id === at}
          chosen={chosen.has(order.id)}
          onOpen={() => onOpen(order.id)}
          onToggle={() => onToggle(order.id)}
        />
      )}
    </WindowTable>
  )
}

function Heads({ all, onToggleAll }: { all: boolean; onToggleAll: (on: boolean) => void }) {
  return (
    <>
      <SelectAllHead all={all} onToggleAll={onToggleAll}>
        {t('Order')}
      </SelectAllHead>
      {HEADS.map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
      <th scope="col" className={table.number}>
        {t('Units')}
      </th>
      <th scope="col">{t('What blocks it')}</th>
    </>
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
        <span className={table.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={t('Select {externalId}', { externalId: order.externalId })}
            onChange={onToggle}
          />
          <Tap className={cell.open} onPress={onOpen}>
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
