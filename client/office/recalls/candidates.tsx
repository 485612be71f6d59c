/** The lots that were found, to choose from. */

import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import type { LotRow } from '../lots/contract.ts'
import { lotStates } from '../lots/lots-view.ts'
import { FilterChip } from '../ui/chips.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { rowPress } from '../ui/row-press.ts'
import { Nothing } from '../ui/screen.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useToday } from '../warehouse.ts'
import { figure, shortDate } from '../words.ts'
import styles from './recalls.module.css'
import { type Chosen, suppliersOf } from './subject.ts'

export interface CandidatesProps {
  rows: readonly LotRow[]
  chosen: Chosen
  /** The key of the row that the keys stand on. */
  at: string | null
  /** There are further ones, which a longer search would find. */
  more: boolean
  /** A supplier lot that the search names exactly. */
  supplierLot: string | null
  /** The supplier lot that is chosen whole. */
  whole: string | null
  onToggle: (row: LotRow) => void
  onWhole: (supplierLot: string | null) => void
}

export function Candidates(props: CandidatesProps) {
  const { rows, chosen, at, more, supplierLot, whole, onToggle, onWhole } = props
  const today = useToday()
  const suppliers = supplierLot === null ? [] : suppliersOf(rows, supplierLot)
  if (rows.length === 0) return <Nothing>{t('No lot is like that.')}</Nothing>
  return (
    <section className={styles.candidates} aria-label={t('Lots found')}>
      {supplierLot !== null && (
        <p>
          <FilterChip
            label={t('Everything that came in under supplier lot {supplierLot}', { supplierLot })}
            on={whole === supplierLot}
            onPress={() => onWhole(whole === supplierLot ? null : supplierLot)}
          />
        </p>
      )}
      {suppliers.length > 1 && (
        <Note tone="warn">
          {t(
            '{count} suppliers use this number: {suppliers}. Choose the lots one by one where not all of them are meant.',
            { count: suppliers.length, suppliers: suppliers.join(', ') },
          )}
        </Note>
      )}
      <div className={styles.found} ref={scrollFocus}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={table.lead}>
                {t('Lot')}
              </th>
              <th scope="col">{t('Item')}</th>
              <th scope="col">{t('Supplier lot')}</th>
              <th scope="col">{t('Supplier')}</th>
              <th scope="col">{t('Received')}</th>
              <th scope="col" className={table.number}>
                {t('On hand')}
              </th>
              <th scope="col">{t('State')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = lotKey(row.sku, row.lot)
              const on = chosen.has(key) || (whole !== null && row.supplierLot === whole)
              return (
                <tr
                  key={key}
                  data-at={key === at || undefined}
                  aria-selected={on}
                  onClick={rowPress(() => onToggle(row))}
                >
                  <th scope="row" className={table.lead}>
                    <label className={styles.pick}>
                      <input
                        type="checkbox"
                        className={table.check}
                        checked={on}
                        aria-label={t('Lot {lot} of {name}', { lot: row.lot, name: row.name })}
                        onChange={() => onToggle(row)}
                      />
                      <b>{row.lot}</b>
                    </label>
                  </th>
                  <td>
                    {row.name} <span className={styles.sku}>{row.sku}</span>
                  </td>
                  <td>{row.supplierLot}</td>
                  <td>{row.supplier}</td>
                  <td>{shortDate(row.receivedAt)}</td>
                  <td className={table.number}>{figure(row.onHand)}</td>
                  <td>
                    {lotStates(row, today).map((name) => (
                      <State key={name} name={name} />
                    ))}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {more && (
        <p className={parts.say}>
          {t('The first {count} lots are shown. Search for more of the number.', { count: rows.length })}
        </p>
      )}
    </section>
  )
}
