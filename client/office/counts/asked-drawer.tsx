/** One asked count: why, with whom, what was found there before, and the ways to take it back. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { momentText } from '../words.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import type { CountTask } from './contract.ts'
import { hoursSince, ORIGIN_SAYS, SILENT_HOURS, subjectText } from './count-words.ts'
import { PlaceHistory } from './place-history.tsx'
import { useItemName } from './queries.ts'
import { ReturnDialog } from './return-dialog.tsx'

export interface AskedDrawerProps {
  task: CountTask
  onSaid: (what: string) => void
  onClose: () => void
}

export function AskedDrawer({ task, onSaid, onClose }: AskedDrawerProps) {
  const name = useItemName()
  const [doing, setDoing] = useState<'return' | 'cancel' | null>(null)
  const stop = () => setDoing(null)
  const done = (what: string) => {
    onSaid(what)
    stop()
  }
  const { device, leasedAt, blind, createdAt } = task
  const facts: [string, string | null][] = [
    [t('What'), subjectText(task, name)],
    [t('Asked'), momentText(createdAt)],
    [
      t('With device'),
      device && `${device}${leasedAt === null ? '' : t(' since {leasedAt}', { leasedAt: momentText(leasedAt) })}`,
    ],
    [t('Blind'), blind ? t('Yes: what should be there is kept from whoever counts') : t('No')],
  ]
  return (
    <Drawer title={task.location} note={ORIGIN_SAYS[task.origin]} onClose={onClose}>
      {device !== null && leasedAt !== null && hoursSince(leasedAt, Date.now()) >= SILENT_HOURS && (
        <Note tone="warn">
          {t(
            '{device} has had this for {leasedAt} hours. Once it was silent for {SILENT_HOURS}, any other handheld may take the count; to give it to another one at once, take it back.',
            { device, leasedAt: hoursSince(leasedAt, Date.now()), SILENT_HOURS },
          )}
        </Note>
      )}
      <div className={parts.row}>
        {device !== null && (
          <Action onPress={() => setDoing('return')}>{t('Take back from {device}…', { device })}</Action>
        )}
        <Action onPress={() => setDoing('cancel')}>{t('Cancel this count…')}</Action>
      </div>
      <table className={table.small}>
        <caption>{t('The count')}</caption>
        <tbody>
          {facts.map(
            ([label, value]) =>
              value !== null && (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{value}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <PlaceHistory location={task.location} />
      {doing === 'return' && <ReturnDialog tasks={[task]} onDone={done} onClose={stop} />}
      {doing === 'cancel' && <CancelDialog tasks={[task]} onDone={done} onClose={stop} />}
    </Drawer>
  )
}
