/** Releases orders: lots are chosen, and pick lists made; it says which it could not and why. */
import { useState } from 'react'
import { Link } from 'wouter'
import { Dialog } from '../../ui/dialog.tsx'
import type { Released } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { dateText, plural } from '../words.ts'
import styles from './release-dialog.module.css'

export type ReleaseWhat = { orders: string[] } | { dueBy: string; channel?: string }

export interface ReleaseDialogProps {
  what: ReleaseWhat
  onDone: () => void
  onClose: () => void
}

export function ReleaseDialog({ what, onDone, onClose }: ReleaseDialogProps) {
  const request = useRequest()
  const several = !('orders' in what) || what.orders.length > 1
  const [batch, setBatch] = useState(false)
  const [answer, setAnswer] = useState<Released | null>(null)
  const release = async () => {
    const released = await request.send<Released>('POST', '/orders/release', { ...what, batch: several && batch })
    if (!released) return
    setAnswer(released)
    onDone()
  }
  if (answer) return <Outcome answer={answer} onClose={onClose} />
  return (
    <Confirm
      title={titleOf(what)}
      verb={several && batch ? 'Release as one batch pick' : 'Release'}
      request={request}
      onConfirm={() => void release()}
      onClose={onClose}
    >
      <p>Lots are chosen by rotation and pick lists appear on the floor. What is at risk is left alone.</p>
      {several && (
        <fieldset className={styles.choice}>
          <legend>Pick lists</legend>
          <label>
            <input type="radio" name="batch" checked={!batch} onChange={() => setBatch(false)} />
            One for each order
          </label>
          <label>
            <input type="radio" name="batch" checked={batch} onChange={() => setBatch(true)} />
            One batch pick for all, a tote for each order
          </label>
        </fieldset>
      )}
    </Confirm>
  )
}

const titleOf = (what: ReleaseWhat): string =>
  'orders' in what
    ? `Release ${plural(what.orders.length, 'order')}?`
    : `Release all due by ${dateText(what.dueBy)}${what.channel ? ` of ${what.channel}` : ''}?`

function Outcome({ answer: { released, left }, onClose }: { answer: Released; onClose: () => void }) {
  const lists = [...new Set(released.map(({ pickListId }) => pickListId))].filter((id) => id !== null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${plural(released.length, 'order')} released`}
      actions={
        <Action kind="primary" onPress={onClose}>
          Done
        </Action>
      }
    >
      <ul className={styles.list}>
        {lists.map((id) => (
          <li key={id}>
            <Link href={`/office/tickets/${id}`}>
              Pick ticket of{' '}
              {released
                .filter(({ pickListId }) => pickListId === id)
                .map(({ externalId }) => externalId)
                .join(', ')}
            </Link>
          </li>
        ))}
      </ul>
      {released.flatMap(({ externalId, short }) =>
        short.map(({ lineId, sku, quantity, reason }) => (
          <Note key={lineId} tone="warn">
            {externalId}: {quantity} of {sku} {reason === 'at-risk' ? 'stay at risk' : 'found no stock'}.
          </Note>
        )),
      )}
      {left.map(({ orderId, externalId, detail }) => (
        <Note key={orderId} tone="warn">
          {externalId} was left: {detail}
        </Note>
      ))}
    </Dialog>
  )
}
