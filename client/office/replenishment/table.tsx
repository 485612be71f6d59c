import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import { StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { useToday } from '../warehouse.ts'
import { columnsOf, type PlanColumn } from './columns.tsx'
import type { ItemPlan } from './contract.ts'
import { needState } from './plan-words.ts'
import styles from './replenishment.module.css'
import type { NeedView } from './views.ts'

export interface PlansTableProps {
  rows: readonly ItemPlan[]
  need: NeedView
  at: string | null
  chosen: ReadonlySet<string>
  onOpen: (sku: string) => void
  onToggle: (sku: string) => void
  onToggleAll: (on: boolean) => void
  more: (() => void) | null
  loading: boolean
}

export function PlansTable({ rows, need, at, chosen, onOpen, onToggle, onToggleAll, more, loading }: PlansTableProps) {
  const columns = columnsOf(need)
  const today = useToday()
  return (
    <WindowTable
      rows={rows}
      idOf={({ sku }) => sku}
      at={at}
      columns={columns.length + 2}
      more={more}
      loading={loading}
      head={
        <Heads
          columns={columns}
          all={rows.length > 0 && rows.every(({ sku }) => chosen.has(sku))}
          onToggleAll={onToggleAll}
        />
      }
    >
      {(plan, place) => (
        <Row
          key={plan.sku}
          plan={plan}
          place={place}
          columns={columns}
          today={today}
          at={plan.sku === at}
          chosen={chosen.has(plan.sku)}
          onOpen={() => onOpen(plan.sku)}
          onToggle={() => onToggle(plan.sku)}
        />
      )}
    </WindowTable>
  )
}

interface HeadsProps {
  columns: readonly PlanColumn[]
  all: boolean
  onToggleAll: (on: boolean) => void
}

const Heads = ({ columns, all, onToggleAll }: HeadsProps) => (
  <>
    <SelectAllHead all={all} onToggleAll={onToggleAll}>
      {t('Item')}
    </SelectAllHead>
    <th scope="col">{t('Need')}</th>
    {columns.map(({ id, head, title, isNumber, room }) => (
      <th key={id} scope="col" title={title} className={isNumber ? table.number : undefined} data-beside={room}>
        {head}
      </th>
    ))}
  </>
)

interface RowProps {
  plan: ItemPlan
  place: number
  columns: readonly PlanColumn[]
  today: string
  at: boolean
  chosen: boolean
  onOpen: () => void
  onToggle: () => void
}

function Row({ plan, place, columns, today, at, chosen, onOpen, onToggle }: RowProps) {
  return (
    <tr data-at={at || undefined} aria-rowindex={place} aria-selected={chosen} onClick={rowPress(onOpen)}>
      <th scope="row" className={`${table.lead} ${styles.lead}`}>
        <span className={table.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={t('Select {name}', { name: plan.name })}
            onChange={onToggle}
          />
          <span>
            <Tap className={cell.title} onPress={onOpen}>
              {plan.name}
            </Tap>
            <span className={cell.aside}>{[plan.sku, plan.supplier].filter(Boolean).join(' · ')}</span>
          </span>
        </span>
      </th>
      <td>
        <StateTag kind={needState(plan)} title={plan.order.withheld ?? undefined} />
      </td>
      {columns.map(({ id, cell: content, isNumber, room }) => (
        <td key={id} className={isNumber ? table.number : undefined} data-beside={room}>
          {content(plan, today)}
        </td>
      ))}
    </tr>
  )
}
