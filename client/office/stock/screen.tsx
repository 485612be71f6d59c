/** Stock by item: what is there, what is promised, and what each channel may still sell. */

import { Download } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { csv } from '../csv.ts'
import { useDesk } from '../desk.ts'
import { ItemDrawer } from '../item/drawer.tsx'
import { allProtections, useStock } from '../queries.ts'
import { saveCsv } from '../save-file.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { FilterChip } from '../ui/chips.tsx'
import { Search } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { BarLegend } from './bar.tsx'
import { applyView, FILTER_WORDS, FILTERS, type Filter, passes, readStockView } from './stock-view.ts'
import { StockTable } from './table.tsx'

export function StockScreen() {
  const { params, change } = useAddress()
  const view = useMemo(() => readStockView(params), [params])
  const all = useStock('')
  // Only where there are more items than are loaded at once does the server search.
  const found = useStock(useDeferredValue(all.data?.more ? view.search : ''))
  const items = found.data?.items
  const shown = useMemo(() => applyView(items ?? [], view), [items, view])
  const open = params.get('item')
  const show = useCallback(
    (item: string, channel?: string) => change({ item, explain: channel ?? null, panel: null, step: null }, true),
    [change],
  )
  const ids = useMemo(() => shown.map(({ sku }) => sku), [shown])
  // While a form is open, a key pressed beside its fields must not throw away what was typed.
  const typing = params.has('panel')
  const { at } = useListKeys({ ids: typing ? NONE : ids, open, onOpen: show })
  return (
    <Screen
      title={t('Stock')}
      say={t('One pool for all channels. Figures move as things happen.')}
      actions={<ProtectionsDownload />}
      tools={
        <>
          <Tools>
            <Search label={t('Search SKU or name')} value={view.search} onChange={(search) => change({ search })} />
            {FILTERS.map((filter) => (
              <FilterChip
                key={filter}
                label={FILTER_WORDS[filter]}
                count={items?.filter((item) => passes(item, filter)).length}
                on={view.filters.includes(filter)}
                onPress={() => change({ filter: toggled(view.filters, filter).join(',') })}
              />
            ))}
          </Tools>
          <BarLegend />
          {found.data?.more && (
            <Note>
              {t('More than {items} items: the first by SKU are shown. Search to find others.', {
                items: found.data.items.length,
              })}
            </Note>
          )}
          {!items && <Failure of={found.error} />}
        </>
      }
      drawer={open !== null && <ItemDrawer key={open} sku={open} onClose={() => change(CLOSED)} />}
    >
      {items && shown.length === 0 ? (
        <Nothing>{t('No item is like that. Take a filter off, or search for less.')}</Nothing>
      ) : (
        <StockTable
          items={shown}
          channels={items?.[0]?.channels ?? []}
          sort={view.sort}
          onSort={(sort) => change({ sort: sort === 'item' ? null : sort })}
          at={at}
          onOpen={show}
        />
      )}
    </Screen>
  )
}

const NONE: string[] = []
const CLOSED = { item: null, explain: null, panel: null, step: null }

const toggled = (filters: readonly Filter[], filter: Filter): Filter[] =>
  filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter]

function ProtectionsDownload() {
  const { api } = useDesk()
  const [failure, setFailure] = useState<Error | null>(null)
  const save = async () => {
    setFailure(null)
    try {
      const { items } = await allProtections(api)
      const head = ['sku', 'channel', 'quantity', 'target', 'until']
      const rows = items.map(({ sku, channel, quantity, target, until }) => [sku, channel, quantity, target, until])
      saveCsv('protections.csv', csv(head, rows))
    } catch (error) {
      setFailure(error as Error)
    }
  }
  return (
    <>
      <Failure of={failure} />
      <Action icon={<Download aria-hidden />} onPress={() => void save()}>
        {t('Protections as CSV')}
      </Action>
    </>
  )
}
