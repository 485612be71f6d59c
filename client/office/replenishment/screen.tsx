/** What to order, for whom and by when; what lies too long; and what is known of demand. */

import { useEffect, useState } from 'react'
import { t } from '../../language/t.ts'
import { stillShown } from '../orders/orders-view.ts'
import { type Address, useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Tabs } from '../ui/chips.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Screen, Tools } from '../ui/screen.tsx'
import { AcceptBar } from './accept-bar.tsx'
import { type Accepted, AcceptedDialog } from './accepted-dialog.tsx'
import { PlanActions } from './actions.tsx'
import type { ItemPlan } from './contract.ts'
import { PlanDrawer } from './drawer.tsx'
import { NothingToShow } from './nothing.tsx'
import { useMayPlan, usePlans } from './queries.ts'
import { SideDrawer } from './side-drawer.tsx'
import { PlansTable } from './table.tsx'
import { isTyping, NEED_VIEWS, type NeedView, ofSupplier, type PlansView, readPlansView, suppliersOf } from './views.ts'

/** The list and what is open beside it. */
const CLOSED = { item: null, tab: null, curve: null, do: null }

export default function ReplenishmentScreen() {
  const { params, change } = useAddress()
  const view = readPlansView(params)
  const plans = usePlansOf(view)
  const may = useMayPlan()
  const { rows, first } = plans
  const ids = rows.map(({ sku }) => sku)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const show = (item: string) => change({ item, do: null }, true)
  const toggle = (sku: string) =>
    setChosen(new Set(chosen.has(sku) ? [...chosen].filter((one) => one !== sku) : [...chosen, sku]))
  const { at } = useListKeys({ ids: isTyping(view) ? [] : ids, open: view.item, onOpen: show, onToggle: toggle })
  const selected = stillShown(chosen, ids).flatMap((sku) => rows.find((one) => one.sku === sku) ?? [])
  const accept = (done: Accepted) => {
    setAccepted(done)
    setChosen(new Set())
  }
  return (
    <Screen
      title={t('Replenishment')}
      say={t('What to order, for which channels and by when, from what each of them asks for.')}
      actions={
        <PlanActions view={view} none={rows.length === 0} onOpen={(what) => change({ ...CLOSED, do: what }, true)} />
      }
      tools={
        <>
          <NeedTabs counts={first?.counts} chosen={view.need} change={change} />
          <Filters view={view} suppliers={plans.suppliers} change={change} />
          {first && first.pending > 0 && first.counts.all > 0 && (
            <Note>
              {t('Figures of {count} items are being made anew, and come by themselves.', { count: first.pending })}
            </Note>
          )}
          {selected.length > 0 && may && (
            <AcceptBar selected={selected} onDone={accept} onNone={() => setChosen(new Set())} />
          )}
          {!first && <Failure of={plans.error} />}
        </>
      }
      drawer={
        view.doing !== null ? (
          <SideDrawer doing={view.doing} onClose={() => change({ do: null })} />
        ) : (
          view.item !== null && (
            <PlanDrawer
              key={view.item}
              sku={view.item}
              tab={view.tab}
              onTab={(tab) => change({ tab: tab === 'advice' ? null : tab })}
              onAccepted={accept}
              onClose={() => change(CLOSED)}
            />
          )
        )
      }
    >
      {first && rows.length === 0 && plans.known ? (
        <NothingToShow page={first} view={view} onDemand={() => change({ ...CLOSED, do: 'demand' }, true)} />
      ) : (
        <PlansTable
          rows={rows}
          need={view.need}
          at={view.doing === null ? at : null}
          chosen={chosen}
          onOpen={show}
          onToggle={toggle}
          onToggleAll={(on) => setChosen(new Set(on ? ids : []))}
          more={plans.more}
          loading={plans.loading}
        />
      )}
      {accepted && <AcceptedDialog accepted={accepted} onClose={() => setAccepted(null)} />}
    </Screen>
  )
}

const NONE: readonly ItemPlan[] = []

function usePlansOf({ need, text, supplier }: PlansView) {
  const plans = usePlans({ need, text })
  const { data, error, hasNextPage, isFetching, fetchNextPage } = plans
  const all = data?.pages.flatMap(({ items }) => items) ?? NONE
  // Those of one supplier may stand on any page.
  useEffect(() => {
    if (supplier !== '' && hasNextPage && !isFetching) void fetchNextPage()
  }, [supplier, hasNextPage, isFetching, fetchNextPage])
  return {
    ...{ error, rows: ofSupplier(all, supplier), suppliers: suppliersOf(all), first: data?.pages[0] },
    /** Nothing more is on its way that could be shown. */
    known: !(plans.isPlaceholderData || plans.isFetchingNextPage),
    loading: plans.isFetchingNextPage,
    more: hasNextPage ? () => void fetchNextPage() : null,
  }
}

interface NeedTabsProps {
  counts: Record<NeedView, number> | undefined
  chosen: NeedView
  change: Address['change']
}

const NeedTabs = ({ counts, chosen, change }: NeedTabsProps) => (
  <Tabs<NeedView>
    label={t('Items by need')}
    tabs={NEED_VIEWS.map((one) => ({ ...one, count: counts?.[one.id] }))}
    chosen={chosen}
    onChoose={(need) => change({ need: need === 'now' ? null : need })}
  />
)

interface FiltersProps {
  view: PlansView
  suppliers: readonly string[]
  change: Address['change']
}

function Filters({ view, suppliers, change }: FiltersProps) {
  // One that the address names stays to be chosen, also where nothing of it is shown.
  const names = suppliers.includes(view.supplier) || view.supplier === '' ? suppliers : [view.supplier, ...suppliers]
  return (
    <Tools>
      <Search label={t('Search SKU or name')} value={view.text} onChange={(search) => change({ search })} />
      <label className={field.filter}>
        {t('Supplier')}
        <select value={view.supplier} onChange={(event) => change({ supplier: event.target.value })}>
          <option value="">{t('All')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </Tools>
  )
}
