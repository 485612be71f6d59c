import { Plus, TableProperties } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import type { Connector } from './contract.ts'
import { ListingsBulk } from './listings-bulk.tsx'
import { ListingsTable } from './listings-table.tsx'
import { listingsFile, listingsToChange } from './platforms-file.ts'
import { PoolsPart } from './pools.tsx'
import { useListings, useMayConnect } from './queries.ts'

const NONE: ReadonlySet<string> = new Set()

export function ListingsTab({ connector, now }: { connector: Connector; now: number }) {
  const { api } = useDesk()
  const { params, change } = useAddress()
  const may = useMayConnect()
  const search = params.get('search') ?? ''
  const listings = useListings(connector.id, search)
  const rows = listings.data?.pages.flatMap(({ items }) => items) ?? []
  const [chosen, setChosen] = useState(NONE)
  const selected = rows.filter(({ listing }) => chosen.has(listing))
  const toggle = (listing: string) =>
    setChosen(new Set(chosen.has(listing) ? [...chosen].filter((one) => one !== listing) : [...chosen, listing]))
  return (
    <>
      <div className={parts.row}>
        <Search label={t('Search listing or SKU')} value={search} onChange={(text) => change({ search: text })} />
        {may && (
          <>
            <Action icon={<Plus aria-hidden />} onPress={() => change({ do: 'map', listing: null }, true)}>
              {t('Map one')}
            </Action>
            <Action icon={<TableProperties aria-hidden />} onPress={() => change({ do: 'many' }, true)}>
              {t('Map many')}
            </Action>
          </>
        )}
        <DownloadMenu
          file={listingsFile(api, connector.id, search)}
          others={[listingsToChange(api, connector.id)]}
          off={rows.length === 0}
        />
      </div>
      {!listings.data && <Failure of={listings.error} />}
      {may && selected.length > 0 && (
        <ListingsBulk connector={connector} selected={selected} onDone={() => setChosen(NONE)} />
      )}
      {listings.data && rows.length === 0 && <p className={parts.prose}>{noneText(search, may)}</p>}
      {rows.length > 0 && (
        <ListingsTable
          rows={rows}
          now={now}
          chosen={may ? chosen : null}
          onToggle={toggle}
          onToggleAll={(on) => setChosen(on ? new Set(rows.map(({ listing }) => listing)) : NONE)}
          onOpen={may ? (listing) => change({ do: 'map', listing }, true) : null}
        />
      )}
      {listings.hasNextPage && (
        <div className={parts.row}>
          <Action off={listings.isFetchingNextPage} onPress={() => void listings.fetchNextPage()}>
            {listings.isFetchingNextPage ? t('Loading…') : t('Show more')}
          </Action>
        </div>
      )}
      <PoolsPart connector={connector} now={now} />
    </>
  )
}

function noneText(search: string, may: boolean): string {
  if (search !== '') return t('No listing is like that.')
  return may
    ? t(
        'No listing is mapped yet. Map each listing of the platform to the item that it sells: from then on it shows what can be promised.',
      )
    : t('No listing is mapped yet. An administrator maps them.')
}
