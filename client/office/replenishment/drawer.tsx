/** One item: what to do and why, what each channel weighs in it, what to protect, and the terms that it is ordered by. */

import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Tabs } from '../ui/chips.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure } from '../ui/note.tsx'
import { momentText } from '../words.ts'
import type { Accepted } from './accepted-dialog.tsx'
import { Advice } from './advice.tsx'
import { ChannelsPanel } from './channels-panel.tsx'
import type { ItemDetail } from './contract.ts'
import { PolicyPanel } from './policy-panel.tsx'
import { ProtectForm } from './protect-form.tsx'
import { usePlan } from './queries.ts'
import { DRAWER_TABS, type DrawerTab } from './views.ts'

export interface PlanDrawerProps {
  sku: string
  tab: DrawerTab
  onTab: (tab: DrawerTab) => void
  onAccepted: (accepted: Accepted) => void
  onClose: () => void
}

export function PlanDrawer({ sku, tab, onTab, onAccepted, onClose }: PlanDrawerProps) {
  const { data, error } = usePlan(sku)
  return (
    <Drawer title={data?.name ?? sku} note={<About sku={sku} detail={data} />} onClose={onClose} wide>
      {!data && <Failure of={error} />}
      {data && (
        <>
          <Tabs<DrawerTab> label={t('About the item')} tabs={DRAWER_TABS} chosen={tab} onChoose={onTab} />
          {tab === 'advice' && <Advice detail={data} onAccepted={onAccepted} />}
          {tab === 'channels' && <ChannelsPanel plan={data} onProtect={() => onTab('protect')} />}
          {tab === 'protect' && <ProtectForm plan={data} />}
          {tab === 'policy' && <PolicyPanel detail={data} />}
        </>
      )}
    </Drawer>
  )
}

function About({ sku, detail }: { sku: string; detail: ItemDetail | undefined }) {
  const facts = [
    detail?.class && t('Class {class}', { class: detail.class }),
    detail?.isMade ? t('Made here') : detail?.supplier,
    detail && t('Figures of {computedAt}', { computedAt: momentText(detail.computedAt) }),
  ]
  return (
    <>
      {sku} · {facts.filter(Boolean).join(' · ')} ·{' '}
      <Link href={`/office?item=${encodeURIComponent(sku)}`}>{t('Stock')}</Link>
    </>
  )
}
