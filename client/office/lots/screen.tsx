/** Lots: where each came from, what keeps it from being sold, and the way to its trace. */

import { useDeferredValue, useMemo } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useLongList, type Whole } from '../list/long-list.ts'
import { useAddress } from '../shell/address.ts'
import { useRowKeys } from '../shell/list-keys.ts'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Search } from '../ui/field.tsx'
import { ListCount } from '../ui/list-count.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { useToday } from '../warehouse.ts'
import type { LotName, LotRow } from './contract.ts'
import { LotDrawer } from './drawer.tsx'
import { lotsFile } from './lots-file.ts'
import { FILTER_WORDS, FILTERS, queryOf, readLotsView, sortInAddress, toggled } from './lots-view.ts'
import { LotsTable } from './table.tsx'

const idOf = ({ sku, lot }: LotName): string => lotKey(sku, lot)

export default function LotsScreen() {
  const { api } = useDesk()
  const today = useToday()
  const { params, change } = useAddress()
  const view = useMemo(() => readLotsView(params), [params])
  const query = useDeferredValue(useMemo(() => queryOf(view), [view]))
  const lots = useLongList<LotRow, Whole>({ path: '/lots', query, idOf })
  const open = readLot(params)
  const show = (lot: LotName) => change({ sku: lot.sku, lot: lot.lot }, true)
  const keys = useRowKeys({
    rows: lots,
    open: open && idOf(open),
    onOpen: (id) => {
      const row = lots.at(lots.indexOf(id))
      if (row) show(row)
    },
  })
  return (
    <Screen
      title={t('Lots')}
      actions={<DownloadMenu file={lotsFile(api, query, today)} off={lots.count === 0} />}
      say={t('Every lot that was received or made here. A hold takes it off sale in every warehouse at once.')}
      tools={
        <>
          <Tools>
            <Search
              label={t('Search lot, supplier lot or SKU')}
              value={view.search}
              onChange={(search) => change({ search })}
            />
            {FILTERS.map((filter) => (
              <FilterChip
                key={filter}
                label={FILTER_WORDS[filter]}
                on={view.filters.includes(filter)}
                onPress={() => change({ filter: toggled(view.filters, filter).join(',') })}
              />
            ))}
            <ListCount>{lots.count !== null && t('{count} lots', { count: lots.count })}</ListCount>
          </Tools>
          <Failure of={lots.failure} />
        </>
      }
      drawer={open && <LotDrawer key={idOf(open)} lot={open} onClose={() => change({ sku: null, lot: null })} />}
    >
      {lots.count === 0 ? (
        <Nothing>
          {view.search || view.filters.length > 0
            ? t('No lot is like that. Take a filter off, or search for less.')
            : t('No lot was received yet.')}
        </Nothing>
      ) : (
        <LotsTable
          rows={lots}
          {...keys}
          sort={view.sort}
          onSort={(sort) => change({ sort: sortInAddress(sort) })}
          onOpen={show}
        />
      )}
    </Screen>
  )
}

/** The lot that the address names, if it does. */
export function readLot(params: URLSearchParams): LotName | null {
  const [sku, lot] = [params.get('sku'), params.get('lot')]
  return sku && lot ? { sku, lot } : null
}
