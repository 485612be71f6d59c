/** Lots: where each came from, what keeps it from being sold, and the way to its trace. */

import { useMemo } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { FilterChip } from '../ui/chips.tsx'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import type { LotName } from './contract.ts'
import { LotDrawer } from './drawer.tsx'
import { FILTER_WORDS, FILTERS, type Filter, filterOf, readLotsView } from './lots-view.ts'
import { useLots } from './queries.ts'
import { LotsTable } from './table.tsx'

export default function LotsScreen() {
  const { params, change } = useAddress()
  const view = useMemo(() => readLotsView(params), [params])
  const lots = useLots(filterOf(view))
  const rows = useMemo(() => lots.data?.pages.flatMap(({ items }) => items) ?? [], [lots.data])
  const ids = useMemo(() => rows.map(({ sku, lot }) => lotKey(sku, lot)), [rows])
  const open = readLot(params)
  const show = (lot: LotName) => change({ sku: lot.sku, lot: lot.lot }, true)
  const { at } = useListKeys({
    ids,
    open: open && lotKey(open.sku, open.lot),
    onOpen: (id) => {
      const row = rows[ids.indexOf(id)]
      if (row) show(row)
    },
  })
  return (
    <Screen
      title={t('Lots')}
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
          </Tools>
          {!lots.data && <Failure of={lots.error} />}
        </>
      }
      drawer={
        open && (
          <LotDrawer key={lotKey(open.sku, open.lot)} lot={open} onClose={() => change({ sku: null, lot: null })} />
        )
      }
    >
      {lots.data && rows.length === 0 ? (
        <Nothing>
          {view.search || view.filters.length > 0
            ? t('No lot is like that. Take a filter off, or search for less.')
            : t('No lot was received yet.')}
        </Nothing>
      ) : (
        <LotsTable
          rows={rows}
          at={at}
          onOpen={show}
          more={lots.hasNextPage ? () => void lots.fetchNextPage() : null}
          loading={lots.isFetchingNextPage}
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

const toggled = (filters: readonly Filter[], filter: Filter): Filter[] =>
  filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter]
