/** Orders with their states and what blocks them; one or many are released here. */

import { ClipboardList } from 'lucide-react'
import { useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { useChannels, useOrders } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { Tabs } from '../ui/chips.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { dateText } from '../words.ts'
import { OrderDrawer } from './drawer.tsx'
import { filterOf, readOrdersView, stillShown, VIEWS, type ViewId } from './orders-view.ts'
import { ReleaseDialog, type ReleaseWhat } from './release-dialog.tsx'
import styles from './screen.module.css'
import { OrdersTable } from './table.tsx'

export function OrdersScreen() {
  const { params, change } = useAddress()
  const view = useMemo(() => readOrdersView(params), [params])
  const orders = useOrders(filterOf(view))
  const rows = useMemo(() => orders.data?.pages.flatMap(({ items }) => items) ?? [], [orders.data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [releasing, setReleasing] = useState<ReleaseWhat | null>(null)
  const open = params.get('order')
  const show = (order: string) => change({ order, do: null }, true)
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  // While quantities are typed, a key pressed beside a field must not throw them away.
  const typing = params.get('do') === 'change'
  const { at } = useListKeys({ ids: typing ? NONE : ids, open, onOpen: show, onToggle: toggle })
  const selected = stillShown(chosen, ids)
  return (
    <Screen
      title={t('Orders')}
      tools={
        <>
          <Tabs<ViewId>
            label={t('Orders by state')}
            tabs={VIEWS}
            chosen={view.view.id}
            onChoose={(id) => change({ view: id, order: null, do: null })}
          />
          <OrderTools view={view} change={change} onRelease={setReleasing} />
          {selected.length > 0 && (
            <SelectedBar label={t('Selected orders')}>
              <b>{t('{count} orders selected', { count: selected.length })}</b>
              <Action kind="primary" onPress={() => setReleasing({ orders: selected })}>
                {t('Release…')}
              </Action>
              <Action onPress={() => setChosen(new Set())}>{t('Select none')}</Action>
            </SelectedBar>
          )}
          {!orders.data && <Failure of={orders.error} />}
        </>
      }
      drawer={open !== null && <OrderDrawer key={open} id={open} onClose={() => change({ order: null, do: null })} />}
    >
      {orders.data && rows.length === 0 ? (
        <Nothing>{view.search || view.channel || view.dueBy ? t('No order is like that.') : view.view.none}</Nothing>
      ) : (
        <OrdersTable
          rows={rows}
          at={at}
          chosen={chosen}
          onOpen={show}
          onToggle={toggle}
          onToggleAll={(on) => setChosen(new Set(on ? ids : []))}
          more={orders.hasNextPage ? () => void orders.fetchNextPage() : null}
          loading={orders.isFetchingNextPage}
        />
      )}
      {releasing && (
        <ReleaseDialog what={releasing} onDone={() => setChosen(new Set())} onClose={() => setReleasing(null)} />
      )}
    </Screen>
  )
}

const NONE: string[] = []

interface OrderToolsProps {
  view: ReturnType<typeof readOrdersView>
  change: ReturnType<typeof useAddress>['change']
  onRelease: (what: ReleaseWhat) => void
}

function OrderTools({ view, change, onRelease }: OrderToolsProps) {
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
        <Action
          icon={<ClipboardList aria-hidden />}
          onPress={() => onRelease({ dueBy: view.dueBy, ...(view.channel ? { channel: view.channel } : {}) })}
        >
          {t('Release all due by {dueBy}…', { dueBy: dateText(view.dueBy) })}
        </Action>
      )}
    </Tools>
  )
}
