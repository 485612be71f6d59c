/** One row: how revenue becomes contribution, the entries behind it, and what would be if something were otherwise. */
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Tabs } from '../ui/chips.tsx'
import { Drawer } from '../ui/drawer.tsx'
import type { MarginGroup, MarginRow } from './contract.ts'
import { Entries } from './entries.tsx'
import { periodText, rateText, rowTitle } from './margin-words.ts'
import { type Period, periodOf } from './margins-view.ts'
import { MonthPart } from './month-part.tsx'
import { useNames } from './queries.ts'
import { Trend } from './trend.tsx'
import { Waterfall } from './waterfall.tsx'
import { WhatIfPanel } from './what-if-panel.tsx'

const TABS = [
  { id: 'steps', label: t('Step by step') },
  { id: 'trend', label: t('Trend') },
  { id: 'entries', label: t('Entries') },
  { id: 'what-if', label: t('What if') },
] as const
type Tab = (typeof TABS)[number]['id']

export interface MarginDrawerProps {
  row: MarginRow
  /** Empty: it is of all of them. */
  by: readonly MarginGroup[]
  period: Period
  currency: string
  /** Postings that could not be reckoned, of all times. */
  gaps: number
  onClose: () => void
}

export function MarginDrawer({ row, by, period, currency, gaps, onClose }: MarginDrawerProps) {
  const { params, change } = useAddress()
  const names = useNames()
  const tab: Tab = TABS.find(({ id }) => id === params.get('tab'))?.id ?? 'steps'
  const days = periodOf(period, row.month)
  return (
    <Drawer
      title={rowTitle(by.length === 0 ? null : row, by, names)}
      note={t('{days} · {count} units · {contributionRate} left', {
        count: row.units,
        days: periodText(days),
        contributionRate: rateText(row.contributionRate),
      })}
      onClose={onClose}
    >
      {row.month !== undefined && <MonthPart month={row.month} currency={currency} gaps={gaps} />}
      <Tabs<Tab>
        label={t('About the margin')}
        tabs={TABS}
        chosen={tab}
        onChoose={(id) => change({ tab: id === 'steps' ? null : id })}
      />
      {tab === 'steps' && <Waterfall sums={row} currency={currency} />}
      {tab === 'trend' && <Trend of={row} to={days.to} currency={currency} />}
      {tab === 'entries' && <Entries filter={{ ...days, sku: row.sku, channel: row.channel }} currency={currency} />}
      {tab === 'what-if' && <WhatIfPanel sums={row} currency={currency} />}
    </Drawer>
  )
}
