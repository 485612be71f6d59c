/** What to do about an item in one sentence, what it follows from, and how sure that is. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { StateTag } from '../ui/state.tsx'
import { useToday } from '../warehouse.ts'
import { dateText } from '../words.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import type { Accepted } from './accepted-dialog.tsx'
import styles from './advice.module.css'
import { Chart } from './chart.tsx'
import type { ItemDetail, ItemPlan } from './contract.ts'
import { Figures } from './figures.tsx'
import { Leftover } from './leftover.tsx'
import { needState, SURE_STATES } from './plan-words.ts'
import { useMayPlan } from './queries.ts'
import { adviceOf } from './sentences.ts'

export interface AdviceProps {
  detail: ItemDetail
  onAccepted: (accepted: Accepted) => void
}

export function Advice({ detail, onAccepted }: AdviceProps) {
  const today = useToday()
  const { order } = detail
  return (
    <>
      <section className={styles.advice} aria-label={t('What to do')}>
        <StateTag kind={needState(detail)} />
        <p className={styles.sentence}>{adviceOf(detail, today)}</p>
        <Reasons reasons={order.reasons} />
        {order.withheld !== null && <Note tone="warn">{order.withheld}</Note>}
        <Accept plan={detail} onAccepted={onAccepted} />
      </section>
      <Figures plan={detail} />
      <Chart detail={detail} />
      <Leftover plan={detail} />
      <section className={styles.advice} aria-label={t('How sure')}>
        <h3 className={parts.heading}>{t('How sure')}</h3>
        <StateTag kind={SURE_STATES[detail.sure.level]} />
        <Reasons reasons={detail.sure.reasons} />
      </section>
    </>
  )
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{withDates(reason)}</li>
      ))}
    </ul>
  )
}

/** The server writes days as 2026-12-03. */
const withDates = (sentence: string): string => sentence.replace(/\b\d{4}-\d{2}-\d{2}\b/g, dateText)

interface AcceptProps {
  plan: ItemPlan
  onAccepted: (accepted: Accepted) => void
}

/** Nothing is offered that the server would not take. */
function Accept({ plan, onAccepted }: AcceptProps) {
  const may = useMayPlan()
  const [asking, setAsking] = useState(false)
  if (!may || plan.order.quantity === 0) return null
  return (
    <div>
      <Action kind="primary" onPress={() => setAsking(true)}>
        {t('Accept…')}
      </Action>
      {asking && (
        <AcceptDialog
          plans={[plan]}
          onDone={(accepted) => {
            setAsking(false)
            onAccepted(accepted)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
