import { Boxes, PackagePlus, Truck } from 'lucide-react'
import { useLocation } from 'wouter'
import { t } from '../../language/t.ts'
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

const nameOf = ({ item, lot }: PackLine): string =>
  lot === '' ? item.name : t('{name} · lot {lot}', { name: item.name, lot })

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
        <List label={t('Look at the label')}>
          {state.choices.map((line) => (
            <Row
              key={line.lot}
              title={t('Lot {lot}', { lot: line.lot })}
              detail={line.item.name}
              value={t('{line} to pack', { line: toPack(line) })}
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
  if (loaded && orders.length === 0) return <EmptyState say={t('Nothing that was picked waits to be packed.')} />
  return (
    <List label={at === null ? t('Picked') : t('In {at}', { at })}>
      {orders.map((order) => {
        const loose = order.lines.filter(({ packed }) => !packed)
        return (
          <Row
            key={order.order.id}
            title={`${order.order.externalId} · ${order.order.customer}`}
            detail={`${order.order.channel} · ${[...new Set(loose.map(({ location }) => location))].join(', ')}`}
            value={leftToPack(order)}
            state={order.missing > 0 ? t('{missing} still to pick', { missing: order.missing }) : undefined}
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
      <NewUnit name={t('New carton')} left={left} openNew={openNew} />
      <Facts
        facts={[
          { label: t('Order'), value: `${chosen.order.externalId} · ${chosen.order.customer}` },
          { label: t('Where'), value: placesOf(state) },
        ]}
      />
      <Lines state={state} />
      <Cartons state={state} />
    </>
  )
}

const placesOf = ({ chosen }: PackState): string =>
  [...new Set((chosen?.lines ?? []).filter(({ packed }) => !packed).map(({ location }) => location))].join(', ') ||
  t('all is packed')

function NewUnit({ name, left, openNew }: { name: string; left: number | undefined; openNew(): void }) {
  return (
    <Button
      kind="choice"
      icon={<PackagePlus aria-hidden />}
      hot={left !== 0}
      note={left === undefined || left > 5 ? undefined : t('{left} label numbers left on this device', { left })}
      offReason={
        left === 0 ? t('No label numbers are left. Scan a printed label, or go where the network is.') : undefined
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
        <AmberPanel title={t('{sscc} is not known here', { sscc: shortLabel(asked.sscc) })}>
          {t('{sscc} is on no carton of this warehouse. Is it a new label, or a supplier’s?', { sscc: asked.sscc })}
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'accept', label: t('Begin a carton with it') },
            { id: 'back', label: t('Take another one') },
          ]}
          onChoose={(id) => act({ type: id === 'accept' ? 'accept-label' : 'back' })}
        />
      </>
    )
  return (
    <>
      <AmberPanel title={t('{unit} has no label', { unit: asked.unit })}>
        {t('With one, it leaves with the shipment and is a carton like the others.')}
      </AmberPanel>
      <NewUnit name={t('Give {unit} a label', { unit: asked.unit })} left={left} openNew={openNew} />
      <Button kind="choice" onPress={() => act({ type: 'back' })}>
        {t('Take another one')}
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
          { label: t('Carton'), value: shortLabel(unit.sscc), kind: 'location' },
          { label: t('In it'), value: unitContent(chosen, unit.code), kind: 'quantity' },
        ]}
      >
        {line && (
          <ItemLine
            name={line.item.name}
            detail={t('{chosen} in this carton', { chosen: inUnit(chosen, line, unit.code) })}
            value={t('{packed} of {picked}', { packed: line.packed, picked: line.picked })}
          >
            {line.lot !== '' && <LotTag lot={t('Lot {lot}', { lot: line.lot })} />}
          </ItemLine>
        )}
      </TargetCard>
      {line && toPack(line) > 0 && (
        <Button wide onPress={() => act({ type: 'ask-quantity' })}>
          {t('Type the total in it')}
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
    <List label={t('Packed')}>
      {lines.map((line) => (
        <Row
          key={`${line.item.sku} ${line.lot}`}
          title={nameOf(line)}
          detail={line.item.sku}
          value={t('{packed} of {picked}', { packed: line.packed, picked: line.picked })}
          hot={hot?.item.sku === line.item.sku && hot.lot === line.lot}
          {...(toPack(line) === 0 ? { tone: 'ok' as const, state: t('Complete') } : {})}
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
      hint={t('Total in this carton, of {most}', { most })}
      max={most}
      maxHint={t('Only {most} were picked', { most })}
    />
  )
}

function Check({ state, act }: Pick<PartProps, 'state' | 'act'>) {
  const { chosen } = state
  if (chosen === null) return null
  const loose = leftToPack(chosen)
  const said = [
    loose > 0 ? t('{loose} picked, not packed', { loose }) : '',
    chosen.missing > 0 ? t('{missing} not picked yet', { missing: chosen.missing }) : '',
  ]
  return (
    <>
      <AmberPanel title={t('{loose} are not packed', { loose: loose + chosen.missing })}>
        {said.filter(Boolean).join(' · ')}
      </AmberPanel>
      <ChoiceList
        choices={[
          ...(loose > 0 ? [{ id: 'next-unit' as const, label: t('Next carton'), hot: true }] : []),
          { id: 'back' as const, label: t('Go on with this one') },
          {
            id: 'ship-later' as const,
            label: t('Ship the rest later'),
            note: t('A partial shipment; the order stays open'),
          },
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
      <Card title={t('Carton {sscc}', { sscc: unit.sscc })}>
        {pallet === null
          ? t('{units} in it', { units: unitContent(chosen, unit.code) })
          : t('{units} in it, on pallet {pallet}', {
              units: unitContent(chosen, unit.code),
              pallet: shortLabel(pallet),
            })}
      </Card>
      <LabelButton key={unit.code} label={unitLabel(unit.code)} file={unit.sscc} name={t('Open the label')} />
      <Button kind="choice" icon={<Boxes aria-hidden />} onPress={() => act({ type: 'to-pallet' })}>
        {t('Put it on a pallet')}
      </Button>
      <Button kind="choice" icon={<Truck aria-hidden />} onPress={() => navigate('/ship')}>
        {t('Ship {externalId}', { externalId: chosen.order.externalId })}
      </Button>
      <Cartons state={state} />
    </>
  )
}

function Cartons({ state }: Pick<PartProps, 'state'>) {
  const { chosen, unit } = state
  if (chosen === null || chosen.units.length === 0) return null
  return (
    <List label={t('Cartons of this order')}>
      {chosen.units.map(({ code, sscc, pallet }) => (
        <Row
          key={code}
          title={sscc}
          detail={[
            code === sscc ? '' : code,
            pallet === null ? '' : t('on pallet {pallet}', { pallet: shortLabel(pallet) }),
          ]
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
      <NewUnit name={t('New pallet')} left={left} openNew={openNew} />
      {pallets.length > 0 && (
        <List label={t('Pallets of this order')}>
          {pallets.map((pallet) => (
            <Row key={pallet} title={pallet} />
          ))}
        </List>
      )}
    </>
  )
}
