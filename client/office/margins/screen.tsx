/** What each item really earns on each channel: revenue, every cost, and what is left. */

import { FlaskConical } from 'lucide-react'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen } from '../ui/screen.tsx'
import { useToday, useWarehouse } from '../warehouse.ts'
import type { MarginGroup, MarginRow } from './contract.ts'
import { MarginDrawer } from './drawer.tsx'
import { Filters } from './filters.tsx'
import { GapsDrawer } from './gaps-drawer.tsx'
import { GapsNote } from './gaps-note.tsx'
import { marginsFile } from './margins-file.ts'
import { inOrder, readMarginsView, rowId, TOTAL } from './margins-view.ts'
import { useMarginPeriods, useMargins, useNames } from './queries.ts'
import { Ranks } from './ranks.tsx'
import { MarginsTable } from './table.tsx'
import { AS_IT_IS } from './what-if.ts'

export default function MarginsScreen() {
  const names = useNames()
  const { params, change } = useAddress()
  const view = readMarginsView(params, useToday())
  const currency = useWarehouse().data?.currency ?? 'USD'
  const backward = view.from > view.to
  const by: readonly MarginGroup[] = view.grouping.of
  const { data, error } = useMargins(view, by, !backward)
  const rows = inOrder(rowsOf(data?.rows ?? [], by), view.sort)
  const [open, gapsOpen] = [params.get('row'), params.get('do') === 'gaps']
  const show = (row: string) => change({ row, do: null }, true)
  // While something is typed, a key pressed beside a field must not throw it away.
  const typing = params.get('tab') === 'what-if'
  const { at } = useListKeys({ ids: typing ? [] : rows.map((row) => rowId(row, by)), open, onOpen: show })
  const periods = useMarginPeriods(view.grouping.id === 'month')
  const closed = new Set(periods.data?.items.map(({ month }) => month))
  const isTotal = open === TOTAL
  const opened = isTotal ? data?.total : rows.find((row) => rowId(row, by) === open)
  return (
    <Screen
      title={t('Margins')}
      say={t('What each sale really earns, in {currency}: revenue less discounts, every cost, and what is left.', {
        currency,
      })}
      actions={
        <>
          <Action
            icon={<FlaskConical aria-hidden />}
            off={rows.length === 0}
            onPress={() => change({ row: TOTAL, tab: 'what-if', do: null }, true)}
          >
            {t('What if')}
          </Action>
          <DownloadMenu file={marginsFile(rows, view, currency, names)} off={rows.length === 0} />
        </>
      }
      tools={
        <>
          <Filters view={view} change={change} />
          {backward && <Note tone="warn">{t('The last day is before the first.')}</Note>}
          {!data && <Failure of={error} />}
          <GapsNote count={data?.gaps ?? 0} onOpen={() => change({ do: 'gaps', row: null }, true)} />
          {view.grouping.id === 'channel' && <Ranks rows={rows} currency={currency} />}
        </>
      }
      drawer={
        gapsOpen ? (
          <GapsDrawer onClose={() => change({ do: null })} />
        ) : (
          opened && (
            <MarginDrawer
              key={open}
              row={opened}
              by={isTotal ? [] : by}
              period={view}
              currency={currency}
              gaps={data?.gaps ?? 0}
              onClose={() => change({ ...AS_IT_IS, row: null, tab: null })}
            />
          )
        )
      }
    >
      {data && rows.length === 0 && <Nothing>{t('Nothing was sold or spent in this time.')}</Nothing>}
      {data && rows.length > 0 && (
        <MarginsTable
          rows={rows}
          total={data.total}
          by={by}
          sort={view.sort}
          currency={currency}
          at={gapsOpen ? null : at}
          closed={closed}
          onSort={(sort) => change({ sort })}
          onOpen={show}
        />
      )}
    </Screen>
  )
}

/** While another grouping is on its way, the rows of the one before stay, and would be taken for others. */
const rowsOf = (rows: readonly MarginRow[], by: readonly MarginGroup[]): readonly MarginRow[] =>
  rows.every((row) =>
    (['sku', 'channel', 'month'] as const).every((group) => (row[group] !== undefined) === by.includes(group)),
  )
    ? rows
    : []
