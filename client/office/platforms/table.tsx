import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import { useChannelName } from '../queries.ts'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { figure } from '../words.ts'
import type { Connector } from './contract.ts'
import { kindOf } from './kinds.ts'
import { agoText, driftText, lengthText, queueText } from './platform-words.ts'
import styles from './platforms.module.css'
import { ConnectorState } from './state-tag.tsx'

export interface PlatformsTableProps {
  rows: readonly Connector[]
  at: string | null
  /** When the server answered. */
  now: number
  onOpen: (id: string) => void
}

/** `room`: left out beside an open drawer, or on a tablet, the highest first. */
const HEADS = [
  { head: t('State'), means: t('Whether it answers') },
  { head: t('Failures'), means: t('What failed and is not healed'), number: true },
  {
    head: t('Numbers waiting'),
    means: t('Numbers that wait to go out, and how long the first of them has waited'),
    number: true,
    room: 0,
  },
  {
    head: t('Orders to read'),
    means: t('Orders that are known to have changed there and are still to be read'),
    number: true,
    room: 1,
  },
  { head: t('Last order'), means: t('When the last new order came in'), time: true, room: 2 },
  { head: t('Last update'), means: t('When it last took a number'), time: true, room: 2 },
  {
    head: t('Lag p50 / p99'),
    means: t('From a change of stock to its confirmation there: half are faster, 99 of 100 are'),
    number: true,
    room: 3,
  },
  {
    head: t('Drift'),
    means: t('Listings that showed another number than they should, of the last comparison'),
    number: true,
    room: 1,
  },
  { head: t('Notices refused'), means: t('Notices that were not signed as they must be'), number: true, room: 3 },
] as const

export function PlatformsTable({ rows, at, now, onOpen }: PlatformsTableProps) {
  return (
    <WindowTable rows={rows} idOf={({ id }) => id} at={at} columns={HEADS.length + 2} head={<Heads />}>
      {(row, place) => (
        <Row key={row.id} row={row} place={place} at={row.id === at} now={now} onOpen={() => onOpen(row.id)} />
      )}
    </WindowTable>
  )
}

const Heads = () => (
  <>
    <th scope="col" className={table.lead}>
      {t('Platform')}
    </th>
    <th scope="col" data-beside={1}>
      {t('Channel')}
    </th>
    {HEADS.map((one) => (
      <th
        key={one.head}
        scope="col"
        title={one.means}
        className={headClass(one)}
        data-beside={'room' in one ? one.room : undefined}
      >
        {one.head}
      </th>
    ))}
  </>
)

const headClass = (one: (typeof HEADS)[number]): string | undefined => {
  if (one === HEADS.at(-1)) return `${table.number} ${cell.last}`
  if ('number' in one) return table.number
  return 'time' in one ? styles.time : undefined
}

interface RowProps {
  row: Connector
  place: number
  at: boolean
  now: number
  onOpen: () => void
}

function Row({ row, place, at, now, onOpen }: RowProps) {
  const channelName = useChannelName()
  const { lag, drift, notices } = row
  return (
    <tr data-at={at || undefined} aria-rowindex={place} onClick={rowPress(onOpen)}>
      <th scope="row" className={`${table.lead} ${styles.lead}`}>
        <Tap className={cell.title} onPress={onOpen}>
          {row.id}
        </Tap>
        <span className={cell.aside}>{kindOf(row.kind).name}</span>
      </th>
      <td className={styles.channel} data-beside={1}>
        {channelName(row.channel)}
      </td>
      <td>
        <ConnectorState state={row.state} />
      </td>
      <td className={table.number}>
        <b className={row.failures > 0 ? styles.bad : undefined}>{figure(row.failures)}</b>
      </td>
      <td className={table.number} data-beside={0}>
        {queueText(row, now)}
      </td>
      <td className={table.number} data-beside={1}>
        {figure(row.ordersDue)}
      </td>
      <td className={styles.time} data-beside={2}>
        {agoText(row.lastOrderAt, now)}
      </td>
      <td className={styles.time} data-beside={2}>
        {agoText(row.lastUpdateAt, now)}
      </td>
      <td className={table.number} data-beside={3}>
        {lag === null ? t('Not yet') : `${lengthText(lag.p50)} / ${lengthText(lag.p99)}`}
      </td>
      <td className={table.number} data-beside={1}>
        <span className={drift && drift.drifted > 0 ? styles.bad : undefined}>{driftText(drift)}</span>
      </td>
      <td className={`${table.number} ${cell.last}`} data-beside={3}>
        <span className={notices.refused > 0 ? styles.bad : undefined}>{figure(notices.refused)}</span>
      </td>
    </tr>
  )
}
