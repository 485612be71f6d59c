/** Stock by item: what is there, what is promised, and what each channel may still sell. */

import { Download } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { STOCK_FILTERS } from '../../../shared/wire/stock-list.ts'
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import { csv } from '../csv.ts'
import { useDesk } from '../desk.ts'
import { ItemDrawer } from '../item/drawer.tsx'
import { useLongList } from '../list/long-list.ts'
import { allProtections } from '../queries.ts'
import { saveCsv } from '../save-file.ts'
import { useAddress } from '../shell/address.ts'
import { useRowKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { FilterChip } from '../ui/chips.tsx'
import { Search } from '../ui/field.tsx'
import { ListCount } from '../ui/list-count.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { BarLegend } from './bar.tsx'
import { FILTER_WORDS, queryOf, readStockView, type StockWhole, sortInAddress, toggled } from './stock-view.ts'
import { StockTable } from './table.tsx'

const idOf = ({ sku }: Inventory): string => sku

export function StockScreen() {
  const { params, change } = useAddress()
  const view = useMemo(() => readStockView(params), [params])
  const query = useDeferredValue(useMemo(() => queryOf(view), [view]))
  const stock = useLongList<Inventory, StockWhole>({ path: '/inventory', query, idOf })
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
      actions={<ProtectionsDownload />}
      tools={
        <>
          <Tools>
            <Search label={t('Search SKU or name')} value={view.search} onChange={(search) => change({ search })} />
            {STOCK_FILTERS.map((filter) => (
              <FilterChip
                key={filter}
                label={FILTER_WORDS[filter]}
                count={stock.whole?.counts[filter]}
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
          channels={stock.whole?.items[0]?.channels ?? []}
          sort={view.sort}
          onSort={(sort) => change({ sort: sortInAddress(sort) })}
          {...keys}
          onOpen={show}
        />
      )}
    </Screen>
  )
}

const CLOSED = { item: null, explain: null, panel: null, step: null, curve: null }

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
