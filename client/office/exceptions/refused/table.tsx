import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'
import { scrollFocus } from '../../../ui/scroll-focus.ts'
import { Tap } from '../../../ui/tap.tsx'
import { rowPress } from '../../ui/row-press.ts'
import table from '../../ui/table.module.css'
import { momentText } from '../../words.ts'
import type { RefusedItem } from '../contract.ts'
import styles from '../exceptions.module.css'

export interface RefusedTableProps {
  rows: readonly RefusedItem[]
  at: string | null
  onOpen: (id: string) => void
}

/** Few at any time: a list of a thousand would be a fault of its own. */
export function RefusedTable({ rows, at, onOpen }: RefusedTableProps) {
  return (
    <div className={table.scroll} ref={scrollFocus}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" className={table.lead}>
              {t('Transaction')}
            </th>
            <th scope="col">{t('Device')}</th>
            <th scope="col">{t('Why it could not be posted')}</th>
            <th scope="col">{t('Arrived')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-at={row.id === at || undefined} onClick={rowPress(() => onOpen(row.id))}>
              <th scope="row" className={table.lead}>
                <Tap className={styles.open} onPress={() => onOpen(row.id)}>
                  {spoken(row.type) || t('Unreadable')}
                </Tap>
              </th>
              <td>{row.deviceId}</td>
              <td className={styles.problem} title={row.problem?.detail}>
                {row.problem?.detail}
              </td>
              <td>{momentText(row.receivedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
