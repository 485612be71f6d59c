import { CornerDownLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../../language/t.ts'
import { isOutstanding } from '../../../replica/returns.ts'
import {
  AmberPanel,
  Button,
  Card,
  ChoiceList,
  EmptyState,
  ItemLine,
  List,
  LotTag,
  QuantityPad,
  Row,
  TargetCard,
} from '../../../ui/index.ts'
import { packWords } from '../../flow.ts'
import { ItemPicker } from '../../item-picker.tsx'
import { LotEntry } from '../../lot-entry.tsx'
import { reasonsHere } from './goods.ts'
import type { ReturnAction } from './machine.ts'
import { channelOf, lineOf, type Source, type SourceLine, sourceOfReturn, sourceWords } from './source.ts'
import { balanceOf, balanceWords, oddity, proposedPlace, type ReturnState } from './state.ts'

interface PartProps {
  state: ReturnState
  act(action: ReturnAction): void
}

/** `waiting`: what stands below the expected returns on the first screen. */
export function ReturnBody({ waiting, ...props }: PartProps & { waiting: ReactNode }) {
  const { state, act } = props
  switch (state.stage) {
    case 'start':
      return <Start {...props} waiting={waiting} />
    case 'looking':
      return <Looking {...props} />
    case 'which':
      return <Which {...props} />
    case 'number':
      return <WhatNumber {...props} />
    case 'channel':
      return (
        <ChoiceList
          choices={state.known.channels.map(({ channel, name, kind }) => ({ id: channel, label: name, note: kind }))}
          onChoose={(id) => {
            const channel = state.known.channels.find((one) => one.channel === id)
            if (channel) act({ type: 'channel', channel })
          }}
        />
      )
    case 'goods':
      return <WhatCame {...props} />
    case 'item':
      return <ItemPicker onChoose={(item) => act({ type: 'item', item })} />
    case 'lot':
      return <Lot {...props} />
    case 'reason':
      return <Reason {...props} />
    case 'quantity':
      return <Quantity {...props} />
    case 'over':
      return <Over {...props} />
    case 'place':
      return <Place {...props} />
  }
}

/** The rest is found by a scan. */
const MOST_SHOWN = 30

function Start({ state, act, waiting }: PartProps & { waiting: ReactNode }) {
  const { returns, channels } = state.known
  const outstanding = returns.filter(isOutstanding)
  return (
    <>
      <Button wide onPress={() => act({ type: 'no-number' })}>
        {t('No number, no barcode')}
      </Button>
      {outstanding.length > 0 && (
        <List label={t('Expected')}>
          {outstanding.slice(0, MOST_SHOWN).map((one) => (
            <Row
              key={one.id}
              title={one.order === null ? (one.reference ?? t('Return')) : t('Order {order}', { order: one.order })}
              detail={[
                one.order === null ? '' : (one.reference ?? ''),
                one.customer ?? '',
                channelOf(channels, one.channel).name,
              ]
                .filter(Boolean)
                .join(' · ')}
              value={one.lines.reduce((sum, { expected, received }) => sum + Math.max(0, expected - received), 0)}
              onPress={() => act({ type: 'choose', source: sourceOfReturn(one, channels) })}
            />
          ))}
        </List>
      )}
      {waiting}
    </>
  )
}

function Looking({ state, act }: PartProps) {
  const { asked } = state
  if (asked === null) return null
  return (
    <>
      <EmptyState say={t('A moment. It goes on by itself, with or without an answer.')} />
      <Button wide onPress={() => act({ type: 'found', asked, orders: [] })}>
        {t('Go on without it')}
      </Button>
    </>
  )
}

/** "2 × Oat bars, 1 × Cup": what was sent. */
const sentWords = ({ lines }: Source): string =>
  lines
    .map(
      (line) =>
        `${line.lots.reduce((sum, { shipped }) => sum + shipped, 0) || line.announced?.expected || 0} × ${line.name}`,
    )
    .join(', ')

function Which({ state, act }: PartProps) {
  const { choices, asked, goods } = state
  return (
    <>
      {goods && <InHand state={state} />}
      <List>
        {choices.map((source) => (
          <Row
            key={`${source.returnId} ${source.orderId}`}
            title={
              source.order === null ? (source.reference ?? t('Return')) : t('Order {order}', { order: source.order })
            }
            detail={[source.customer ?? '', source.channel?.name ?? '', sentWords(source)].filter(Boolean).join(' · ')}
            {...(source.lines.some(({ announced }) => announced !== null)
              ? { state: t('Announced'), tone: 'ok' as const }
              : {})}
            onPress={() => act({ type: 'choose', source })}
          />
        ))}
      </List>
      <Button kind="choice" onPress={() => act({ type: 'none' })}>
        {asked?.by === 'goods' ? t('Another order, or not known') : t('None of these')}
      </Button>
    </>
  )
}

function WhatNumber({ state, act }: PartProps) {
  const text = state.asked?.by === 'text' ? state.asked.text : ''
  return (
    <>
      <AmberPanel title={t('{text} is not known here', { text })}>
        {t('The goods are taken in all the same.')}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'order' as const, label: t('It is the order number') },
          { id: 'reference' as const, label: t('It is a return or slip number') },
          { id: 'nothing' as const, label: t('Go on without it') },
        ]}
        onChoose={(meaning) => act({ type: 'number', meaning })}
      />
    </>
  )
}

function WhatCame({ state, act }: PartProps) {
  const { source } = state
  if (source === null) return null
  return (
    <>
      {sourceWords(source) !== '' && (
        <Card>
          <p>{sourceWords(source)}</p>
        </Card>
      )}
      {source.lines.length > 0 && (
        <List label={source.lines.some(({ lots }) => lots.length > 0) ? t('Sent to this customer') : t('Announced')}>
          {source.lines.map((line) => (
            <SentLine key={line.sku} line={line} state={state} />
          ))}
        </List>
      )}
      {source.lines.length === 0 && <Recorded state={state} />}
      <Button wide onPress={() => act({ type: 'no-label' })}>
        {t('It has no barcode')}
      </Button>
    </>
  )
}

/** Not to be tapped: what came back is proven by its scan. */
function SentLine({ line, state }: { line: SourceLine; state: ReturnState }) {
  const here = state.came.filter(({ sku }) => sku === line.sku).reduce((sum, { quantity }) => sum + quantity, 0)
  const shipped = line.lots.reduce((sum, one) => sum + one.shipped, 0)
  const before = line.lots.reduce((sum, { returned }) => sum + returned, 0)
  const lots = line.lots.filter(({ lot }) => lot !== '').map(({ lot }) => lot)
  const back = (line.announced?.received ?? before) + here
  const out = line.announced?.expected ?? shipped
  return (
    <Row
      title={line.name}
      detail={lots.length === 0 ? line.sku : t('Lot {lots}', { lots: lots.join(', ') })}
      value={t('{back} of {out}', { back, out })}
      {...(here > 0
        ? { tone: back > out ? ('warn' as const) : ('ok' as const), state: t('{here} taken in now', { here }) }
        : {})}
    />
  )
}

function Recorded({ state }: { state: ReturnState }) {
  if (state.came.length === 0) return null
  return (
    <List label={t('Taken in now')}>
      {state.came.map(({ sku, lot, quantity }, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: they are only ever added at the end
          key={index}
          title={lot === null ? sku : t('{sku} · lot {lot}', { sku, lot })}
          value={quantity}
        />
      ))}
    </List>
  )
}

function InHand({ state }: { state: ReturnState }) {
  const { goods } = state
  if (goods === null) return null
  const odd = oddity(state)
  return (
    <>
      <ItemLine
        name={goods.item.name}
        detail={[goods.item.sku, balanceWords(balanceOf(state))].filter(Boolean).join(' · ')}
      >
        {goods.item.lotTracked && goods.lot !== undefined && (
          <LotTag
            lot={goods.lot === null ? t('Lot not known') : t('Lot {lot}', { lot: goods.lot })}
            {...(goods.lotFrom === 'shipment' ? { note: t('as it was sent') } : {})}
          />
        )}
      </ItemLine>
      {odd !== null && <AmberPanel title={odd}>{t('Take it in all the same: it is here.')}</AmberPanel>}
    </>
  )
}

function Lot({ state, act }: PartProps) {
  const { source, goods } = state
  if (source === null || goods === null) return null
  const lots = (lineOf(source, goods.item)?.lots ?? []).filter(({ lot }) => lot !== '')
  return (
    <>
      <InHand state={state} />
      {lots.length > 0 && (
        <ChoiceList
          label={t('It was sent as')}
          choices={lots.map(({ lot, shipped }) => ({
            id: lot,
            label: t('Lot {lot}', { lot }),
            note: t('{shipped} sent', { shipped }),
            hot: lots.length === 1,
          }))}
          onChoose={(lot) => act({ type: 'lot', lot, from: 'shipment' })}
        />
      )}
      <LotEntry label={t('Lot on the label')} onLot={(lot) => act({ type: 'lot', lot, from: 'label' })} />
      <Button kind="choice" onPress={() => act({ type: 'lot', lot: null, from: 'label' })}>
        {t('The lot cannot be read')}
      </Button>
    </>
  )
}

function Reason({ state, act }: PartProps) {
  const { source, goods } = state
  const said = source && goods ? lineOf(source, goods.item)?.announced?.reason : undefined
  return (
    <>
      <InHand state={state} />
      <ChoiceList
        choices={reasonsHere(state).map(({ code, label }) => ({
          id: code,
          label,
          hot: code === said,
          ...(code === said ? { note: t('As it was announced') } : {}),
        }))}
        onChoose={(code) => act({ type: 'reason', code })}
      />
    </>
  )
}

function Quantity({ state, act }: PartProps) {
  const { goods } = state
  if (goods === null) return null
  const { item, lot, quantity, pack } = goods
  return (
    <QuantityPad
      label={lot == null ? item.name : t('{name} · lot {lot}', { name: item.name, lot })}
      value={quantity}
      onChange={(next) => act({ type: 'quantity', quantity: next })}
      hint={[packWords(quantity ?? 0, pack), balanceWords(balanceOf(state))].filter(Boolean).join(' · ')}
      packs={pack > 1 ? [pack] : []}
    />
  )
}

function Over({ state, act }: PartProps) {
  const balance = balanceOf(state)
  const quantity = state.goods?.quantity ?? 0
  return (
    <>
      <AmberPanel
        title={`${balanceWords(balance)}. ${(balance?.back ?? 0) > 0 ? t('Now {quantity} more', { quantity }) : t('{quantity} came back', { quantity })}.`}
      >
        {t('The office is told. Count again if you are not sure.')}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'accept-over' as const, label: t('Yes, {quantity} came back', { quantity }) },
          { id: 'back' as const, label: t('Count again') },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}

function Place({ state, act }: PartProps) {
  const { goods } = state
  const place = proposedPlace(state)
  if (goods === null) return null
  return (
    <>
      <TargetCard
        fields={[
          { label: t('Put in'), value: place ?? t('any'), kind: 'location' },
          { label: t('Came back'), value: goods.quantity ?? 0, kind: 'quantity' },
        ]}
      >
        <InHand state={state} />
      </TargetCard>
      {place !== null && (
        <Button kind="choice" hot icon={<CornerDownLeft aria-hidden />} onPress={() => act({ type: 'put-there' })}>
          {t('It is in {place}', { place })}
        </Button>
      )}
    </>
  )
}
