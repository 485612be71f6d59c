/** Returns that are open, or were: what each waits for, the most pressing first. */

import { useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { useItemName } from '../counts/queries.ts'
import { useChannelName } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useDoing } from '../shell/doing.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { useToday } from '../warehouse.ts'
import { AnnounceDialog } from './announce-dialog.tsx'
import type { ReturnSummary } from './contract.ts'
import { ReturnDrawer } from './drawer.tsx'
import { useReturnSettings, useReturns } from './queries.ts'
import { QueueTable } from './queue-table.tsx'
import { isDue } from './return-words.ts'
import { returnsFile } from './returns-file.ts'
import { ReturnTabs } from './tabs.tsx'
import { HELD_UP_BY, isIn, queueRows, readQueueView, toggled } from './views.ts'
import { WAITS } from './waits.tsx'

const NONE: ReturnSummary[] = []
const DISPUTE_DAYS = 5

export function QueueView() {
  const { params, change } = useAddress()
  const view = useMemo(() => readQueueView(params), [params])
  const today = useToday()
  const within = useReturnSettings().data?.disputeDays ?? DISPUTE_DAYS
  const name = useItemName()
  const channelName = useChannelName()
  const [said, setSaid] = useState<readonly string[] | null>(null)
  const closed = view.view.id === 'closed'
  const returns = useReturns(closed ? 'closed' : 'open')
  const all = returns.data?.items ?? NONE
  const rows = queueRows(all, view, name, ({ chargeback }) => isDue(chargeback, today, within))
  const open = params.get('return')
  const show = (id: string) => change({ return: id, do: null }, true)
  const doing = useDoing()
  const typing = doing.what !== null
  const { at } = useListKeys({ ids: typing ? [] : rows.map(({ id }) => id), open, onOpen: show })
  const narrowed = view.search !== '' || view.channels.length > 0 || view.waitsFor.length > 0
  return (
    <Screen
      title={t('Returns')}
      say={t('What customers send back, and whom it waits for. A chargeback whose last day comes near stands first.')}
      actions={
        <>
          <DownloadMenu file={returnsFile(rows, name, channelName)} off={rows.length === 0} />
          <Action kind="primary" onPress={() => doing.begin('announce')}>
            {t('Announce a return…')}
          </Action>
        </>
      }
      tools={
        <>
          <ReturnTabs />
          <Filters all={all} view={view} change={change} />
          {said && <Said warnings={said} />}
          {returns.data?.more && <Note>{t('The first {all} returns are shown.', { all: all.length })}</Note>}
          {!returns.data && <Failure of={returns.error} />}
        </>
      }
      drawer={open !== null && <ReturnDrawer key={open} id={open} onClose={() => change({ return: null, do: null })} />}
    >
      {returns.data && rows.length === 0 ? (
        <Nothing>
          {narrowed ? t('No return is like that. Take a filter off, or search for less.') : view.view.none}
        </Nothing>
      ) : (
        <QueueTable rows={rows} at={at} name={name} today={today} within={within} onOpen={show} />
      )}
      {doing.what === 'announce' && (
        <AnnounceDialog
          onDone={({ id, warnings }) => {
            setSaid(warnings)
            change({ view: 'expected', return: id, search: null, channel: null, for: null, do: null }, true)
          }}
          onClose={doing.stop}
        />
      )}
    </Screen>
  )
}

function Said({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0)
    return <Note tone="ok">{t('The return is announced. Handhelds know it from now on.')}</Note>
  return <Note tone="warn">{t('The return is announced, but: {warnings}', { warnings: warnings.join(' ') })}</Note>
}

interface FiltersProps {
  all: readonly ReturnSummary[]
  view: ReturnType<typeof readQueueView>
  change: ReturnType<typeof useAddress>['change']
}

/** Chips for what is there, and for what is chosen though it is gone. */
function Filters({ all, view, change }: FiltersProps) {
  const channelName = useChannelName()
  const rows = all.filter((row) => isIn(row, view.view.id))
  const channels = [...new Set([...rows.map(({ channel }) => channel), ...view.channels])].sort()
  const reasons = HELD_UP_BY.filter(
    (one) => view.waitsFor.includes(one) || rows.some(({ waitingFor }) => waitingFor.includes(one)),
  )
  return (
    <Tools>
      <Search
        label={t('Search order, customer or item')}
        value={view.search}
        onChange={(search) => change({ search })}
      />
      {channels.length > 1 &&
        channels.map((channel) => (
          <FilterChip
            key={channel}
            label={channelName(channel)}
            count={rows.filter((row) => row.channel === channel).length}
            on={view.channels.includes(channel)}
            onPress={() => change({ channel: toggled(view.channels, channel).join(',') })}
          />
        ))}
      {view.view.id === 'waiting' &&
        reasons.map((one) => (
          <FilterChip
            key={one}
            label={t('For {word}', { word: WAITS[one].word.toLowerCase() })}
            count={rows.filter(({ waitingFor }) => waitingFor.includes(one)).length}
            on={view.waitsFor.includes(one)}
            onPress={() => change({ for: toggled(view.waitsFor, one).join(',') })}
          />
        ))}
    </Tools>
  )
}
