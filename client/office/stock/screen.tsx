/** Stock by item: what is there, what is promised, and what each channel may still sell. */

import { useCallback, useDeferredValue, useMemo } from 'react'
import { STOCK_FILTERS } from '../../../shared/wire/stock-list.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import type { Inventory } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { importFile } from '../export/import-file.ts'
import { ItemDrawer } from '../item/drawer.tsx'
import { useLongList } from '../list/long-list.ts'
import { allProtections, useStockCounts } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useRowKeys } from '../shell/list-keys.ts'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu, type OtherFile } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { ListCount } from '../ui/list-count.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { BarLegend } from './bar.tsx'
import { stockFile } from './stock-file.ts'
import { FILTER_WORDS, queryOf, readStockView, type StockWhole, sortInAddress, toggled } from './stock-view.ts'
import { StockTable } from './table.tsx'

const idOf = ({ sku }: Inventory): string => sku

export function StockScreen() {
  const { api } = useDesk()
  const { params, change } = useAddress()
  const view = useMemo(() => readStockView(params), [params])
  const query = useDeferredValue(useMemo(() => queryOf(view), [view]))
  const stock = useLongList<Inventory, StockWhole>({ path: '/inventory', query, idOf })
  const counts = useStockCounts(query.search ?? '').data?.counts
  const channels = stock.whole?.items[0]?.channels ?? NO_CHANNELS
  const open = params.get('item')
  const show = useCallback(
    (item: string, channel?: string) => change({ item, explain: channel ?? null, panel: null, step: null }, true),
    [change],
  )
  // While a form is open, a key pressed beside its fields must not throw away what was typed.
  const keys = useRowKeys({ rows: stock, open, onOpen: show, off: params.has('panel') })
  return (
    <Screen
      title={t('Stock')}
      say={t('One pool for all channels. Figures move as things happen.')}
      actions={
        <DownloadMenu
          file={stockFile(api, query, channels)}
          others={[protectionsToImport(api)]}
          off={stock.count === 0}
        />
      }
      tools={
        <>
          <Tools>
            <Search label={t('Search SKU or name')} value={view.search} onChange={(search) => change({ search })} />
            {STOCK_FILTERS.map((filter) => (
              <FilterChip
                key={filter}
                label={FILTER_WORDS[filter]}
                count={counts?.[filter]}
                on={view.filters.includes(filter)}
                onPress={() => change({ filter: toggled(view.filters, filter).join(',') })}
              />
            ))}
            <ListCount>{stock.count !== null && t('{count} items', { count: stock.count })}</ListCount>
          </Tools>
          <BarLegend />
          <Failure of={stock.failure} />
        </>
      }
      drawer={open !== null && <ItemDrawer key={open} sku={open} onClose={() => change(CLOSED)} />}
    >
      {stock.count === 0 ? (
        <Nothing>{t('No item is like that. Take a filter off, or search for less.')}</Nothing>
      ) : (
        <StockTable
          rows={stock}
          channels={channels}
          sort={view.sort}
          onSort={(sort) => change({ sort: sortInAddress(sort) })}
          {...keys}
          onOpen={show}
        />
      )}
    </Screen>
  )
}

const NO_CHANNELS: Inventory['channels'] = []
const CLOSED = { item: null, explain: null, panel: null, step: null, curve: null, figure: null, days: null }

/** In the shape of `lotline import`. */
const protectionsToImport = (api: Api): OtherFile => ({
  label: t('Protections as CSV'),
  make: async () => {
    const { items } = await allProtections(api)
    const rows = items.map(({ sku, channel, quantity, target, until }) => [sku, channel, quantity, target, until])
    return importFile('protections', ['sku', 'channel', 'quantity', 'target', 'until'], rows)
  },
})
