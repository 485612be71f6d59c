/** The inbox: what a person must settle, the worst first; one at a time in the drawer, or many with one remedy. */

import { useMemo, useState } from 'react'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { stillShown } from '../orders/orders-view.ts'
import { useExceptions } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Tabs } from '../ui/chips.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { BulkBar, type BulkOutcome, BulkResult } from './bulk-bar.tsx'
import type { ExceptionItem } from './contract.ts'
import { ExceptionDrawer } from './drawer.tsx'
import styles from './exceptions.module.css'
import { type ExceptionsViewId, found, inView, narrowed, SEVERITIES, VIEWS } from './exceptions-view.ts'
import { NotifyMe } from './notify-me.tsx'
import { useOwners, useRefused } from './queries.ts'
import { RefusedDrawer } from './refused/drawer.tsx'
import { RefusedTable } from './refused/table.tsx'
import { ExceptionsTable } from './table.tsx'

const NONE: ExceptionItem[] = []

export function ExceptionsScreen() {
  const { params, change } = useAddress()
  const view = VIEWS.find(({ id }) => id === params.get('view'))?.id ?? 'all'
  const { data, error } = useExceptions()
  const refused = useRefused()
  const items = data?.items ?? NONE
  const tabs = VIEWS.map((one) => ({
    ...one,
    count: one.id === 'refused' ? refused.data?.items.length : data && inView(items, one.id).length,
  }))
  const choose = (id: ExceptionsViewId) => change({ view: id, exception: null, refused: null })
  const head = {
    tabs: <Tabs<ExceptionsViewId> label={t('Exceptions by kind')} tabs={tabs} chosen={view} onChoose={choose} />,
  }
  return view === 'refused' ? (
    <RefusedView head={head} />
  ) : (
    <OpenView head={head} view={view} items={items} failure={data ? null : error} known={data !== undefined} />
  )
}

interface Head {
  tabs: React.ReactNode
}

interface OpenViewProps {
  head: Head
  view: ExceptionsViewId
  items: ExceptionItem[]
  failure: Error | null
  known: boolean
}

function OpenView({ head, view, items, failure, known }: OpenViewProps) {
  const { params, change } = useAddress()
  const search = params.get('search') ?? ''
  const wanted = {
    severity: params.get('severity') ?? '',
    type: params.get('type') ?? '',
    owner: params.get('owner') ?? '',
  }
  const { severity, type, owner } = wanted
  const shown = useMemo(
    () => narrowed(found(inView(items, view), search), { severity, type, owner }),
    [items, view, search, severity, type, owner],
  )
  const ids = useMemo(() => shown.map(({ id }) => id), [shown])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  const open = params.get('exception')
  const show = (exception: string) => change({ exception }, true)
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  const { at } = useListKeys({ ids, open, onOpen: show, onToggle: toggle })
  const selected = stillShown(chosen, ids).flatMap((id) => shown.find((one) => one.id === id) ?? [])
  const filtered = search || severity || type || owner
  return (
    <Screen
      title={t('Exceptions')}
      say={t('Promises in danger and contradictions that a person must settle, the worst first.')}
      tools={
        <>
          {head.tabs}
          <Filters items={inView(items, view)} search={search} wanted={wanted} change={change} />
          {selected.length > 0 && (
            <BulkBar
              chosen={selected}
              onDone={(done) => {
                setOutcome(done)
                setChosen(new Set())
              }}
              onNone={() => setChosen(new Set())}
            />
          )}
          <Failure of={failure} />
        </>
      }
      drawer={open !== null && <ExceptionDrawer key={open} id={open} onClose={() => change({ exception: null })} />}
    >
      {known && shown.length === 0 ? (
        <Nothing>{filtered ? t('No exception is like that.') : t('Nothing is open here.')}</Nothing>
      ) : (
        <ExceptionsTable
          rows={shown}
          at={at}
          chosen={chosen}
          onOpen={show}
          onToggle={toggle}
          onToggleAll={(on) => setChosen(new Set(on ? ids : []))}
        />
      )}
      {outcome && <BulkResult outcome={outcome} onClose={() => setOutcome(null)} />}
    </Screen>
  )
}

interface FiltersProps {
  items: readonly ExceptionItem[]
  search: string
  wanted: { severity: string; type: string; owner: string }
  change: ReturnType<typeof useAddress>['change']
}

function Filters({ items, search, wanted, change }: FiltersProps) {
  const owners = useOwners()
  const types = [...new Set([...items.map(({ type }) => type), ...(wanted.type ? [wanted.type] : [])])].sort()
  return (
    <Tools>
      <Search label={t('Search item, order or text')} value={search} onChange={(text) => change({ search: text })} />
      <Filter label={t('Severity')} value={wanted.severity} onChange={(severity) => change({ severity })}>
        {SEVERITIES.map((one) => ({ value: one, label: spoken(one) }))}
      </Filter>
      <Filter label={t('Type')} value={wanted.type} onChange={(type) => change({ type })}>
        {types.map((one) => ({ value: one, label: spoken(one) }))}
      </Filter>
      <Filter label={t('Owner')} value={wanted.owner} onChange={(owner) => change({ owner })}>
        {[{ value: 'none', label: t('Nobody') }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]}
      </Filter>
      <NotifyMe />
    </Tools>
  )
}

interface FilterProps {
  label: string
  value: string
  onChange: (value: string) => void
  children: readonly { value: string; label: string }[]
}

function Filter({ label, value, onChange, children }: FilterProps) {
  return (
    <label className={`${field.filter} ${styles.filter}`}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('All')}</option>
        {children.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  )
}

function RefusedView({ head }: { head: Head }) {
  const { params, change } = useAddress()
  const { data, error } = useRefused()
  const rows = useMemo(() => data?.items ?? [], [data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const open = params.get('refused')
  const show = (refused: string) => change({ refused }, true)
  const { at } = useListKeys({ ids, open, onOpen: show })
  return (
    <Screen
      title={t('Exceptions')}
      say={t(
        'What devices recorded and the server could not post. It is kept whole until somebody puts it right or lets it rest.',
      )}
      tools={
        <>
          {head.tabs}
          {!data && <Failure of={error} />}
        </>
      }
      drawer={open !== null && <RefusedDrawer key={open} id={open} onClose={() => change({ refused: null })} />}
    >
      {data && rows.length === 0 ? (
        <Nothing>{t('Nothing is parked: all that was recorded is posted.')}</Nothing>
      ) : (
        <RefusedTable rows={rows} at={at} onOpen={show} />
      )}
    </Screen>
  )
}
