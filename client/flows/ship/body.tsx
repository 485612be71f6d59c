import { Truck } from 'lucide-react'
import type { StandingOrder } from '../../replica/standing.ts'
import { AmberPanel, Button, ChoiceList, EmptyState, Facts, List, Row } from '../../ui/index.ts'
import { shortLabel } from '../carton-label.ts'
import { DocumentForm } from '../document-form.tsx'
import { FlowTextField } from '../flow-text-field.tsx'
import { leaves, leaving, parcels, type ShipAction, type ShipState, staying } from './machine.ts'
import { type Parcel, parcelsOf, unitsIn } from './parcels.ts'

interface PartProps {
  state: ShipState
  act(action: ShipAction): void
}

export function ShipBody({ state, act, loaded }: PartProps & { loaded: boolean }) {
  if (!state.chosen) return <Orders state={state} act={act} loaded={loaded} />
  switch (state.stage) {
    case 'partial':
      return <Partial state={state} act={act} />
    case 'details':
      return <DetailFields state={state} act={act} />
    case 'document':
      return (
        <DocumentForm
          document={state.document}
          onChange={(document) => act({ type: 'document', document })}
          onDone={() => act({ type: 'document-done' })}
          onSkip={() => act({ type: 'skip-document' })}
        />
      )
    default:
      return <Confirm state={state} chosen={state.chosen} act={act} />
  }
}

function Orders({ state, act, loaded }: PartProps & { loaded: boolean }) {
  const { at, today } = state
  const shown = state.ready.filter(
    (order) => at === null || parcelsOf(order, today).some(({ code, pallet }) => code === at || pallet === at),
  )
  if (loaded && shown.length === 0) return <EmptyState say="Nothing stands ready to ship." />
  return (
    <List label={at === null ? 'Standing ready' : `In ${at}`}>
      {shown.map((order) => (
        <Row
          key={order.order.id}
          title={`${order.order.externalId} · ${order.order.customer}`}
          detail={`${order.order.channel} · ${standsIn(order)}`}
          value={unitsIn(parcelsOf(order, today))}
          state={order.missing > 0 ? `${order.missing} still to pick` : 'Complete'}
          tone={order.missing > 0 ? 'warn' : 'ok'}
          onPress={() => act({ type: 'choose', order })}
        />
      ))}
    </List>
  )
}

/** "2 cartons, STAGE-1" */
function standsIn({ lines, units }: StandingOrder): string {
  const loose = new Set(lines.filter(({ packed }) => !packed).map(({ location }) => location))
  const cartons = units.length === 0 ? [] : [units.length === 1 ? '1 carton' : `${units.length} cartons`]
  return [...cartons, ...loose].join(', ')
}

const parcelName = ({ code, sscc }: Parcel): string => (sscc === null ? code : `Carton ${shortLabel(sscc)}`)

/** All of a small parcel; of a large one how many kinds there are in it. */
const contents = ({ lines }: Parcel): string =>
  lines.length > 2 ? `${lines.length} items and lots` : lines.map(lineWords).join(' · ')

const lineWords = ({ item, lot, quantity }: Parcel['lines'][number]): string =>
  `${quantity} × ${item.name}${lot === '' ? '' : `, lot ${lot}`}`

function Confirm({ state, chosen, act }: PartProps & { chosen: StandingOrder }) {
  const gone = leaving(state)
  const { carrier, service, tracking } = state.details
  return (
    <>
      <List label={`${gone.length} of ${parcels(state).length} scanned`}>
        {[...staying(state), ...gone].map((parcel) => (
          <Row
            key={`${parcel.code}${parcel.unfit ?? ''}`}
            title={parcelName(parcel)}
            detail={contents(parcel)}
            value={unitsIn([parcel])}
            {...stateOf(parcel, leaves(state, parcel))}
          />
        ))}
      </List>
      <Facts
        facts={[
          { label: 'Customer', value: `${chosen.order.customer} · ${chosen.order.channel}` },
          { label: 'Carrier', value: [carrier, service].filter(Boolean).join(' · ') || 'not said' },
          { label: 'Tracking', value: tracking || 'scan the carrier label' },
        ]}
      />
      <Button wide icon={<Truck aria-hidden />} onPress={() => act({ type: 'open-details' })}>
        Carrier, tracking, cost
      </Button>
    </>
  )
}

function stateOf({ unfit }: Parcel, scanned: boolean) {
  if (unfit) return { tone: 'bad' as const, state: `${unfit} It stays.` }
  return scanned ? { tone: 'ok' as const, state: 'Scanned' } : { tone: 'wait' as const, state: 'Scan it' }
}

function Partial({ state, act }: PartProps) {
  const stays = staying(state)
  const missing = state.chosen?.missing ?? 0
  const said = [stays.length > 0 ? 'What was not scanned stays here.' : '', 'The rest stays on the order.']
  return (
    <>
      <AmberPanel title={missing > 0 ? `${missing} are not picked yet` : `${unitsIn(stays)} stay here`}>
        {said.filter(Boolean).join(' ')}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'ship-part' as const, label: `Ship the ${unitsIn(leaving(state))} that were scanned` },
          { id: 'back' as const, label: stays.length > 0 ? 'Scan the others' : 'Wait for the rest' },
        ]}
        onChoose={(type) => act({ type })}
      />
      {stays.length > 0 && (
        <List label="Not scanned">
          {stays.map((parcel) => (
            <Row
              key={`${parcel.code}${parcel.unfit ?? ''}`}
              title={parcelName(parcel)}
              detail={contents(parcel)}
              value={unitsIn([parcel])}
              {...(parcel.unfit ? { tone: 'bad' as const, state: parcel.unfit } : {})}
            />
          ))}
        </List>
      )}
    </>
  )
}

function DetailFields({ state, act }: PartProps) {
  const { details } = state
  const field = (name: keyof typeof details, label: string, more: { code?: boolean; decimal?: boolean } = {}) => (
    <FlowTextField
      label={label}
      value={details[name]}
      onChange={(text) => act({ type: 'details', details: { ...details, [name]: text } })}
      code={more.code}
      inputMode={more.decimal ? 'decimal' : undefined}
    />
  )
  return (
    <>
      {field('carrier', 'Carrier')}
      {field('service', 'Service')}
      {field('tracking', 'Tracking number', { code: true })}
      {field('zone', 'Zone', { code: true })}
      {field('cost', `Cost in ${state.currency}`, { decimal: true })}
    </>
  )
}
