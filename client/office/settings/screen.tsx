/**
 * Settings of the company: the warehouse and its rotation, counting, labels, returns, the traceability plan, and partners; the
 * warehouses and labels of their places; what things cost; how rarely they may be short; and who may work here.
 */

import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { ActionLink } from '../ui/action.tsx'
import { Tabs } from '../ui/chips.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { Access } from './access/access.tsx'
import { Costing } from './costing/costing.tsx'
import { CountingSection } from './counting-form.tsx'
import { ExportSection } from './export-section.tsx'
import { LabelSection } from './label-form.tsx'
import { PartnerDrawer } from './partner-drawer.tsx'
import { PartnersSection } from './partners-section.tsx'
import { Places } from './places/places.tsx'
import { PlanSection } from './plan-form.tsx'
import { useMayChange, usePartners } from './queries.ts'
import { Replenishment } from './replenishment/replenishment.tsx'
import { ReturnsSection } from './returns-form.tsx'
import styles from './settings.module.css'
import { SETTINGS_VIEWS, type SettingsView, settingsViewIn } from './views.ts'
import { WarehouseSection } from './warehouse-form.tsx'

export default function SettingsScreen() {
  const { params, change } = useAddress()
  const view = settingsViewIn(params)
  const tabs = (
    <Tabs<SettingsView>
      label={t('Settings')}
      tabs={SETTINGS_VIEWS}
      chosen={view}
      onChoose={(id) =>
        change(
          { view: id === 'company' ? null : id, channel: null, partner: null, person: null, add: null, do: null },
          true,
        )
      }
    />
  )
  if (view === 'company') return <Company tools={tabs} />
  if (view === 'places') return <Places tools={tabs} />
  if (view === 'access') return <Access tools={tabs} />
  return (
    <Screen title={t('Settings')} tools={tabs}>
      <Scroll>{view === 'costing' ? <Costing /> : <Replenishment />}</Scroll>
    </Screen>
  )
}

function Company({ tools }: { tools: ReactNode }) {
  const may = useMayChange()
  const { params, change } = useAddress()
  const partners = usePartners().data?.pages.flatMap(({ items }) => items) ?? []
  const named = params.get('partner')
  const partner = partners.find(({ name }) => name === named) ?? null
  const adding = params.has('add')
  const close = () => change({ partner: null, add: null })
  return (
    <Screen
      title={t('Settings')}
      actions={may && <ActionLink href="/office/start">{t('Set-up check-list')}</ActionLink>}
      tools={tools}
      drawer={(partner || adding) && <PartnerDrawer key={partner?.name ?? ''} partner={partner} onClose={close} />}
    >
      <Scroll>
        <div className={styles.columns}>
          <div className={styles.column}>
            <WarehouseSection />
            <CountingSection />
          </div>
          <div className={styles.column}>
            <LabelSection />
            <PlanSection />
            <ExportSection />
          </div>
        </div>
        <ReturnsSection />
        <PartnersSection
          at={partner?.name ?? null}
          onOpen={(name) => change({ partner: name, add: null }, true)}
          onAdd={() => change({ partner: null, add: 'yes' }, true)}
        />
      </Scroll>
    </Screen>
  )
}
