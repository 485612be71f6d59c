/** One item: its figures by channel, how they come about, what they will be, and what happened. */

import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import { useItem, useItemFacts } from '../queries.ts'
import { type Address, useAddress } from '../shell/address.ts'
import { Tabs } from '../ui/chips.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure } from '../ui/note.tsx'
import { useWarehouse } from '../warehouse.ts'
import { ChannelPanel } from './channel-panel.tsx'
import { CurvePanel } from './curve-panel.tsx'
import { Explain } from './explain.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { MoveForm } from './move-form.tsx'
import { ProtectionForm } from './protection-form.tsx'
import { rotationText } from './rotation-text.ts'
import { SplitPanel } from './split-panel.tsx'
import { daysIn, splitAddress } from './split-view.ts'
import { Timeline } from './timeline.tsx'

const TABS = [
  { id: 'channels', label: t('Channels') },
  { id: 'dates', label: t('By date') },
  { id: 'history', label: t('So far') },
  { id: 'timeline', label: t('Time line') },
] as const
type Tab = (typeof TABS)[number]['id']

export function ItemDrawer({ sku, onClose }: { sku: string; onClose: () => void }) {
  const { data, error } = useItem(sku)
  const address = useAddress()
  const inside = address.params.has('explain') || address.params.has('panel')
  const isSplit = panelIn(address).panel === 'split'
  const back = () => address.change({ explain: null, step: null, panel: null })
  return (
    <Drawer
      title={data?.name ?? sku}
      note={<Note sku={sku} />}
      onClose={onClose}
      onEscape={inside ? back : onClose}
      wide={isSplit}
    >
      {!data && <Failure of={error} />}
      {data && <Inside item={data} address={address} onBack={back} />}
    </Drawer>
  )
}

function Note({ sku }: { sku: string }) {
  const rotation = useRotationText(sku)
  return (
    <>
      {sku} · <Link href={`/office/lots?search=${encodeURIComponent(sku)}`}>{t('Lots')}</Link>
      {rotation !== '' && <p>{rotation}</p>}
    </>
  )
}

/** In which order its lots leave, and how strictly. */
function useRotationText(sku: string): string {
  const item = useItemFacts(sku).data
  const warehouse = useWarehouse().data
  return item && warehouse ? rotationText(item, warehouse) : ''
}

/** `protect:CHANNEL`, `move:CHANNEL`, `split` or `split:DAYS`. */
function panelIn({ params }: Address): { panel: string; of: string | undefined } {
  const [panel = '', of] = (params.get('panel') ?? '').split(':')
  return { panel, of }
}

interface InsideProps {
  item: Inventory
  address: Address
  onBack: () => void
}

function Inside({ item, address, onBack }: InsideProps) {
  const { params, change } = address
  const explain = params.get('explain')
  const { panel, of } = panelIn(address)
  const figures = item.channels.find((one) => one.channel === of)
  if (explain !== null)
    return (
      <Explain
        key={explain}
        sku={item.sku}
        channel={explain}
        name={item.channels.find((one) => one.channel === explain)?.name ?? explain}
        step={params.get('step')}
        onBack={onBack}
      />
    )
  if (panel === 'protect' && figures) return <ProtectionForm item={item} channel={figures} onClose={onBack} />
  if (panel === 'move' && figures) return <MoveForm item={item} from={figures} onClose={onBack} />
  if (panel === 'split')
    return (
      <SplitPanel
        item={item}
        days={daysIn(of)}
        onDays={(days) => change({ panel: splitAddress(days) })}
        onClose={onBack}
      />
    )
  const tab = TABS.find(({ id }) => id === params.get('tab'))?.id ?? 'channels'
  return (
    <>
      <Tabs<Tab>
        label={t('About the item')}
        tabs={TABS}
        chosen={tab}
        onChoose={(id) => change({ tab: id === 'channels' ? null : id })}
      />
      {tab === 'channels' && (
        <ChannelPanel
          item={item}
          onExplain={(channel, step) => change({ explain: channel, step }, true)}
          onPanel={(panel) => change({ panel }, true)}
        />
      )}
      {tab === 'dates' && <CurvePanel item={item} />}
      {tab === 'history' && <HistoryPanel item={item} />}
      {tab === 'timeline' && <Timeline sku={item.sku} />}
    </>
  )
}
