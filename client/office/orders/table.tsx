import type { OrderSort } from '../../../shared/wire/list-sorts.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import type { OrderRow } from '../contract.ts'
import type { ChooseAll } from '../list/choose-all.ts'
import type { Chosen } from '../list/chosen.ts'
import type { Rows } from '../list/rows.ts'
import { useChannelName } from '../queries.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { RowsTable } from '../ui/rows-table.tsx'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import { SortHead } from '../ui/sort-head.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure, nameOf, shortDate } from '../words.ts'
import { orderStates } from './order-state.ts'
import { nextAgeSort, nextDueSort } from './orders-view.ts'
import styles from './table.module.css'

export interface OrdersTableProps {
  rows: Rows<OrderRow>
  /** The row that the keys stand on. */
  at: string | null
  index: number | null
  sort: OrderSort
  onSort: (sort: OrderSort) => void
  chosen: Pick<Chosen<OrderRow>, 'has' | 'toggle'>
  all: ChooseAll
  onOpen: (id: string) => void
}

const HEADS = [t('Channel'), t('Customer'), t('State')] as const
const COLUMNS = HEADS.length + 4

export function OrdersTable({ rows, at, index, chosen, onOpen, ...heads }: OrdersTableProps) {
  const channelName = useChannelName()
  return (
    <RowsTable rows={rows} index={index} label={t('Orders')} columns={COLUMNS} head={<Heads {...heads} />}>
      {(order, place) => (
        <Row
          key={order.id}
          channelName={channelName}
          order={order}
          place={place}
          at={order.id === at}
          chosen={chosen.has(order.id)}
          onOpen={() => onOpen(order.id)}
          onToggle={() => chosen.toggle(order.id)}
        />
      )}
    </RowsTable>
  )
}

function Heads({ all, sort, onSort }: Pick<OrdersTableProps, 'all' | 'sort' | 'onSort'>) {
  const age = sort === '-placed' ? 'down' : sort === 'placed' ? 'up' : null
  const due = sort === '-shipBy' ? 'down' : sort === 'shipBy' ? 'up' : null
  return (
    <>
      <SelectAllHead
        all={all.on}
        onToggleAll={all.toggle}
        sort={{ sorted: age, onPress: () => onSort(nextAgeSort(sort)) }}
      >
        {t('Order')}
      </SelectAllHead>
      {HEADS.map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
      <SortHead label={t('Ship by')} name sorted={due} onPress={() => onSort(nextDueSort(sort))} />
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
