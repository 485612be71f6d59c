import { Truck } from 'lucide-react'
import { t } from '../../language/t.ts'
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
  if (loaded && shown.length === 0) return <EmptyState say={t('Nothing stands ready to ship.')} />
  return (
    <List label={at === null ? t('Standing ready') : t('In {at}', { at })}>
      {shown.map((order) => (
        <Row
          key={order.order.id}
          title={`${order.order.externalId} · ${order.order.customer}`}
          detail={`${order.order.channel} · ${standsIn(order)}`}
          value={unitsIn(parcelsOf(order, today))}
          state={order.missing > 0 ? t('{missing} still to pick', { missing: order.missing }) : t('Complete')}
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
  const cartons = units.length === 0 ? [] : [t('{count} cartons', { count: units.length })]
  return [...cartons, ...loose].join(', ')
}

const parcelName = ({ code, sscc }: Parcel): string =>
  sscc === null ? code : t('Carton {sscc}', { sscc: shortLabel(sscc) })

/** All of a small parcel; of a large one how many kinds there are in it. */
const contents = ({ lines }: Parcel): string =>
  lines.length > 2 ? t('{lines} items and lots', { lines: lines.length }) : lines.map(lineWords).join(' · ')

const lineWords = ({ item, lot, quantity }: Parcel['lines'][number]): string =>
  `${quantity} × ${item.name}${lot === '' ? '' : t(', lot {lot}', { lot })}`

function Confirm({ state, chosen, act }: PartProps & { chosen: StandingOrder }) {
  const gone = leaving(state)
  const { carrier, service, tracking } = state.details
  return (
    <>
      <List label={t('{gone} of {state} scanned', { gone: gone.length, state: parcels(state).length })}>
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
          { label: t('Customer'), value: `${chosen.order.customer} · ${chosen.order.channel}` },
          { label: t('Carrier'), value: [carrier, service].filter(Boolean).join(' · ') || t('not said') },
          { label: t('Tracking'), value: tracking || t('scan the carrier label') },
        ]}
      />
      <Button wide icon={<Truck aria-hidden />} onPress={() => act({ type: 'open-details' })}>
        {t('Carrier, tracking, cost')}
      </Button>
    </>
  )
}

function stateOf({ unfit }: Parcel, scanned: boolean) {
  if (unfit) return { tone: 'bad' as const, state: t('{unfit} It stays.', { unfit }) }
  return scanned ? { tone: 'ok' as const, state: t('Scanned') } : { tone: 'wait' as const, state: t('Scan it') }
}

function Partial({ state, act }: PartProps) {
  const stays = staying(state)
  const missing = state.chosen?.missing ?? 0
  const said = [stays.length > 0 ? t('What was not scanned stays here.') : '', t('The rest stays on the order.')]
  return (
    <>
      <AmberPanel
        title={
          missing > 0
            ? t('{missing} are not picked yet', { missing })
            : t('{stays} stay here', { stays: unitsIn(stays) })
        }
      >
        {said.filter(Boolean).join(' ')}
      </AmberPanel>
      <ChoiceList
        choices={[
          {
            id: 'ship-part' as const,
            label: t('Ship the {unitsIn} that were scanned', { unitsIn: unitsIn(leaving(state)) }),
          },
          { id: 'back' as const, label: stays.length > 0 ? t('Scan the others') : t('Wait for the rest') },
        ]}
        onChoose={(type) => act({ type })}
      />
      {stays.length > 0 && (
        <List label={t('Not scanned')}>
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
      {field('carrier', t('Carrier'))}
      {field('service', t('Service'))}
      {field('tracking', t('Tracking number'), { code: true })}
      {field('zone', t('Zone'), { code: true })}
      {field('cost', t('Cost in {currency}', { currency: state.currency }), { decimal: true })}
    </>
  )
}
