/** What the floor is asked to count, and is not done yet. */

import { useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { useDoing } from '../shell/doing.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { AskedDrawer } from './asked-drawer.tsx'
import { AskedTable } from './asked-table.tsx'
import { ASKED_FILTERS, ASKED_WORDS, type AskedFilter, askedRows, passes, readAskedView } from './asked-view.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import type { CountTask } from './contract.ts'
import { askedFile } from './counts-file.ts'
import { PlanNow } from './plan-now.tsx'
import { useCountTasks, useItemName } from './queries.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { CountTabs } from './tabs.tsx'

/** Of what is selected. */
type Doing = 'return' | 'cancel'
const NO_TASKS: CountTask[] = []

export function AskedView() {
  const { params, change } = useAddress()
  const view = useMemo(() => readAskedView(params), [params])
  const name = useItemName()
  const tasks = useCountTasks()
  const all = tasks.data?.items ?? NO_TASKS
  const rows = askedRows(all, view, name)
  const ids = rows.map(({ id }) => id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const begun = useDoing()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const open = params.get('task')
  const show = (task: string) => change({ task }, true)
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  const { at } = useListKeys({ ids, open, onOpen: show, onToggle: toggle })
  const selected = rows.filter(({ id }) => chosen.has(id))
  const stop = () => {
    setDoing(null)
    begun.stop()
  }
  const done = (what: string) => {
    setSaid(what)
    setChosen(new Set())
    stop()
  }
  const opened = all.find(({ id }) => id === open)
  return (
    <Screen
      title={t('Counts')}
      say={t('What the floor is asked to count, what it came upon itself before what was planned.')}
      actions={
        <>
          <DownloadMenu file={askedFile(rows, name)} off={rows.length === 0} />
          <PlanNow onSaid={setSaid} />
          <Action kind="primary" onPress={() => begun.begin('ask')}>
            {t('Ask for counts…')}
          </Action>
        </>
      }
      tools={
        <>
          <CountTabs />
          <Tools>
            <Search
              label={t('Search place, item or device')}
              value={view.search}
              onChange={(search) => change({ search })}
            />
            {ASKED_FILTERS.map((filter) => (
              <FilterChip
                key={filter}
                label={ASKED_WORDS[filter]}
                count={tasks.data && all.filter((task) => passes(task, filter)).length}
                on={view.filters.includes(filter)}
                onPress={() => change({ filter: toggled(view.filters, filter).join(',') })}
              />
            ))}
          </Tools>
          {said !== null && <Note tone="ok">{said}</Note>}
          {selected.length > 0 && (
            <SelectedBar label={t('Selected counts')}>
              <b>{t('{count} counts selected', { count: selected.length })}</b>
              {selected.some(({ device }) => device !== null) && (
                <Action onPress={() => setDoing('return')}>{t('Take back…')}</Action>
              )}
              <Action onPress={() => setDoing('cancel')}>{t('Cancel…')}</Action>
              <Action onPress={() => setChosen(new Set())}>{t('Select none')}</Action>
            </SelectedBar>
          )}
          {!tasks.data && <Failure of={tasks.error} />}
        </>
      }
      drawer={
        opened && <AskedDrawer key={opened.id} task={opened} onSaid={setSaid} onClose={() => change({ task: null })} />
      }
    >
      {tasks.data && rows.length === 0 ? (
        <Nothing>
          {all.length > 0
            ? t('No count is like that. Take a filter off, or search for less.')
            : t('Nothing is asked to be counted. Plan the day, or ask for counts of places, items, lots or a zone.')}
        </Nothing>
      ) : (
        <AskedTable
          rows={rows}
          at={at}
          name={name}
          chosen={chosen}
          onOpen={show}
          onToggle={toggle}
          onToggleAll={(on) => setChosen(new Set(on ? ids : []))}
        />
      )}
      {begun.what === 'ask' && <AskDialog onDone={done} onClose={stop} />}
      {doing === 'return' && <ReturnDialog tasks={selected} onDone={done} onClose={stop} />}
      {doing === 'cancel' && <CancelDialog tasks={selected} onDone={done} onClose={stop} />}
    </Screen>
  )
}

const toggled = (filters: readonly AskedFilter[], filter: AskedFilter): AskedFilter[] =>
  filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter]
