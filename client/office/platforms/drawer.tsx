/** One platform: how it is doing, what failed, what its listings show, how far it has drifted, and how it is reached. */
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { Tabs } from '../ui/chips.tsx'
import { Drawer } from '../ui/drawer.tsx'
import parts from '../ui/parts.module.css'
import type { Connector } from './contract.ts'
import { DriftTab } from './drift.tsx'
import { FailuresTab } from './failures.tsx'
import { HealthTab } from './health.tsx'
import { kindOf } from './kinds.ts'
import { LagTab } from './lag.tsx'
import { ListingsTab } from './listings.tsx'
import { MapMany } from './map-many.tsx'
import { MappingForm } from './mapping-form.tsx'
import { useMayConnect } from './queries.ts'
import { SetupTab } from './setup.tsx'
import { ConnectorState } from './state-tag.tsx'
import { CLEAR, TABS, type Tab, tabIn } from './tabs.ts'

export interface PlatformDrawerProps {
  connector: Connector
  /** When the server answered. */
  now: number
  onClose: () => void
}

const BACK = { do: null, listing: null, failure: null }

export function PlatformDrawer({ connector, now, onClose }: PlatformDrawerProps) {
  const { params, change } = useAddress()
  const channelName = useChannelName()
  const back = () => change(BACK)
  return (
    <Drawer
      title={connector.id}
      note={
        <span className={parts.row}>
          <ConnectorState state={connector.state} />
          {t('{name} for {channel}', { name: kindOf(connector.kind).name, channel: channelName(connector.channel) })}
        </span>
      }
      onClose={onClose}
      onEscape={params.has('do') ? back : onClose}
    >
      <Inside connector={connector} now={now} onBack={back} />
    </Drawer>
  )
}

interface InsideProps {
  connector: Connector
  now: number
  onBack: () => void
}

function Inside({ connector, now, onBack }: InsideProps) {
  const { params, change } = useAddress()
  const may = useMayConnect()
  const tab = tabIn(params, may)
  const doing = may ? params.get('do') : null
  return (
    <>
      <Tabs<Tab>
        label={t('About the platform')}
        tabs={TABS.filter(({ id }) => id !== 'setup' || may).map((one) => ({
          ...one,
          count: one.id === 'failures' ? connector.failures : one.id === 'listings' ? connector.listings : undefined,
        }))}
        chosen={tab}
        onChoose={(id) => change({ ...CLEAR, tab: id === 'health' ? null : id })}
      />
      {doing === 'map' && (
        <MappingForm
          connector={connector}
          listing={params.get('listing') ?? ''}
          failure={params.get('failure')}
          onBack={onBack}
        />
      )}
      {doing === 'many' && <MapMany connector={connector} onBack={onBack} />}
      {doing !== 'map' && doing !== 'many' && (
        <>
          {tab === 'health' && <HealthTab connector={connector} now={now} />}
          {tab === 'failures' && <FailuresTab connector={connector} now={now} />}
          {tab === 'listings' && <ListingsTab connector={connector} now={now} />}
          {tab === 'lag' && <LagTab connector={connector} />}
          {tab === 'drift' && <DriftTab connector={connector} />}
          {tab === 'setup' && <SetupTab connector={connector} />}
        </>
      )}
    </>
  )
}
