/** Counts that were made, newest first, with what they found. */

import { useMemo } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { useWarehouse } from '../warehouse.ts'
import { CountDrawer } from './count-drawer.tsx'
import { madeFile } from './counts-file.ts'
import { MadeTable } from './made-table.tsx'
import { useCounts, useItemName } from './queries.ts'
import { CountTabs } from './tabs.tsx'

const FILTERS = [
  { id: 'off', label: t('Something was off') },
  { id: 'open', label: t('Not settled') },
] as const

export function MadeView() {
  const { api } = useDesk()
  const name = useItemName()
  const currency = useWarehouse().data?.currency ?? 'USD'
  const { params, change } = useAddress()
  const search = params.get('search') ?? ''
  const state = FILTERS.find(({ id }) => id === params.get('filter'))?.id
  const counts = useCounts({ search: search.trim(), state })
  const rows = useMemo(() => counts.data?.pages.flatMap(({ items }) => items) ?? [], [counts.data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const open = params.get('count')
  const show = (count: string) => change({ count }, true)
  const { at } = useListKeys({ ids, open, onOpen: show })
  return (
    <Screen
      title={t('Counts')}
      actions={
        <DownloadMenu file={madeFile(api, { search: search.trim(), state }, name, currency)} off={rows.length === 0} />
      }
      say={t('What was counted, against what the ledger had at that moment.')}
      tools={
        <>
          <CountTabs />
          <Tools>
            <Search
              label={t('Search place, SKU or person')}
              value={search}
              onChange={(text) => change({ search: text })}
            />
            {FILTERS.map(({ id, label }) => (
              <FilterChip
                key={id}
                label={label}
                on={state === id}
                onPress={() => change({ filter: state === id ? null : id })}
              />
            ))}
          </Tools>
          {!counts.data && <Failure of={counts.error} />}
        </>
      }
      drawer={open !== null && <CountDrawer key={open} id={open} onClose={() => change({ count: null })} />}
    >
      {counts.data && rows.length === 0 ? (
        <Nothing>
          {search || state
            ? t('No count is like that. Take a filter off, or search for less.')
            : t('Nothing was counted yet. What handhelds count appears here at once.')}
        </Nothing>
      ) : (
        <MadeTable
          rows={rows}
          at={at}
          onOpen={show}
          more={counts.hasNextPage ? () => void counts.fetchNextPage() : null}
          loading={counts.isFetchingNextPage}
        />
      )}
    </Screen>
  )
}
