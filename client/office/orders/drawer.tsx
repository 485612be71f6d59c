/** One order: what blocks it, its lines, its pick lists, and what can be done with it. */

import { useState } from 'react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import type { Order } from '../contract.ts'
import { useChannelName, useOrder } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { dateText, momentText, nameOf } from '../words.ts'
import { ChangeForm } from './change-form.tsx'
import styles from './drawer.module.css'
import { Lines } from './lines.tsx'
import { canChange, canRelease, orderStates } from './order-state.ts'
import { ReleaseDialog } from './release-dialog.tsx'
import { Shipments } from './shipments.tsx'

export function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useOrder(id)
  const { params, change } = useAddress()
  const channelName = useChannelName()
  const changing = params.get('do') === 'change'
  const stop = () => change({ do: null })
  return (
    <Drawer
      title={data?.externalId ?? t('Order')}
      note={data && `${nameOf(data.customer)} · ${channelName(data.channel)}`}
      onClose={onClose}
      onEscape={changing ? stop : onClose}
    >
      {!data && <Failure of={error} />}
      {data && changing && <ChangeForm order={data} onClose={stop} />}
      {data && !changing && <Inside order={data} onChange={() => change({ do: 'change' }, true)} />}
    </Drawer>
  )
}

type Doing = 'release' | 'cancel'

function Inside({ order, onChange }: { order: Order; onChange: () => void }) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const stop = () => setDoing(null)
  return (
    <>
      <p className={styles.states}>
        {orderStates(order).map(({ name, count }) => (
          <State key={name} name={name} count={count} />
        ))}
      </p>
      <p className={styles.dates}>
        {t('Ship by {shipBy}', { shipBy: dateText(order.shipBy) })}
        {order.startsOn && t(', from {startsOn}', { startsOn: dateText(order.startsOn) })}{' '}
        {t('· placed {placedAt}', { placedAt: momentText(order.placedAt) })}
      </p>
      {order.blocks.map(({ code, detail }) => (
        <Note
          key={code}
          tone={code === 'at-risk' || code === 'short' ? 'bad' : code === 'backordered' ? 'warn' : 'info'}
        >
          {detail}
        </Note>
      ))}
      <Lines lines={order.lines} />
      <PickLists order={order} />
      <Shipments shipments={order.shipments} />
      {canChange(order) && (
        <div className={styles.actions}>
          {canRelease(order) && (
            <Action kind="primary" onPress={() => setDoing('release')}>
              {t('Release…')}
            </Action>
          )}
          <Action onPress={onChange}>{t('Change quantities')}</Action>
          <Action kind="danger" onPress={() => setDoing('cancel')}>
            {t('Cancel order…')}
          </Action>
        </div>
      )}
      {doing === 'release' && <ReleaseDialog what={{ orders: [order.id] }} onDone={() => {}} onClose={stop} />}
      {doing === 'cancel' && <CancelDialog order={order} onClose={stop} />}
    </>
  )
}

function PickLists({ order }: { order: Order }) {
  if (order.pickLists.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{t('Pick lists')}</caption>
      <tbody>
        {order.pickLists.map(({ id, state, device }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/office/tickets/${id}`}>{t('Pick ticket')}</Link>
            </th>
            <td>
              {state}
              {device && t(' · on {device}', { device })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const channelName = useChannelName()
  const request = useRequest()
  const cancel = async () => {
    if (await request.send('POST', `/orders/${encodeURIComponent(order.id)}/cancel`, {})) onClose()
  }
  const open = order.committed + order.backordered + order.planned + order.allocated
  return (
    <Confirm
      title={t('Cancel {externalId}?', { externalId: order.externalId })}
      verb={t('Cancel the order')}
      danger
      request={request}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>
        {t('{count} units not yet picked go back to where they came from: the protection of {channel}, or shared.', {
          count: open,
          channel: channelName(order.channel),
        })}
        {order.picked > 0 &&
          ` ${t('{count} picked units stay allocated until they are put back.', { count: order.picked })}`}
        {order.shipped > 0 && ` ${t('{count} units have left and stay shipped.', { count: order.shipped })}`}
      </p>
    </Confirm>
  )
}
