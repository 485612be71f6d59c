import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { ageText } from '../exceptions/exceptions-view.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import type { DocumentSummary } from './contract.ts'
import { DocumentStateTag } from './document-state.tsx'
import { acknowledgementText } from './document-words.ts'
import styles from './edi.module.css'

export interface DocumentsTableProps {
  rows: readonly DocumentSummary[]
  at: string | null
  onOpen: (id: string) => void
  more: (() => void) | null
  loading: boolean
}

const COLUMNS = 6

export function DocumentsTable({ rows, at, onOpen, more, loading }: DocumentsTableProps) {
  return (
    <WindowTable
      rows={rows}
      idOf={({ id }) => id}
      at={at}
      columns={COLUMNS}
      head={<Heads />}
      more={more}
      loading={loading}
    >
      {(row, place) => <Row key={row.id} row={row} place={place} at={row.id === at} onOpen={() => onOpen(row.id)} />}
    </WindowTable>
  )
}

const Heads = () => (
  <>
    <th scope="col" className={table.lead}>
      {t('Document')}
    </th>
    <th scope="col">{t('State')}</th>
    <th scope="col" className={styles.order}>
      {t('Order')}
    </th>
    <th scope="col" className={styles.answer}>
      {t('Acknowledgement')}
    </th>
    <th scope="col" className={`${cell.rest} ${styles.detail}`}>
      {t('What it says')}
    </th>
    <th scope="col" className={table.number}>
      {t('Age')}
    </th>
  </>
)

interface RowProps {
  row: DocumentSummary
  place: number
  at: boolean
  onOpen: () => void
}

function Row({ row, place, at, onOpen }: RowProps) {
  const isIn = row.direction === 'in'
  const Icon = isIn ? ArrowDownToLine : ArrowUpFromLine
  return (
    <tr data-at={at || undefined} aria-rowindex={place} onClick={rowPress(onOpen)}>
      <th scope="row" className={table.lead}>
        <span className={styles.lead}>
          <Icon size={16} aria-label={isIn ? t('Came in') : t('Went out')} role="img" />
          <Tap className={styles.open} onPress={onOpen}>
            {heard(row.name)}
          </Tap>
        </span>
      </th>
      <td>
        <DocumentStateTag of={row.state} />
      </td>
      <td className={styles.order}>{row.externalId}</td>
      <td className={styles.answer}>{acknowledgementText(row)}</td>
      <td className={`${cell.rest} ${styles.detail}`} title={row.detail ?? undefined}>
        {row.detail}
      </td>
      <td className={table.number}>{ageText(row.ageSeconds)}</td>
    </tr>
  )
}
