/** What could not be reckoned, by what is missing, and a way to have it reckoned once that was given. */

import { useState } from 'react'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import { momentText } from '../words.ts'
import { gapsByDetail, type Missing } from './gaps-by-detail.ts'
import styles from './margins.module.css'
import { useMarginGaps, useMayReckon } from './queries.ts'

export function GapsDrawer({ onClose }: { onClose: () => void }) {
  const { data, error } = useMarginGaps()
  return (
    <Drawer title={t('What could not be reckoned')} onClose={onClose}>
      <p className={styles.say}>
        {t('Give what is missing, then have it reckoned again. What was sold before is reckoned as well.')}
      </p>
      <ReckonAgain />
      {!data && <Failure of={error} />}
      {data?.items.length === 0 && <p className={styles.say}>{t('Nothing is missing.')}</p>}
      {data && data.items.length > 0 && (
        <ul className={parts.cards}>
          {gapsByDetail(data.items).map((missing) => (
            <Card key={missing.detail} missing={missing} />
          ))}
        </ul>
      )}
    </Drawer>
  )
}

function ReckonAgain() {
  const may = useMayReckon()
  const request = useRequest()
  const [left, setLeft] = useState<number | null>(null)
  if (!may)
    return <p className={styles.say}>{t('A planner or an administrator gives it, and has it reckoned again.')}</p>
  const send = async () => {
    setLeft(null)
    const answer = await request.send<{ left: number }>('POST', '/margins/gaps/fill', {})
    if (answer) setLeft(answer.left)
  }
  return (
    <>
      <div>
        <Action kind="primary" off={request.busy} onPress={() => void send()}>
          {request.busy ? t('Reckoning…') : t('Reckon again')}
        </Action>
      </div>
      <Failure of={request.failure} />
      {left === 0 && <Note tone="ok">{t('All of it is reckoned now.')}</Note>}
      {left !== null && left > 0 && (
        <Note tone="warn">{t('{count} postings still cannot be reckoned.', { count: left })}</Note>
      )}
    </>
  )
}

function Card({ missing: { detail, gaps, since } }: { missing: Missing }) {
  return (
    <li className={parts.card}>
      <p className={styles.detail}>{detail}</p>
      <details className={parts.more}>
        <summary>
          {t('{count} postings, since {toISOString}', {
            count: gaps.length,
            toISOString: momentText(new Date(since).toISOString()),
          })}
        </summary>
        <ul className={styles.names}>
          {gaps.map(({ name, transactionId }) => (
            <li key={name}>
              {whatOf(name, transactionId)}
              <span className={styles.under}>{transactionId}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** A gap is called after its transaction and what of it is missing. */
const whatOf = (name: string, transactionId: string): string => spoken(name.replace(transactionId, '').trim())
