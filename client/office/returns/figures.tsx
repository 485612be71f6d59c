/** How often things come back, what becomes of them, and how long it takes: by item, channel, reason, lot, supplier. */

import { t } from '../../language/t.ts'
import { type Address, useAddress } from '../shell/address.ts'
import { FilterChip } from '../ui/chips.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import field from '../ui/field.module.css'
import { Failure, Note } from '../ui/note.tsx'
import { Nothing, Screen, Tools } from '../ui/screen.tsx'
import { useToday } from '../warehouse.ts'
import { FiguresTable, useGroupName } from './figures-table.tsx'
import { type FiguresView as Figures, GROUPS, inOrder, readFiguresView } from './figures-view.ts'
import { MixLegend } from './mix-bar.tsx'
import { useFigures } from './queries.ts'
import { figuresFile } from './returns-file.ts'
import { ReturnTabs } from './tabs.tsx'
import { toggled, viewIn } from './views.ts'

export function FiguresView() {
  const { params, change } = useAddress()
  const view = readFiguresView(params, useToday())
  const backward = view.from > view.to
  const nameOf = useGroupName()
  const figures = useFigures({ from: view.from, to: view.to }, view.by, !backward)
  const rows = figures.data?.items ?? []
  return (
    <Screen
      title={t('Returns')}
      say={t('Of what was shipped in this time, how much came back, and what became of what came back in it.')}
      actions={<DownloadMenu file={figuresFile(rows, view, nameOf)} off={rows.length === 0} />}
      tools={
        <>
          <ReturnTabs />
          <Filters view={view} change={change} />
          <MixLegend />
          {backward && <Note tone="warn">{t('The last day is before the first.')}</Note>}
          {!figures.data && <Failure of={figures.error} />}
        </>
      }
    >
      {figures.data && rows.length === 0 ? (
        <Nothing>{viewIn(params).none}</Nothing>
      ) : (
        <FiguresTable rows={inOrder(rows, view.sort)} view={view} onSort={(sort) => change({ sort })} />
      )}
    </Screen>
  )
}

function Filters({ view, change }: { view: Figures; change: Address['change'] }) {
  return (
    <Tools>
      <label className={field.filter}>
        {t('From')}
        <input type="date" value={view.from} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label className={field.filter}>
        {t('To')}
        <input type="date" value={view.to} onChange={(event) => change({ to: event.target.value })} />
      </label>
      <span className={field.filter}>{t('By')}</span>
      {GROUPS.map(({ id, label }) => (
        <FilterChip
          key={id}
          label={label}
          on={view.by.includes(id)}
          onPress={() => change({ by: toggled(view.by, id).join(',') })}
        />
      ))}
    </Tools>
  )
}
