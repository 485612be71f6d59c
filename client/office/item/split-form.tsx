/** What is proposed, figure by figure, to be changed and set. Nothing is protected before the press. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Refusal } from '../api.ts'
import type { Inventory, Split } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { figure } from '../words.ts'
import styles from './form.module.css'
import split from './split.module.css'
import { SplitTable } from './split-table.tsx'
import {
  asProposed,
  changeText,
  expectedText,
  isOther,
  isOvertaken,
  protectionsOf,
  rowsOf,
  sumOf,
  turn,
} from './split-view.ts'

export interface SplitFormProps {
  split: Split
  item: Inventory
  /** Asks for a new proposal. */
  onAgain: () => void
  onClose: () => void
}

export function SplitForm({ split: proposal, item, onAgain, onClose }: SplitFormProps) {
  const request = useRequest()
  const [typed, setTyped] = useState(() => asProposed(proposal))
  const rows = rowsOf(proposal, typed)
  const sum = sumOf(proposal, rows)
  const protect = async () => {
    const path = `/inventory/${encodeURIComponent(item.sku)}/split`
    if (await request.send('POST', path, { protections: protectionsOf(rows) })) onClose()
  }
  const isOld = isOvertaken(proposal, item)
  const isRefused = request.failure instanceof Refusal && request.failure.status === 409
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <SplitTable
        rows={rows}
        currency={proposal.currency}
        shared={turn(figure(proposal.shared.now), sum.shared === null ? '–' : figure(sum.shared))}
        onType={(channel, text) => setTyped({ ...typed, [channel]: text })}
      />
      {sum.over > 0 && (
        <Note tone="bad">
          {t('{over} more than the {units} that are free. Take some off first.', {
            over: sum.over,
            units: proposal.units,
          })}
        </Note>
      )}
      <Expected split={proposal} />
      {isOther(rows) && (
        <Note>
          <span className={split.other}>
            {t('Risk, chargebacks and contribution are those of the proposal, not of what you have typed.')}
            <Action kind="quiet" onPress={() => setTyped(asProposed(proposal))}>
              {t('As proposed')}
            </Action>
          </span>
        </Note>
      )}
      <Failure of={request.failure} />
      {isOld && !isRefused && (
        <Note tone="warn">{t('Stock or protections have changed since this was proposed.')}</Note>
      )}
      {(isOld || isRefused) && (
        <div>
          <Action onPress={onAgain}>{t('Propose anew')}</Action>
        </div>
      )}
      <div className={styles.actions}>
        <Action kind="primary" off={!sum.isWhole || request.busy} onPress={() => void protect()}>
          {request.busy
            ? t('Protecting…')
            : sum.changes === 0
              ? t('Protect as set: nothing changes')
              : t('Protect as set: {count} channels change', { count: sum.changes })}
        </Action>
        <Action onPress={onClose}>{t('Leave it')}</Action>
      </div>
    </form>
  )
}

function Expected({ split: { contribution, currency } }: { split: Split }) {
  const { now, proposed, firstCome } = contribution
  return (
    <div className={split.expected}>
      <FactTable caption={t('Expected contribution')}>
        <Fact label={t('First come, first served: nothing protected')}>{expectedText(firstCome, currency)}</Fact>
        <Fact label={t('As protected now')}>{expectedText(now, currency)}</Fact>
        <Fact label={t('As proposed')}>
          <b>{expectedText(proposed, currency)}</b>
        </Fact>
        <Fact label={t('Difference to now')}>
          <b>{changeText(proposed - now, currency)}</b>
        </Fact>
      </FactTable>
    </div>
  )
}
