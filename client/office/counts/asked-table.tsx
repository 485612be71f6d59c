import { Clock, EyeOff } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Tap } from '../../ui/tap.tsx'
import cell from '../ui/cell.module.css'
import { rowPress } from '../ui/row-press.ts'
import { SelectAllHead } from '../ui/select-all-head.tsx'
import table from '../ui/table.module.css'
import { WindowTable } from '../ui/window-table.tsx'
import { momentText } from '../words.ts'
import type { CountTask } from './contract.ts'
import { hoursSince, ORIGIN_SAYS, ORIGIN_WORDS, SILENT_HOURS, subjectText } from './count-words.ts'
import styles from './counts.module.css'

export interface AskedTableProps {
  rows: readonly CountTask[]
  at: string | null
  name: (sku: string) => string
  chosen: ReadonlySet<string>
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onToggleAll: (on: boolean) => void
}

const HEADS = [t('What'), t('Why'), t('Since'), t('With device')] as const

export function AskedTable({ rows, at, name, chosen, onOpen, onToggle, onToggleAll }: AskedTableProps) {
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  return (
    <WindowTable
      rows={rows}
      idOf={({ id }) => id}
      at={at}
      columns={HEADS.length + 2}
      head={
        <>
          <SelectAllHead all={all} onToggleAll={onToggleAll}>
            {t('Place')}
          </SelectAllHead>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <th scope="col" className={styles.rest}>
            {t('Blind')}
          </th>
        </>
      }
    >
      {(task, place) => (
        <tr
          key={task.id}
          data-at={task.id === at || undefined}
          aria-rowindex={place}
          aria-selected={chosen.has(task.id)}
          onClick={rowPress(() => onOpen(task.id))}
        >
          <th scope="row" className={table.lead}>
            <span className={table.pick}>
              <input
                type="checkbox"
                className={table.check}
                checked={chosen.has(task.id)}
                aria-label={t('Select the count of {location}', { location: task.location })}
                onChange={() => onToggle(task.id)}
              />
              <Tap className={cell.open} onPress={() => onOpen(task.id)}>
                {task.location}
              </Tap>
            </span>
          </th>
          <td>
            <span className={styles.item} title={task.sku ?? undefined}>
              {subjectText(task, name)}
            </span>
          </td>
          <td title={ORIGIN_SAYS[task.origin]}>{ORIGIN_WORDS[task.origin]}</td>
          <td>{momentText(task.createdAt)}</td>
          <td>
            <WithDevice task={task} />
          </td>
          <td className={styles.rest}>
            {task.blind && (
              <span className={styles.blind} title={t('What should be there is kept from whoever counts')}>
                <EyeOff size={14} aria-hidden /> {t('Blind')}
              </span>
            )}
          </td>
        </tr>
      )}
    </WindowTable>
  )
}

/** Whether its device may have been forgotten: after so many silent hours any other may take the count. */
function WithDevice({ task: { device, leasedAt } }: { task: CountTask }) {
  if (device === null) return null
  const hours = leasedAt === null ? 0 : hoursSince(leasedAt, Date.now())
  return (
    <>
      <b>{device}</b>
      {leasedAt !== null && (
        <span className={styles.since}> {t('since {leasedAt}', { leasedAt: momentText(leasedAt) })}</span>
      )}
      {hours >= SILENT_HOURS && (
        <span className={styles.long}>
          <Clock size={14} aria-hidden /> {hours} h
        </span>
      )}
    </>
  )
}
