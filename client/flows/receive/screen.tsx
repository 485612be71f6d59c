import { useLiveQuery } from 'dexie-react-hooks'
import { CalendarX, PackageSearch } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import { type ExpectedReceipt, openReceipts } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useFlow } from '../../shell/use-flow.ts'
import {
  AmberPanel,
  Button,
  Card,
  ChoiceList,
  ItemLine,
  List,
  LotTag,
  QuantityPad,
  Row,
  TargetCard,
  TextField,
} from '../../ui/index.ts'
import { ExpiryPad } from '../expiry-pad.tsx'
import { packWords } from '../flow.ts'
import { ItemPicker } from '../item-picker.tsx'
import { type ReceiveAction, type ReceiveState, receiveMachine, startReceive, stillExpected } from './machine.ts'
import { isKnown, type Origin } from './origin.ts'
import { OriginForm } from './origin-form.tsx'

export function ReceiveScreen() {
  const { view } = useFloor()
  const docks = useLiveQuery(
    async () => (await view.replica.rows.locations.where('kind').equals('dock').toArray()).map((dock) => dock.code),
    [view],
  )
  if (docks === undefined) return null
  return <Receive docks={docks} />
}

function Receive({ docks }: { docks: string[] }) {
  const { view } = useFloor()
  const flow = useFlow<ReceiveState, ReceiveAction>(receiveMachine, () => startReceive(docks, null), {
    expectRepeats: true,
  })
  const { state, act, reload } = flow
  const receipts = useLiveQuery(() => openReceipts(view), [view]) ?? []
  const receiptId = state.receipt?.receipt.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came in by others or was undone changes what is expected.
  useEffect(() => {
    if (receiptId === undefined || state.goods !== null) return
    reload(async () => ({
      type: 'receipt',
      receipt: (await openReceipts(view)).find(({ receipt }) => receipt.id === receiptId) ?? null,
    }))
  }, [receipts.map(({ lines }) => lines.map((line) => line.received).join()).join()])
  const back = state.goods || state.stage === 'item' ? () => act({ type: 'back' }) : undefined
  return (
    <FlowFrame
      title={t('Receive')}
      progress={state.receipt ? `${state.receipt.receipt.reference}` : undefined}
      say={receiveMachine.say(state)}
      quiet={['item', 'expiry', 'origin', 'quantity', 'over'].includes(state.stage)}
      stop={state.stop}
      flow={flow}
      onBack={back}
      primary={primaryOf({ state, act })}
    >
      <Body state={state} act={act} docks={docks} receipts={receipts} />
    </FlowFrame>
  )
}

interface PartProps {
  state: ReceiveState
  act(action: ReceiveAction): void
}

/** Undefined where a scan is asked for: then the frame offers camera and keys. */
function primaryOf({ state, act }: PartProps): ReactNode {
  if (state.stage === 'origin')
    return (
      <Button kind="primary" off={!isKnown(state.origin)} onPress={() => act({ type: 'origin-done' })}>
        {t('Use it')}
      </Button>
    )
  if (state.stage !== 'quantity') return undefined
  const quantity = state.goods?.quantity ?? 0
  return (
    <Button kind="primary" off={quantity === 0} onPress={() => act({ type: 'confirm' })}>
      {quantity > 0 ? t('Receive {quantity}', { quantity }) : t('Receive')}
    </Button>
  )
}

function Body({ state, act, docks, receipts }: PartProps & { docks: string[]; receipts: ExpectedReceipt[] }) {
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
      return state.receipt ? (
        <Expected receipt={state.receipt} act={act} />
      ) : (
        <>
          <FreeDelivery origin={state.origin} act={act} />
          <Receipts dock={state.dock} receipts={receipts} act={act} />
        </>
      )
    case 'item':
      return <ItemPicker onChoose={(item) => act({ type: 'item', item })} />
    case 'lot':
      return <LotEntry state={state} act={act} />
    case 'expiry':
      return (
        <>
          <Goods state={state} />
          <ExpiryPad onDate={(expiresOn) => act({ type: 'expiry', expiresOn })} />
          <Button
            kind="choice"
            icon={<CalendarX aria-hidden />}
            onPress={() => act({ type: 'expiry', expiresOn: null })}
          >
            {t('There is no date on it')}
          </Button>
        </>
      )
    case 'origin':
      return <OriginForm state={state} act={act} />
    case 'quantity':
      return <Quantity state={state} act={act} />
    case 'over':
      return <Over state={state} act={act} />
  }
}

function Receipts({
  dock,
  receipts,
  act,
}: {
  dock: string | null
  receipts: ExpectedReceipt[]
  act: PartProps['act']
}) {
  return (
    <List
      label={
        receipts.length > 0
          ? t('Expected at {dock}', { dock })
          : t('At {dock}: nothing is announced. Scan what comes.', { dock })
      }
    >
      {receipts.map((receipt) => (
        <Row
          key={receipt.receipt.id}
          title={receipt.receipt.supplier}
          detail={receipt.receipt.reference}
          value={t('{lines} of {lines2}', {
            lines: receipt.lines.filter((line) => line.received >= line.expected).length,
            lines2: receipt.lines.length,
          })}
          onPress={() => act({ type: 'receipt', receipt })}
        />
      ))}
    </List>
  )
}

function Expected({ receipt, act }: { receipt: ExpectedReceipt; act: PartProps['act'] }) {
  const { view } = useFloor()
  const names = useLiveQuery(async () => {
    const items = await view.replica.rows.items.bulkGet(receipt.lines.map((line) => line.sku))
    return new Map(items.flatMap((item) => (item ? [[item.sku, item.name]] : [])))
  }, [view, receipt])
  return (
    <>
      <List label={`${receipt.receipt.supplier} · ${receipt.receipt.reference}`}>
        {receipt.lines.map((line) => (
          <Row
            key={line.sku}
            title={names?.get(line.sku) ?? line.sku}
            detail={line.sku}
            value={t('{received} of {expected}', { received: line.received, expected: line.expected })}
            {...(line.received > line.expected
              ? { tone: 'warn' as const, state: t('More than expected') }
              : line.received === line.expected
                ? { tone: 'ok' as const, state: t('Complete') }
                : {})}
          />
        ))}
      </List>
      <Button wide icon={<PackageSearch aria-hidden />} onPress={() => act({ type: 'another-delivery' })}>
        {t('Another delivery')}
      </Button>
    </>
  )
}

/** Of goods that nobody announced, what was said of their origin goes on for what comes next. */
function FreeDelivery({ origin, act }: { origin: Origin; act: PartProps['act'] }) {
  if (!origin.skipped && !isKnown(origin)) return null
  return (
    <>
      <Card>
        {origin.skipped
          ? t('This delivery goes on without its origin.')
          : t('From {supplier}, {documentType} {documentNumber}', {
              supplier: origin.supplier,
              documentType: origin.documentType.toLowerCase(),
              documentNumber: origin.documentNumber,
            })}
      </Card>
      <Button wide icon={<PackageSearch aria-hidden />} onPress={() => act({ type: 'another-delivery' })}>
        {t('Another delivery')}
      </Button>
    </>
  )
}

function Goods({ state }: { state: ReceiveState }) {
  const { goods } = state
  if (!goods) return null
  return (
    <ItemLine
      name={goods.item.name}
      detail={[goods.item.sku, goods.pack > 1 ? `1 case = ${goods.pack}` : ''].filter(Boolean).join(' · ')}
    >
      {goods.lot !== null && (
        <LotTag
          lot={t('Lot {lot}', { lot: goods.lot })}
          note={goods.expiresOn === null ? undefined : t('expires {date}', { date: dayText(goods.expiresOn) })}
        />
      )}
    </ItemLine>
  )
}

function LotEntry({ state, act }: PartProps) {
  const [lot, setLot] = useState('')
  const enter = () => lot.trim() !== '' && act({ type: 'lot', lot })
  return (
    <>
      <Goods state={state} />
      <TextField label={t('Lot on the label')} value={lot} onChange={setLot} onEnter={enter} code />
      <Button kind="choice" off={lot.trim() === ''} onPress={enter}>
        {lot.trim() === '' ? t('Use this lot') : t('Use lot {lot}', { lot: lot.trim() })}
      </Button>
    </>
  )
}

function Quantity({ state, act }: PartProps) {
  const { goods } = state
  if (!goods) return null
  const expected = stillExpected(state)
  const packs = goods.pack > 1 ? [goods.pack] : []
  const hint = [
    packWords(goods.quantity ?? 0, goods.pack),
    expected === null ? '' : t('{expected} expected', { expected }),
  ]
  return (
    <QuantityPad
      label={goods.item.name}
      value={goods.quantity}
      onChange={(quantity) => act({ type: 'quantity', quantity })}
      hint={hint.filter(Boolean).join(' · ')}
      packs={packs}
    />
  )
}

function Over({ state, act }: PartProps) {
  const quantity = state.goods?.quantity ?? 0
  const expected = stillExpected(state) ?? 0
  return (
    <>
      <TargetCard
        fields={[
          { label: t('Counted'), value: quantity, kind: 'quantity' },
          { label: t('Expected'), value: expected, kind: 'quantity' },
        ]}
      />
      <AmberPanel title={t('{quantity} more than expected', { quantity: quantity - expected })}>
        {t('The office will be told. Count again if you are not sure.')}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'accept', label: t('Receive all {quantity}', { quantity }) },
          { id: 'back', label: t('Count again') },
        ]}
        onChoose={(id) => act(id === 'accept' ? { type: 'accept-over' } : { type: 'back' })}
      />
    </>
  )
}
