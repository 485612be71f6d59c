/** What is proposed, figure by figure, to be changed and set. Nothing is protected before the press. */
import { useState } from 'react'
import { Refusal } from '../api.ts'
import type { Inventory, Split } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { figure, plural } from '../words.ts'
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
          {`${figure(sum.over)} more than the ${figure(proposal.units)} that are free. Take some off first.`}
        </Note>
      )}
      <Expected split={proposal} />
      {isOther(rows) && (
        <Note>
          <span className={split.other}>
            Risk, chargebacks and contribution are those of the proposal, not of what you have typed.
            <Action kind="quiet" onPress={() => setTyped(asProposed(proposal))}>
              As proposed
            </Action>
          </span>
        </Note>
      )}
      <Failure of={request.failure} />
      {isOld && !isRefused && <Note tone="warn">Stock or protections have changed since this was proposed.</Note>}
      {(isOld || isRefused) && (
        <div>
          <Action onPress={onAgain}>Propose anew</Action>
        </div>
      )}
      <div className={styles.actions}>
        <Action kind="primary" off={!sum.isWhole || request.busy} onPress={() => void protect()}>
          {request.busy
            ? 'Protecting…'
            : `Protect as set: ${sum.changes === 0 ? 'nothing changes' : `${plural(sum.changes, 'channel')} ${sum.changes === 1 ? 'changes' : 'change'}`}`}
        </Action>
        <Action onPress={onClose}>Leave it</Action>
      </div>
    </form>
  )
}

function Expected({ split: { contribution, currency } }: { split: Split }) {
  const { now, proposed, firstCome } = contribution
  return (
    <div className={split.expected}>
      <FactTable caption="Expected contribution">
        <Fact label="First come, first served: nothing protected">{expectedText(firstCome, currency)}</Fact>
        <Fact label="As protected now">{expectedText(now, currency)}</Fact>
        <Fact label="As proposed">
          <b>{expectedText(proposed, currency)}</b>
        </Fact>
        <Fact label="Difference to now">
          <b>{changeText(proposed - now, currency)}</b>
        </Fact>
      </FactTable>
    </div>
  )
}
