/** The chargeback of a return: what is missing, until when it can be disputed, and what became of it. */

import { useState } from 'react'
import type { ChargebackState } from '../../../shared/rules/chargeback.ts'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useToday } from '../warehouse.ts'
import { moneyText } from '../words.ts'
import { ANSWERS, answersOf } from './chargeback-answers.ts'
import type { Chargeback as Charged, ReturnDetail } from './contract.ts'
import { DocumentsForm } from './documents-form.tsx'
import { Due } from './due.tsx'
import { returnPath, useReturnSettings } from './queries.ts'
import { CHARGEBACK_WORDS, categoryText, missingText } from './return-words.ts'
import styles from './returns.module.css'
import { SayDialog } from './say-dialog.tsx'

export function Chargeback({ of }: { of: ReturnDetail }) {
  // In the address, so that no key pressed beside a field leads away from what was typed.
  const { params, change } = useAddress()
  const writing = params.get('do') === 'documents'
  const [saved, setSaved] = useState(false)
  const [answer, setAnswer] = useState<ChargebackState | null>(null)
  const { chargeback, missing, documents } = of
  const done = () => {
    change({ do: null })
    setSaved(true)
  }
  return (
    <section className={styles.part} aria-label={t('Chargeback')}>
      <h3 className={parts.heading}>{t('Chargeback')}</h3>
      {documents === 'missing' && (
        <Note tone="warn">
          {t('{missing} Until then nothing of it is sold again.', { missing: missingText(missing) })}
        </Note>
      )}
      {documents === 'complete' && <Note tone="ok">{t('All documents are there.')}</Note>}
      {documents === 'none' && <p className={parts.say}>{t('The customer has charged nothing back for it.')}</p>}
      {saved && documents === 'missing' && <Note tone="ok">{t('Saved.')}</Note>}
      {chargeback && <Facts chargeback={chargeback} />}
      {writing ? (
        <DocumentsForm of={of} onDone={done} onClose={() => change({ do: null })} />
      ) : (
        <div className={parts.row}>
          <Action kind={documents === 'missing' ? 'primary' : undefined} onPress={() => change({ do: 'documents' })}>
            {chargeback ? t('Fill in the documents') : t('Add a chargeback')}
          </Action>
          {chargeback &&
            answersOf(chargeback.state).map((state) => (
              <Action key={state} onPress={() => setAnswer(state)}>
                {ANSWERS[state].verb}…
              </Action>
            ))}
        </div>
      )}
      {answer && (
        <SayDialog
          title={`${ANSWERS[answer].verb}?`}
          say={ANSWERS[answer].say}
          verb={ANSWERS[answer].verb}
          path={`${returnPath(of.id)}/chargeback`}
          body={{ state: answer }}
          label={t('Note (kept with it)')}
          needed={false}
          onClose={() => setAnswer(null)}
        />
      )}
    </section>
  )
}

function Facts({ chargeback }: { chargeback: Charged }) {
  const today = useToday()
  const within = useReturnSettings().data?.disputeDays ?? 5
  const { reference, category, code, amount, state } = chargeback
  return (
    <FactTable>
      <Fact label={t('State')}>{CHARGEBACK_WORDS[state]}</Fact>
      <Fact label={t('Reference')}>{reference}</Fact>
      <Fact label={t('Charged for')}>
        {category && `${categoryText(category)}${code === null ? '' : ` (${code})`}`}
      </Fact>
      <Fact label={t('Amount')}>{amount && moneyText(amount)}</Fact>
      <Fact label={t('Dispute by')}>
        {state === 'open' && <Due chargeback={chargeback} today={today} within={within} />}
      </Fact>
    </FactTable>
  )
}
