import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { useWarehouse } from '../warehouse.ts'
import { figure, momentText } from '../words.ts'
import type { Count } from './contract.ts'
import { countState, ORIGIN_WORDS, offText, subjectText, worthText } from './count-words.ts'
import styles from './counts.module.css'
import { useItemName } from './queries.ts'

export interface MadeTableProps {
  rows: readonly Count[]
  at: string | null
  onOpen: (id: string) => void
  more: (() => void) | null
  loading: boolean
}

const COLUMNS = 10

export function MadeTable({ rows, at, onOpen, more, loading }: MadeTableProps) {
  const name = useItemName()
  const currency = useWarehouse().data?.currency
  return (
    <WindowTable
      rows={rows}
      idOf={({ id }) => id}
      at={at}
      columns={COLUMNS}
      more={more}
      loading={loading}
      head={
        <>
          <th scope="col" className={table.lead}>
            {t('Place')}
          </th>
          <th scope="col">{t('State')}</th>
          <th scope="col" className={table.number}>
            {t('Off')}
          </th>
          <th scope="col" className={table.number}>
            {t('Worth')}
          </th>
          <th scope="col" className={table.number}>
            {t('Lines')}
          </th>
          <th scope="col">{t('When')}</th>
          <th scope="col">{t('Who')}</th>
          <th scope="col" data-room="laptop">
            {t('Device')}
          </th>
          <th scope="col">{t('What')}</th>
          <th scope="col" className={styles.rest} data-room="laptop">
            {t('Why')}
          </th>
        </>
      }
    >
      {(count, place) => (
        <tr
          key={count.id}
          data-at={count.id === at || undefined}
          aria-rowindex={place}
          onClick={rowPress(() => onOpen(count.id))}
        >
          <th scope="row" className={table.lead}>
            <Tap
              className={cell.open}
              onPress={() => onOpen(count.id)}
              aria-label={t('Count of {location}, {occurredAt}', {
                location: count.location,
                occurredAt: momentText(count.occurredAt),
              })}
            >
              {count.location}
            </Tap>
          </th>
          <td>
            <State name={countState(count)} />
          </td>
          <td className={table.number}>{offText(count.lines)}</td>
          <td className={table.number}>{currency && worthText(count.lines, currency)}</td>
          <td className={table.number}>{figure(count.lines.length)}</td>
          <td>{momentText(count.occurredAt)}</td>
          <td>{count.person ?? <em>{t('not proven')}</em>}</td>
          <td data-room="laptop">{count.device}</td>
          <td>
            <span className={styles.item} title={count.sku ?? undefined}>
              {subjectText(count, name)}
            </span>
          </td>
          <td className={styles.rest} data-room="laptop">
            {ORIGIN_WORDS[count.origin]}
          </td>
        </tr>
      )}
    </WindowTable>
  )
}
