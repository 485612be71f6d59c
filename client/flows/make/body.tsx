import { CalendarX } from 'lucide-react'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import { LabelButton } from '../../shell/label-button.tsx'
import { lotLabel } from '../../shell/open-label.ts'
import { Button, Card, ChoiceList, ItemLine, List, LotTag, QuantityPad, Row } from '../../ui/index.ts'
import { DocumentForm } from '../document-form.tsx'
import { ExpiryPad } from '../expiry-pad.tsx'
import { packWords } from '../flow.ts'
import { ItemPicker } from '../item-picker.tsx'
import { LotEntry } from '../lot-entry.tsx'
import { DOCUMENT_TYPES } from '../reference-document.ts'
import { knownHere, lotsHere } from './consume.ts'
import type { MakeAction, MakeKind, MakeState } from './machine.ts'
import { inheritedExpiry, type Made } from './state.ts'

interface PartProps {
  state: MakeState
  act(action: MakeAction): void
}

const KINDS: { id: MakeKind; label: string; note: string }[] = [
  { id: 'receipt', label: t('Goods from the line'), note: t('What went in is not told here') },
  { id: 'production', label: t('Made from lots'), note: t('Lots go in, a new lot comes out') },
  { id: 'repack', label: t('Repack'), note: t('The same goods in another packing') },
  { id: 'relabel', label: t('Relabel'), note: t('The same goods under another label') },
  { id: 'kit', label: t('Kit'), note: t('Several items become one') },
  { id: 'rework', label: t('Rework'), note: t('What was not good is made good') },
]

export function MakeBody({ state, act }: PartProps) {
  switch (state.stage) {
    case 'kind':
      return <ChoiceList choices={KINDS} onChoose={(kind) => act({ type: 'kind', kind })} />
    case 'bin':
    case 'goods':
      return <GoesIn state={state} act={act} />
    case 'goods-lot':
      return <ConsumedLot state={state} act={act} />
    case 'goods-quantity':
      return <ConsumedQuantity state={state} act={act} />
    case 'product':
      return <ItemPicker onChoose={(item) => act({ type: 'product', item })} />
    case 'lot':
      return <NewLot state={state} act={act} />
    case 'expiry':
      return <Expiry state={state} act={act} />
    case 'quantity':
      return <ProducedQuantity state={state} act={act} />
    case 'place':
      return state.product && <Product product={state.product} />
    case 'document':
      return (
        <DocumentForm
          document={state.document}
          types={['Work order', 'Batch record', ...DOCUMENT_TYPES.filter((type) => type !== 'Work order')]}
          onChange={(document) => act({ type: 'document', document })}
          onDone={() => act({ type: 'document-done' })}
          onSkip={() => act({ type: 'skip-document' })}
        />
      )
    case 'check':
      return <Check state={state} act={act} />
    case 'recorded':
      return <Recorded state={state} />
  }
}

const nameOf = ({ item, lot }: { item: { name: string }; lot: string | null }): string =>
  lot === '' || lot === null ? item.name : t('{name} · lot {lot}', { name: item.name, lot })

function GoesIn({ state, act }: PartProps) {
  const { consumed, here, bin } = state
  return (
    <>
      {consumed.length > 0 && (
        <List label={t('Goes in. Tap what does not')}>
          {consumed.map((line, index) => (
            <Row
              key={`${line.item.sku} ${line.lot} ${line.location}`}
              title={nameOf(line)}
              detail={t('from {location}', { location: line.location })}
              value={line.quantity}
              onPress={() => act({ type: 'leave-out', index })}
            />
          ))}
        </List>
      )}
      {bin !== null && here.length > 0 && (
        <List label={t('Known in {bin}', { bin })}>
          {here.map((row) => (
            <Row
              key={`${row.sku} ${row.lot} ${row.status}`}
              title={row.lot === '' ? row.sku : t('{sku} · lot {lot}', { sku: row.sku, lot: row.lot })}
              detail={row.status === 'available' ? undefined : row.status}
              value={row.quantity}
            />
          ))}
        </List>
      )}
    </>
  )
}

function ConsumedLot({ state, act }: PartProps) {
  return (
    <>
      <List label={t('Known in {bin}', { bin: state.bin })}>
        {lotsHere(state).map((lot) => (
          <Row
            key={lot}
            title={lot === '' ? t('Lot not known') : t('Lot {lot}', { lot })}
            onPress={() => act({ type: 'consumed-lot', lot })}
          />
        ))}
      </List>
      <LotEntry label={t('Lot on the label')} onLot={(lot) => act({ type: 'consumed-lot', lot })} />
    </>
  )
}

function ConsumedQuantity({ state, act }: PartProps) {
  const { part } = state
  if (part === null) return null
  const hint = [
    packWords(part.quantity ?? 0, part.pack),
    t('{state} known in {location}', { state: knownHere(state), location: part.location }),
  ]
  return (
    <QuantityPad
      label={nameOf(part)}
      value={part.quantity}
      onChange={(quantity) => act({ type: 'quantity', quantity })}
      hint={hint.filter(Boolean).join(' · ')}
      packs={part.pack > 1 ? [part.pack] : []}
    />
  )
}

function Product({ product }: { product: Made }) {
  return (
    <ItemLine name={product.item.name} detail={product.item.sku} value={product.quantity ?? undefined}>
      {product.lot !== null && product.lot !== '' && (
        <LotTag
          lot={t('Lot {lot}', { lot: product.lot })}
          note={product.expiresOn === null ? undefined : t('expires {date}', { date: dayText(product.expiresOn) })}
        />
      )}
    </ItemLine>
  )
}

function NewLot({ state, act }: PartProps) {
  const { product, proposal } = state
  if (product === null) return null
  return (
    <>
      <Product product={product} />
      <Button
        kind="choice"
        hot
        note={t('A number that no other lot has')}
        onPress={() => act({ type: 'lot', lot: proposal })}
      >
        {t('Use {proposal}', { proposal })}
      </Button>
      <LotEntry label={t('Another lot number')} onLot={(lot) => act({ type: 'lot', lot })} />
    </>
  )
}

function Expiry({ state, act }: PartProps) {
  const inherited = inheritedExpiry(state)
  return (
    <>
      {state.product && <Product product={state.product} />}
      {inherited !== null && (
        <Button
          kind="choice"
          hot
          note={t('As what went in')}
          onPress={() => act({ type: 'expiry', expiresOn: inherited })}
        >
          {t('It expires {inherited}', { inherited })}
        </Button>
      )}
      <ExpiryPad onDate={(expiresOn) => act({ type: 'expiry', expiresOn })} />
      <Button kind="choice" icon={<CalendarX aria-hidden />} onPress={() => act({ type: 'expiry', expiresOn: null })}>
        {t('It has no date')}
      </Button>
    </>
  )
}

function ProducedQuantity({ state, act }: PartProps) {
  const { product, pack } = state
  if (product === null) return null
  return (
    <QuantityPad
      label={nameOf(product)}
      value={product.quantity}
      onChange={(quantity) => act({ type: 'quantity', quantity })}
      hint={packWords(product.quantity ?? 0, pack)}
      packs={pack > 1 ? [pack] : []}
    />
  )
}

function Check({ state, act }: PartProps) {
  return (
    <>
      {state.consumed.length > 0 && (
        <List label={t('Goes in')}>
          {state.consumed.map((line) => (
            <Row
              key={`${line.item.sku} ${line.lot} ${line.location}`}
              title={nameOf(line)}
              detail={t('from {location}', { location: line.location })}
              value={line.quantity}
            />
          ))}
        </List>
      )}
      <Out made={state.made} />
      {state.withoutDocument && (
        <Card tone="warn">{t('Without a document the traceability record of these goods is incomplete.')}</Card>
      )}
      {isWholeDocument(state) && (
        <Card>
          {state.document.documentType} {state.document.documentNumber}
        </Card>
      )}
      {state.kind !== 'receipt' && (
        <Button wide onPress={() => act({ type: 'another-product' })}>
          {t('Something else came out, too')}
        </Button>
      )}
    </>
  )
}

const isWholeDocument = ({ document }: MakeState): boolean => document.documentNumber.trim() !== ''

function Out({ made }: { made: readonly Made[] }) {
  return (
    <List label={t('Comes out')}>
      {made.map((line) => (
        <Row
          key={`${line.item.sku} ${line.lot}`}
          title={nameOf(line)}
          detail={[
            t('to {location}', { location: line.location }),
            line.expiresOn === null ? '' : t('expires {date}', { date: dayText(line.expiresOn) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          value={line.quantity}
        />
      ))}
    </List>
  )
}

function Recorded({ state }: { state: MakeState }) {
  return (
    <>
      <Out made={state.made} />
      {state.made
        .filter(({ lot }) => lot !== '')
        .map(({ item, lot }) => (
          <LabelButton
            key={`${item.sku} ${lot}`}
            label={lotLabel(item.sku, lot ?? '')}
            file={`${item.sku} ${lot}`}
            name={t('Label of lot {lot}', { lot })}
          />
        ))}
    </>
  )
}
