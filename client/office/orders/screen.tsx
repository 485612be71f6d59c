/** Orders with their states and what blocks them; one or many are released here. */

import { ClipboardList } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import type { OrderRow } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { useChooseAll } from '../list/choose-all.ts'
import { useChosen } from '../list/chosen.ts'
import { useLongList, type Whole } from '../list/long-list.ts'
import { useChannelName, useChannels } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useDoing } from '../shell/doing.ts'
import { useRowKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { Tabs } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { FirstOfMany, ListCount } from '../ui/list-count.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { dateText } from '../words.ts'
import { OrderDrawer } from './drawer.tsx'
import { ordersFile } from './orders-file.ts'
import { type OrdersView, queryOf, readOrdersView, sortInAddress, VIEWS, type ViewId } from './orders-view.ts'
import { ReleaseDialog, type ReleaseWhat } from './release-dialog.tsx'
import styles from './screen.module.css'
import { OrdersTable } from './table.tsx'

/** As many as are released at once. */
const MOST_CHOSEN = 500

const idOf = ({ id }: OrderRow): string => id

export function OrdersScreen() {
  const { api } = useDesk()
  const channelName = useChannelName()
  const { params, change } = useAddress()
  const view = useMemo(() => readOrdersView(params), [params])
  const query = useDeferredValue(useMemo(() => queryOf(view), [view]))
  const orders = useLongList<OrderRow, Whole>({ path: '/orders', query, idOf })
  const chosen = useChosen(orders)
  const all = useChooseAll({ path: '/orders', query, count: orders.count, most: MOST_CHOSEN, chosen })
  const doing = useDoing()
  const [selected, setSelected] = useState<string[] | null>(null)
  const open = params.get('order')
  const show = (order: string) => change({ order, do: null }, true)
  // While quantities are typed, a key pressed beside a field must not throw them away.
  const typing = doing.what === 'change'
  const keys = useRowKeys({ rows: orders, open, onOpen: show, onToggle: chosen.toggle, off: typing })
  return (
    <Screen
      title={t('Orders')}
      actions={<DownloadMenu file={ordersFile(api, query, channelName)} off={orders.count === 0} />}
      tools={
        <>
          <Tabs<ViewId>
            label={t('Orders by state')}
            tabs={VIEWS}
            chosen={view.view.id}
            onChoose={(id) => change({ view: id, order: null, do: null })}
          />
          <OrderTools view={view} count={orders.count} change={change} onRelease={() => doing.begin('release')} />
          {chosen.rows.length > 0 && (
            <SelectedBar label={t('Selected orders')}>
              <b>{t('{count} orders selected', { count: chosen.rows.length })}</b>
              <FirstOfMany chosen={chosen.rows.length} most={MOST_CHOSEN} count={orders.count} />
              <Action kind="primary" onPress={() => setSelected(chosen.rows.map(idOf))}>
                {t('Release…')}
              </Action>
              <Action onPress={chosen.none}>{t('Select none')}</Action>
            </SelectedBar>
          )}
          <Failure of={orders.failure ?? all.failure} />
        </>
      }
      drawer={open !== null && <OrderDrawer key={open} id={open} onClose={() => change({ order: null, do: null })} />}
    >
      {orders.count === 0 ? (
        <Nothing>{view.search || view.channel || view.dueBy ? t('No order is like that.') : view.view.none}</Nothing>
      ) : (
        <OrdersTable
          rows={orders}
          {...keys}
          sort={view.sort}
          onSort={(sort) => change({ sort: sortInAddress(sort) })}
          chosen={chosen}
          all={all}
          onOpen={show}
        />
      )}
      {selected && <ReleaseDialog what={{ orders: selected }} onDone={chosen.none} onClose={() => setSelected(null)} />}
      {doing.what === 'release' && view.dueBy && (
        <ReleaseDialog what={dueIn(view)} onDone={chosen.none} onClose={doing.stop} />
      )}
    </Screen>
  )
}

/** All that are due by the day that is set, of the channel that is. */
const dueIn = ({ dueBy, channel }: OrdersView): ReleaseWhat => ({ dueBy, ...(channel ? { channel } : {}) })

interface OrderToolsProps {
  view: OrdersView
  count: number | null
  change: ReturnType<typeof useAddress>['change']
  onRelease: () => void
}

function OrderTools({ view, count, change, onRelease }: OrderToolsProps) {
  const channels = useChannels()
  return (
    <Tools>
      <Search label={t('Search order or customer')} value={view.search} onChange={(search) => change({ search })} />
      <label className={`${field.filter} ${styles.filter}`}>
        {t('Channel')}
        <select value={view.channel} onChange={(event) => change({ channel: event.target.value })}>
          <option value="">{t('All')}</option>
          {channels.map(({ channel, name }) => (
            <option key={channel} value={channel}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={`${field.filter} ${styles.filter}`}>
        {t('Due by')}
        <input type="date" value={view.dueBy} onChange={(event) => change({ dueBy: event.target.value })} />
      </label>
      {view.dueBy && (
        <Action icon={<ClipboardList aria-hidden />} onPress={onRelease}>
          {t('Release all due by {dueBy}…', { dueBy: dateText(view.dueBy) })}
        </Action>
      )}
      <ListCount>{count !== null && t('{count} orders', { count })}</ListCount>
    </Tools>
  )
}
