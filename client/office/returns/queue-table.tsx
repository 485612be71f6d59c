import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { ageText } from '../exceptions/exceptions-view.ts'
import { useChannelName } from '../queries.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { moneyText, shortDate } from '../words.ts'
import type { ReturnSummary } from './contract.ts'
import { Due } from './due.tsx'
import { asideOf, titleOf, unitsText } from './return-words.ts'
import styles from './returns.module.css'
import { WaitsFor } from './waits.tsx'

export interface QueueTableProps {
  rows: readonly ReturnSummary[]
  at: string | null
  name: (sku: string) => string
  today: string
  within: number
  onOpen: (id: string) => void
}

const COLUMNS = 8

export function QueueTable({ rows, at, name, today, within, onOpen }: QueueTableProps) {
  return (
    <WindowTable rows={rows} idOf={({ id }) => id} at={at} columns={COLUMNS} head={<Heads />}>
      {(row, place) => (
        <Row
          key={row.id}
          row={row}
          place={place}
          at={row.id === at}
          name={name}
          today={today}
          within={within}
          onOpen={() => onOpen(row.id)}
        />
      )}
    </WindowTable>
  )
}

const Heads = () => (
  <>
    <th scope="col" className={table.lead}>
      {t('Return')}
    </th>
    <th scope="col">{t('Waits for')}</th>
    <th scope="col">{t('Dispute by')}</th>
    <th scope="col" className={styles.channel}>
      {t('Channel')}
    </th>
    <th scope="col" className={`${cell.rest} ${styles.rest}`}>
      {t('Goods')}
    </th>
    <th scope="col" className={table.number} title={t('What came in; of an announced return, what is expected')}>
      {t('Units')}
    </th>
    <th scope="col" className={table.number} title={t('At cost, of what is not through yet')}>
      {t('Value')}
    </th>
    <th
      scope="col"
      className={`${table.number} ${cell.last} ${styles.age}`}
      title={t('Since it came in, or was announced')}
    >
      {t('Age')}
    </th>
  </>
)

interface RowProps extends Pick<QueueTableProps, 'name' | 'today' | 'within'> {
  row: ReturnSummary
  place: number
  at: boolean
  onOpen: () => void
}

function Row({ row, place, at, name, today, within, onOpen }: RowProps) {
  const channelName = useChannelName()
  const goods = row.skus.map(name).join(', ')
  const aside = asideOf(row)
  return (
    <tr data-at={at || undefined} aria-rowindex={place} onClick={rowPress(onOpen)}>
      <th scope="row" className={`${table.lead} ${styles.lead}`}>
        <Tap className={cell.title} onPress={onOpen}>
          {titleOf(row)}
        </Tap>
        {aside && (
          <span className={cell.aside} title={aside}>
            {aside}
          </span>
        )}
      </th>
      <td>
        <WaitsFor reasons={row.waitingFor} />
        {row.state === 'expected' && row.expectedOn !== null && (
          <span className={styles.on}> {t('on {expectedOn}', { expectedOn: shortDate(row.expectedOn) })}</span>
        )}
      </td>
      <td>{row.chargeback && <Due chargeback={row.chargeback} today={today} within={within} />}</td>
      <td className={styles.channel} title={channelName(row.channel)}>
        {channelName(row.channel)}
      </td>
      <td className={`${cell.rest} ${styles.rest}`} title={goods}>
        {goods}
      </td>
      <td className={table.number}>{unitsText(row)}</td>
      <td className={table.number}>{row.value && moneyText(row.value)}</td>
      <td className={`${table.number} ${cell.last} ${styles.age}`}>{ageText(row.ageSeconds)}</td>
    </tr>
  )
}
