import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect } from 'react'
import { t } from '../../language/t.ts'
import { type ArrivingGoods, type ArrivingUnit, arrivals } from '../../replica/arrivals.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import { AmberPanel, Button, ChoiceList, EmptyState, List, QuantityPad, Row } from '../../ui/index.ts'
import { shortLabel } from '../carton-label.ts'
import { missingOf, startTransfer, type TransferAction, type TransferState, transferMachine } from './machine.ts'

export function TransferScreen() {
  const { view } = useFloor()
  const docks = useLiveQuery(
    async () => (await view.replica.rows.locations.where('kind').equals('dock').toArray()).map((dock) => dock.code),
    [view],
  )
  if (docks === undefined) return null
  return <Transfer docks={docks} />
}

function Transfer({ docks }: { docks: string[] }) {
  const { view } = useFloor()
  const flow = useFlow<TransferState, TransferAction>(transferMachine, () => startTransfer(docks), { loads: true })
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(async () => JSON.stringify(await arrivals(view)), [view, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on its way has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'arrivals', arrivals: await arrivals(view) }))
  }, [changed])
  return (
    <FlowFrame
      title={t('Transfers in')}
      progress={state.dock ?? undefined}
      say={transferMachine.say(state)}
      quiet={state.stage !== 'dock' && state.stage !== 'goods'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'dock' || state.stage === 'goods' ? undefined : () => act({ type: 'back' })}
      primary={primaryOf({ state, act })}
    >
      <Body state={state} act={act} docks={docks} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

interface PartProps {
  state: TransferState
  act(action: TransferAction): void
}

function primaryOf({ state, act }: PartProps) {
  if (state.stage !== 'quantity') return undefined
  return (
    <Button kind="primary" off={!state.quantity} onPress={() => act({ type: 'confirm' })}>
      {state.quantity ? t('Receive {quantity}', { quantity: state.quantity }) : t('Receive')}
    </Button>
  )
}

function Body({ state, act, docks, loaded }: PartProps & { docks: string[]; loaded: boolean }) {
  switch (state.stage) {
    case 'dock':
      return (
        <ChoiceList
          label={t('Docks')}
          choices={docks.map((dock) => ({ id: dock, label: dock }))}
          onChoose={(dock) => act({ type: 'dock', dock })}
        />
      )
    case 'goods':
      return <UnderWay state={state} act={act} loaded={loaded} />
    case 'which':
      return (
        <List label={t('Look at the label')}>
          {state.choices.map((goods) => (
            <GoodsRow key={keyOf(goods)} goods={goods} onPress={() => act({ type: 'choose', goods })} />
          ))}
        </List>
      )
    case 'quantity':
      return <Quantity state={state} act={act} />
    case 'over':
      return <Over state={state} act={act} />
    case 'end':
      return <End state={state} act={act} />
  }
}

const keyOf = ({ transfer, item, lot }: ArrivingGoods): string => `${transfer.id} ${item.sku} ${lot}`

function UnderWay({ state, act, loaded }: PartProps & { loaded: boolean }) {
  const { goods, units } = state.arrivals
  if (loaded && goods.length === 0 && units.length === 0) return <EmptyState say={t('Nothing is on its way here.')} />
  const transfers = new Map(goods.map(({ transfer }) => [transfer.id, transfer]))
  return [...transfers.values()].map(({ id, reference, from }) => (
    <List key={id} label={from === null ? reference : t('{reference} from {from}', { reference, from })}>
      {units
        .filter(({ transfer }) => transfer.id === id)
        .map((unit) => (
          <UnitRow key={unit.unit} unit={unit} onPress={() => act({ type: 'unit', unit })} />
        ))}
      {goods
        .filter(({ transfer }) => transfer.id === id)
        .map((one) => (
          <GoodsRow key={keyOf(one)} goods={one} onPress={() => act({ type: 'choose', goods: one })} />
        ))}
      <Row title={t('Nothing more of it is here')} onPress={() => act({ type: 'end', transferId: id })} />
    </List>
  ))
}

function UnitRow({ unit: { unit, goods }, onPress }: { unit: ArrivingUnit; onPress(): void }) {
  return (
    <Row
      title={t('Carton {unit}', { unit: shortLabel(unit) })}
      detail={t('{count} items and lots', { count: goods.length })}
      value={goods.reduce((sum, { quantity }) => sum + quantity, 0)}
      onPress={onPress}
    />
  )
}

function GoodsRow({ goods: { item, lot, underWay, transfer }, onPress }: { goods: ArrivingGoods; onPress(): void }) {
  return (
    <Row
      title={item.name}
      detail={[lot === '' ? item.sku : t('Lot {lot}', { lot }), transfer.reference].join(' · ')}
      value={underWay}
      onPress={onPress}
    />
  )
}

function Quantity({ state, act }: PartProps) {
  const { chosen, quantity } = state
  if (!chosen) return null
  const { item, lot, underWay } = chosen
  return (
    <QuantityPad
      label={item.name}
      value={quantity}
      onChange={(next) => act({ type: 'quantity', quantity: next })}
      hint={[lot === '' ? '' : t('Lot {lot}', { lot }), t('{underWay} on their way', { underWay })]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}

function Over({ state, act }: PartProps) {
  const { chosen, quantity } = state
  if (!chosen || quantity === null) return null
  return (
    <>
      <AmberPanel title={t('{quantity} more than was sent', { quantity: quantity - chosen.underWay })}>
        {t('{underWay} of {name} were sent. Count again; if {quantity} is right, the office is told.', {
          underWay: chosen.underWay,
          name: chosen.item.name,
          quantity,
        })}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'accept', label: t('{quantity} is right', { quantity }) },
          { id: 'back', label: t('Change the quantity') },
        ]}
        onChoose={(id) => act(id === 'accept' ? { type: 'accept-over' } : { type: 'back' })}
      />
    </>
  )
}

function End({ state, act }: PartProps) {
  const missing = missingOf(state, state.ending ?? '')
  return (
    <>
      <AmberPanel title={t('{count} units have not come', { count: missing })}>
        {t('The office is told what is missing. What turns up later can still be received.')}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'end', label: t('This was all') },
          { id: 'back', label: t('More may come') },
        ]}
        onChoose={(id) => act(id === 'end' ? { type: 'end-confirmed' } : { type: 'back' })}
      />
    </>
  )
}
