/** Releases orders: lots are chosen, and pick lists made; it says which it could not and why. */

import { useState } from 'react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Released } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { dateText } from '../words.ts'
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
      verb={several && batch ? t('Release as one batch pick') : t('Release')}
      request={request}
      onConfirm={() => void release()}
      onClose={onClose}
    >
      <p>{t('Lots are chosen by rotation and pick lists appear on the floor. What is at risk is left alone.')}</p>
      {several && (
        <fieldset className={styles.choice}>
          <legend>{t('Pick lists')}</legend>
          <label>
            <input type="radio" name="batch" checked={!batch} onChange={() => setBatch(false)} />
            {t('One for each order')}
          </label>
          <label>
            <input type="radio" name="batch" checked={batch} onChange={() => setBatch(true)} />
            {t('One batch pick for all, a tote for each order')}
          </label>
        </fieldset>
      )}
    </Confirm>
  )
}

const titleOf = (what: ReleaseWhat): string =>
  'orders' in what
    ? t('Release {count} orders?', { count: what.orders.length })
    : what.channel
      ? t('Release all due by {dueBy} of {channel}?', { dueBy: dateText(what.dueBy), channel: what.channel })
      : t('Release all due by {dueBy}?', { dueBy: dateText(what.dueBy) })

function Outcome({ answer: { released, left }, onClose }: { answer: Released; onClose: () => void }) {
  const lists = [...new Set(released.map(({ pickListId }) => pickListId))].filter((id) => id !== null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('{count} orders released', { count: released.length })}
      actions={
        <Action kind="primary" onPress={onClose}>
          {t('Done')}
        </Action>
      }
    >
      <ul className={styles.list}>
        {lists.map((id) => (
          <li key={id}>
            <Link href={`/office/tickets/${id}`}>
              {t('Pick ticket of {released}', {
                released: released
                  .filter(({ pickListId }) => pickListId === id)
                  .map(({ externalId }) => externalId)
                  .join(', '),
              })}
            </Link>
          </li>
        ))}
      </ul>
      {released.flatMap(({ externalId, short }) =>
        short.map(({ lineId, sku, quantity, reason }) => (
          <Note key={lineId} tone="warn">
            {reason === 'at-risk'
              ? t('{externalId}: {quantity} of {sku} stay at risk.', { externalId, quantity, sku })
              : t('{externalId}: {quantity} of {sku} found no stock.', { externalId, quantity, sku })}
          </Note>
        )),
      )}
      {left.map(({ orderId, externalId, detail }) => (
        <Note key={orderId} tone="warn">
          {t('{externalId} was left: {detail}', { externalId, detail })}
        </Note>
      ))}
    </Dialog>
  )
}
