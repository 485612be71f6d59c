/** One recall or drill: when and how fast it was found, how far it goes now, and whom to tell. */

import { ArrowLeft, Printer } from 'lucide-react'
import { t } from '../../language/t.ts'
import { printPage } from '../print/printing.ts'
import { queryText } from '../queries.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { Action } from '../ui/action.tsx'
import { Download } from '../ui/download.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { momentText } from '../words.ts'
import type { Recall } from './contract.ts'
import { useRecall } from './queries.ts'
import { ReachView } from './reach.tsx'
import styles from './recalls.module.css'
import { subjectText } from './subject.ts'
import { foundText } from './took.ts'

export function RecallView({ id, onBack }: { id: string; onBack: () => void }) {
  const { data, error } = useRecall(id)
  useShortcuts({ Escape: onBack })
  return (
    <Screen
      title={data ? titleOf(data) : t('Recall')}
      say={
        data &&
        t('{reason} · by {by}, {startedAt}', {
          reason: data.reason,
          by: data.by,
          startedAt: momentText(data.startedAt),
        })
      }
      actions={
        <>
          <Action icon={<ArrowLeft aria-hidden />} onPress={onBack}>
            {t('All recalls')}
          </Action>
          {data && data.consignees.length > 1 && <AllLists id={id} />}
          <Action icon={<Printer aria-hidden />} onPress={() => void printPage()}>
            {t('Print')}
          </Action>
        </>
      }
    >
      <Scroll>
        {!data && <Failure of={error} />}
        {data && (
          <article className={styles.recall} aria-label={titleOf(data)}>
            <Held recall={data} />
            <ReachView reach={data} recall={id} />
          </article>
        )}
      </Scroll>
    </Screen>
  )
}

const titleOf = (recall: Recall): string =>
  `${recall.drill ? t('Drill') : t('Recall')}: ${subjectText({ lots: recall.lots.filter(({ depth }) => depth === 0) })}`

function AllLists({ id }: { id: string }) {
  const path = (format: string) => `/recalls/${encodeURIComponent(id)}/notifications?${queryText({ format })}`
  return (
    <>
      <Download path={path('csv')} label={t('All customers as CSV')}>
        {t('All as CSV')}
      </Download>
      <Download path={path('xlsx')} label={t('All customers as a spreadsheet')}>
        {t('XLSX')}
      </Download>
      <Download path={path('pdf')} label={t('All customers as PDF')}>
        {t('All as PDF')}
      </Download>
    </>
  )
}

/** What it did, and how fast. */
function Held({ recall: { drill, holds, lots, tookMs } }: { recall: Recall }) {
  const found = tookMs === null ? '' : ` ${foundText(tookMs)}`
  if (drill) return <Note tone="ok">{t('A drill: nothing is held.{found}', { found })}</Note>
  if (holds.length === lots.length)
    return (
      <Note tone="bad">{t('{count} lots on hold through this recall.{found}', { count: lots.length, found })}</Note>
    )
  return (
    <Note tone="warn">
      {t('{count} lots of {lots} on hold through this recall: the others were released, or came later.{found}', {
        count: holds.length,
        lots: lots.length,
        found,
      })}
    </Note>
  )
}
