/** The inbox: what a person must settle, the worst first; one at a time in the drawer, or many with one remedy. */

import { useDeferredValue, useMemo, useState } from 'react'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useChooseAll } from '../list/choose-all.ts'
import { useChosen } from '../list/chosen.ts'
import { useLongList, type Whole } from '../list/long-list.ts'
import { useExceptionCounts } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys, useRowKeys } from '../shell/list-keys.ts'
import { Tabs } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import field from '../ui/field.module.css'
import { Search } from '../ui/field.tsx'
import { FirstOfMany, ListCount } from '../ui/list-count.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { BulkBar, type BulkOutcome, BulkResult } from './bulk-bar.tsx'
import type { ExceptionCount, ExceptionItem } from './contract.ts'
import { ExceptionDrawer } from './drawer.tsx'
import styles from './exceptions.module.css'
import { exceptionsFile, refusedFile } from './exceptions-file.ts'
import {
  countIn,
  type ExceptionsView,
  type ExceptionsViewId,
  isNarrowed,
  queryOf,
  readExceptionsView,
  SEVERITIES,
  sortInAddress,
  typesIn,
  VIEWS,
} from './exceptions-view.ts'
import { NotifyMe } from './notify-me.tsx'
import { useOwners, useRefused } from './queries.ts'
import { RefusedDrawer } from './refused/drawer.tsx'
import { RefusedTable } from './refused/table.tsx'
import { ExceptionsTable } from './table.tsx'

/** As many as are settled at once. */
const MOST_CHOSEN = 200

const idOf = ({ id }: ExceptionItem): string => id
const NONE: ExceptionCount[] = []

export function ExceptionsScreen() {
  const { params, change } = useAddress()
  const view = useMemo(() => readExceptionsView(params), [params])
  const counts = useExceptionCounts().data?.items
  const refused = useRefused()
  const tabs = VIEWS.map((one) => ({
    ...one,
    count: one.id === 'refused' ? refused.data?.items.length : counts && countIn(counts, one.id),
  }))
  const choose = (id: ExceptionsViewId) => change({ view: id, sort: null, exception: null, refused: null })
  const head = {
    tabs: <Tabs<ExceptionsViewId> label={t('Exceptions by kind')} tabs={tabs} chosen={view.id} onChoose={choose} />,
  }
  return view.id === 'refused' ? (
    <RefusedView head={head} />
  ) : (
    <OpenView head={head} view={view} counts={counts ?? NONE} />
  )
}

interface Head {
  tabs: React.ReactNode
}

interface OpenViewProps {
  head: Head
  view: ExceptionsView
  counts: readonly ExceptionCount[]
}

function OpenView({ head, view, counts }: OpenViewProps) {
  const { api } = useDesk()
  const { params, change } = useAddress()
  const query = useDeferredValue(useMemo(() => queryOf(view), [view]))
  const exceptions = useLongList<ExceptionItem, Whole>({ path: '/exceptions', query, idOf })
  const chosen = useChosen(exceptions)
  const all = useChooseAll({ path: '/exceptions', query, count: exceptions.count, most: MOST_CHOSEN, chosen })
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  const open = params.get('exception')
  const show = (exception: string) => change({ exception }, true)
  const keys = useRowKeys({ rows: exceptions, open, onOpen: show, onToggle: chosen.toggle })
  return (
    <Screen
      title={t('Exceptions')}
      actions={<DownloadMenu file={exceptionsFile(api, query)} off={exceptions.count === 0} />}
      say={t('Promises in danger and contradictions that a person must settle, the worst first.')}
      tools={
        <>
          {head.tabs}
          <Filters view={view} counts={counts} found={exceptions.count} change={change} />
          {chosen.rows.length > 0 && (
            <BulkBar
              chosen={chosen.rows}
              beside={<FirstOfMany chosen={chosen.rows.length} most={MOST_CHOSEN} count={exceptions.count} />}
              onDone={(done) => {
                setOutcome(done)
                chosen.none()
              }}
              onNone={chosen.none}
            />
          )}
          <Failure of={exceptions.failure ?? all.failure} />
        </>
      }
      drawer={open !== null && <ExceptionDrawer key={open} id={open} onClose={() => change({ exception: null })} />}
    >
      {exceptions.count === 0 ? (
        <Nothing>{isNarrowed(view) ? t('No exception is like that.') : t('Nothing is open here.')}</Nothing>
      ) : (
        <ExceptionsTable
          rows={exceptions}
          {...keys}
          sort={view.sort}
          onSort={(sort) => change({ sort: sortInAddress(view.id, sort) })}
          chosen={chosen}
          all={all}
          onOpen={show}
        />
      )}
      {outcome && <BulkResult outcome={outcome} onClose={() => setOutcome(null)} />}
    </Screen>
  )
}

interface FiltersProps {
  view: ExceptionsView
  counts: readonly ExceptionCount[]
  /** How many there are of all that it leaves. */
  found: number | null
  change: ReturnType<typeof useAddress>['change']
}

function Filters({ view, counts, found, change }: FiltersProps) {
  const owners = useOwners()
  return (
    <Tools>
      <Search
        label={t('Search item, order or text')}
        value={view.search}
        onChange={(text) => change({ search: text })}
      />
      <Filter label={t('Severity')} value={view.severity} onChange={(severity) => change({ severity })}>
        {SEVERITIES.map((one) => ({ value: one, label: spoken(one) }))}
      </Filter>
      <Filter label={t('Type')} value={view.type} onChange={(type) => change({ type })}>
        {typesIn(counts, view.id, view.type).map((one) => ({ value: one, label: spoken(one) }))}
      </Filter>
      <Filter label={t('Owner')} value={view.owner} onChange={(owner) => change({ owner })}>
        {[{ value: 'none', label: t('Nobody') }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]}
      </Filter>
      <NotifyMe />
      <ListCount>{found !== null && t('{count} exceptions', { count: found })}</ListCount>
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
      actions={<DownloadMenu file={refusedFile(rows)} off={rows.length === 0} />}
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
