import { Boxes, PackagePlus, Truck } from 'lucide-react'
import { useLocation } from 'wouter'
import { LabelButton } from '../../shell/label-button.tsx'
import { unitLabel } from '../../shell/open-label.ts'
import {
  AmberPanel,
  Button,
  Card,
  ChoiceList,
  EmptyState,
  Facts,
  ItemLine,
  List,
  LotTag,
  QuantityPad,
  Row,
  TargetCard,
} from '../../ui/index.ts'
import { shortLabel } from '../carton-label.ts'
import { inUnit, leftToPack, type PackLine, packLines, toPack, unitContent } from './lines.ts'
import type { PackAction, PackState } from './machine.ts'

interface PartProps {
  state: PackState
  act(action: PackAction): void
  /** Carton numbers on this device. */
  left: number | undefined
  openNew(): void
}

const nameOf = ({ item, lot }: PackLine): string => (lot === '' ? item.name : `${item.name} · lot ${lot}`)

export function PackBody({ loaded, ...props }: PartProps & { loaded: boolean }) {
  const { state, act } = props
  switch (state.stage) {
    case 'order':
      return <Orders state={state} act={act} loaded={loaded} />
    case 'unit':
      return <ChooseUnit {...props} />
    case 'fresh-label':
      return <FreshLabel {...props} />
    case 'goods':
      return <Goods {...props} />
    case 'lot':
      return (
        <List label="Look at the label">
          {state.choices.map((line) => (
            <Row
              key={line.lot}
              title={`Lot ${line.lot}`}
              detail={line.item.name}
              value={`${toPack(line)} to pack`}
              onPress={() => act({ type: 'lot', lot: line.lot })}
            />
          ))}
        </List>
      )
    case 'quantity':
      return <Total state={state} act={act} />
    case 'check':
      return <Check state={state} act={act} />
    case 'closed':
      return <Closed state={state} act={act} />
    case 'pallet':
      return <Pallet {...props} />
  }
}

function Orders({ state, act, loaded }: Pick<PartProps, 'state' | 'act'> & { loaded: boolean }) {
  const { at } = state
  const orders = state.orders.filter(
    (order) =>
      leftToPack(order) > 0 && (at === null || order.lines.some(({ location, packed }) => location === at && !packed)),
  )
  if (loaded && orders.length === 0) return <EmptyState say="Nothing that was picked waits to be packed." />
  return (
    <List label={at === null ? 'Picked' : `In ${at}`}>
      {orders.map((order) => {
        const loose = order.lines.filter(({ packed }) => !packed)
        return (
          <Row
            key={order.order.id}
            title={`${order.order.externalId} · ${order.order.customer}`}
            detail={`${order.order.channel} · ${[...new Set(loose.map(({ location }) => location))].join(', ')}`}
            value={leftToPack(order)}
            state={order.missing > 0 ? `${order.missing} still to pick` : undefined}
            tone={order.missing > 0 ? 'warn' : 'plain'}
            onPress={() => act({ type: 'choose', order })}
          />
        )
      })}
    </List>
  )
}

function ChooseUnit({ state, left, openNew }: PartProps) {
  const { chosen } = state
  if (chosen === null) return null
  return (
    <>
      <NewUnit name="New carton" left={left} openNew={openNew} />
      <Facts
        facts={[
          { label: 'Order', value: `${chosen.order.externalId} · ${chosen.order.customer}` },
          { label: 'Where', value: placesOf(state) },
        ]}
      />
      <Lines state={state} />
      <Cartons state={state} />
    </>
  )
}

const placesOf = ({ chosen }: PackState): string =>
  [...new Set((chosen?.lines ?? []).filter(({ packed }) => !packed).map(({ location }) => location))].join(', ') ||
  'all is packed'

function NewUnit({ name, left, openNew }: { name: string; left: number | undefined; openNew(): void }) {
  return (
    <Button
      kind="choice"
      icon={<PackagePlus aria-hidden />}
      hot={left !== 0}
      note={left === undefined || left > 5 ? undefined : `${left} label numbers left on this device`}
      offReason={
        left === 0 ? 'No label numbers are left. Scan a printed label, or go where the network is.' : undefined
      }
      onPress={openNew}
    >
      {name}
    </Button>
  )
}

function FreshLabel({ state, act, left, openNew }: PartProps) {
  const { asked } = state
  if (asked === null) return null
  if ('sscc' in asked)
    return (
      <>
        <AmberPanel title={`${shortLabel(asked.sscc)} is not known here`}>
          {asked.sscc} is on no carton of this warehouse. Is it a new label, or a supplier’s?
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'accept', label: 'Begin a carton with it' },
            { id: 'back', label: 'Take another one' },
          ]}
          onChoose={(id) => act({ type: id === 'accept' ? 'accept-label' : 'back' })}
        />
      </>
    )
  return (
    <>
      <AmberPanel title={`${asked.unit} has no label`}>
        With one, it leaves with the shipment and is a carton like the others.
      </AmberPanel>
      <NewUnit name={`Give ${asked.unit} a label`} left={left} openNew={openNew} />
      <Button kind="choice" onPress={() => act({ type: 'back' })}>
        Take another one
      </Button>
    </>
  )
}

function Goods({ state, act }: PartProps) {
  const { chosen, unit, hot } = state
  if (chosen === null || unit === null) return null
  const line = packLines(chosen).find((one) => one.item.sku === hot?.item.sku && one.lot === hot?.lot)
  return (
    <>
      <TargetCard
        fields={[
          { label: 'Carton', value: shortLabel(unit.sscc), kind: 'location' },
          { label: 'In it', value: unitContent(chosen, unit.code), kind: 'quantity' },
        ]}
      >
        {line && (
          <ItemLine
            name={line.item.name}
            detail={`${inUnit(chosen, line, unit.code)} in this carton`}
            value={`${line.packed} of ${line.picked}`}
          >
            {line.lot !== '' && <LotTag lot={`Lot ${line.lot}`} />}
          </ItemLine>
        )}
      </TargetCard>
      {line && toPack(line) > 0 && (
        <Button wide onPress={() => act({ type: 'ask-quantity' })}>
          Type the total in it
        </Button>
      )}
      <Lines state={state} />
    </>
  )
}

/** What is still to be packed first. */
function Lines({ state }: Pick<PartProps, 'state'>) {
  const { chosen, hot } = state
  if (chosen === null) return null
  const lines = packLines(chosen).sort((a, b) => Number(toPack(a) === 0) - Number(toPack(b) === 0))
  return (
    <List label="Packed">
      {lines.map((line) => (
        <Row
          key={`${line.item.sku} ${line.lot}`}
          title={nameOf(line)}
          detail={line.item.sku}
          value={`${line.packed} of ${line.picked}`}
          hot={hot?.item.sku === line.item.sku && hot.lot === line.lot}
          {...(toPack(line) === 0 ? { tone: 'ok' as const, state: 'Complete' } : {})}
        />
      ))}
    </List>
  )
}

function Total({ state, act }: Pick<PartProps, 'state' | 'act'>) {
  const { chosen, unit, hot, quantity } = state
  const line = chosen && packLines(chosen).find((one) => one.item.sku === hot?.item.sku && one.lot === hot?.lot)
  if (!chosen || unit === null || !line) return null
  const most = inUnit(chosen, line, unit.code) + toPack(line)
  return (
    <QuantityPad
      label={nameOf(line)}
      value={quantity}
      onChange={(next) => act({ type: 'quantity', quantity: next })}
      hint={`Total in this carton, of ${most}`}
      max={most}
      maxHint={`Only ${most} were picked`}
    />
  )
}

function Check({ state, act }: Pick<PartProps, 'state' | 'act'>) {
  const { chosen } = state
  if (chosen === null) return null
  const loose = leftToPack(chosen)
  const said = [
    loose > 0 ? `${loose} picked, not packed` : '',
    chosen.missing > 0 ? `${chosen.missing} not picked yet` : '',
  ]
  return (
    <>
      <AmberPanel title={`${loose + chosen.missing} are not packed`}>{said.filter(Boolean).join(' · ')}</AmberPanel>
      <ChoiceList
        choices={[
          ...(loose > 0 ? [{ id: 'next-unit' as const, label: 'Next carton', hot: true }] : []),
          { id: 'back' as const, label: 'Go on with this one' },
          { id: 'ship-later' as const, label: 'Ship the rest later', note: 'A partial shipment; the order stays open' },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}

function Closed({ state, act }: Pick<PartProps, 'state' | 'act'>) {
  const [, navigate] = useLocation()
  const { chosen, unit } = state
  if (chosen === null || unit === null) return null
  const pallet = chosen.units.find(({ code }) => code === unit.code)?.pallet ?? null
  return (
    <>
      <Card title={`Carton ${unit.sscc}`}>
        {unitContent(chosen, unit.code)} in it{pallet === null ? '' : `, on pallet ${shortLabel(pallet)}`}
      </Card>
      <LabelButton key={unit.code} label={unitLabel(unit.code)} file={unit.sscc} name="Open the label" />
      <Button kind="choice" icon={<Boxes aria-hidden />} onPress={() => act({ type: 'to-pallet' })}>
        Put it on a pallet
      </Button>
      <Button kind="choice" icon={<Truck aria-hidden />} onPress={() => navigate('/ship')}>
        Ship {chosen.order.externalId}
      </Button>
      <Cartons state={state} />
    </>
  )
}

function Cartons({ state }: Pick<PartProps, 'state'>) {
  const { chosen, unit } = state
  if (chosen === null || chosen.units.length === 0) return null
  return (
    <List label="Cartons of this order">
      {chosen.units.map(({ code, sscc, pallet }) => (
        <Row
          key={code}
          title={sscc}
          detail={[code === sscc ? '' : code, pallet === null ? '' : `on pallet ${shortLabel(pallet)}`]
            .filter(Boolean)
            .join(' · ')}
          value={unitContent(chosen, code)}
          hot={code === unit?.code}
        />
      ))}
    </List>
  )
}

function Pallet({ state, left, openNew }: PartProps) {
  const pallets = [...new Set((state.chosen?.units ?? []).flatMap(({ pallet }) => pallet ?? []))]
  return (
    <>
      <NewUnit name="New pallet" left={left} openNew={openNew} />
      {pallets.length > 0 && (
        <List label="Pallets of this order">
          {pallets.map((pallet) => (
            <Row key={pallet} title={pallet} />
          ))}
        </List>
      )}
    </>
  )
}
