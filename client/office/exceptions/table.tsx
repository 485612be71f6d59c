import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
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
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  return (
    <WindowTable
      rows={rows}
      idOf={({ id }) => id}
      at={at}
      columns={COLUMNS}
      head={<Heads all={all} onToggleAll={onToggleAll} />}
    >
      {(row, place) => (
        <Row
          key={row.id}
          row={row}
          place={place}
          at={row.id === at}
          chosen={chosen.has(row.id)}
          onOpen={() => onOpen(row.id)}
          onToggle={() => onToggle(row.id)}
        />
      )}
    </WindowTable>
  )
}

function Heads({ all, onToggleAll }: { all: boolean; onToggleAll: (on: boolean) => void }) {
  return (
    <>
      <SelectAllHead all={all} onToggleAll={onToggleAll}>
        {t('Exception')}
      </SelectAllHead>
      <th scope="col">{t('Severity')}</th>
      <th scope="col" className={`${cell.rest} ${styles.detail}`}>
        {t('What it says')}
      </th>
      <th scope="col">{t('In danger')}</th>
      <th scope="col" data-room="tablet">
        {t('Owner')}
      </th>
      <th scope="col" className={table.number}>
        {t('Open for')}
      </th>
    </>
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
  [sku, lot && t('lot {lot}', { lot }), location, orderExternalId].filter(Boolean).join(' · ')

function Row({ row, place, at, chosen, onOpen, onToggle }: RowProps) {
  const about = aboutText(row)
  return (
    <tr data-at={at || undefined} aria-rowindex={place} aria-selected={chosen} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <span className={table.pick}>
          <input
            type="checkbox"
            className={table.check}
            checked={chosen}
            aria-label={t('Select {type} {about}', { type: spoken(row.type), about })}
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
      <td className={`${cell.rest} ${styles.detail}`} title={row.detail}>
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
