import { useEffect } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { openPutBacks, putBackBin } from '../../replica/put-backs.ts'
import type { View } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import {
  AmberPanel,
  Button,
  ChoiceList,
  EmptyState,
  ItemLine,
  List,
  LotTag,
  QuantityPad,
  Row,
  TargetCard,
} from '../../ui/index.ts'
import { whyUnfit } from '../unfit-lot.ts'
import {
  linesHere,
  type PutBackAction,
  type PutBackLine,
  type PutBackState,
  putBackMachine,
  startPutBack,
} from './machine.ts'

/** What is asked back, with the bin that each should go to. */
async function putBackLines(view: View, today: string): Promise<PutBackLine[]> {
  const { rows } = view.replica
  const lines = await Promise.all(
    (await openPutBacks(view)).map(async (task): Promise<PutBackLine | null> => {
      const [item, lotRow, order] = await Promise.all([
        rows.items.get(task.sku),
        rows.lots.get(lotKey(task.sku, task.lot)),
        task.orderId === null ? undefined : rows.orders.get(task.orderId),
      ])
      if (!item) return null
      const unfit = whyUnfit(task.lot, lotRow, today)
      const bin = await putBackBin(view, task.sku, task.lot, unfit !== undefined)
      return {
        ...task,
        item,
        lotRow,
        unfit,
        orderName: order?.externalId,
        bin: bin?.code ?? null,
        binBlocked: bin?.blocked ?? false,
      }
    }),
  )
  return lines.filter((line) => line !== null)
}

export function PutBackScreen() {
  const { view, scanContext } = useFloor()
  const flow = useFlow<PutBackState, PutBackAction>(putBackMachine, () => startPutBack([]), { loads: true })
  const { state, act, reload, undone } = flow
  const today = scanContext().today
  const changed = useCalmQuery(async () => JSON.stringify(await putBackLines(view, today)), [view, undone, today])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked back has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'lines', lines: await putBackLines(view, today) }))
  }, [changed])
  return (
    <FlowFrame
      title={t('Put back')}
      progress={state.lines.length > 0 ? t('{lines} waiting', { lines: state.lines.length }) : undefined}
      say={putBackMachine.say(state)}
      quiet={state.stage === 'quantity' || state.stage === 'lot' || state.stage === 'other-bin'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'place' ? undefined : () => act({ type: 'back' })}
      primary={
        state.stage === 'quantity' ? (
          <Button kind="primary" off={state.quantity === 0} onPress={() => act({ type: 'quantity-done' })}>
            {t('Use {quantity}', { quantity: state.quantity })}
          </Button>
        ) : undefined
      }
    >
      <Body state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

const nameOf = ({ item, lot }: PutBackLine): string =>
  lot === '' ? item.name : t('{name} · lot {lot}', { name: item.name, lot })

const reasonOf = ({ unfit, orderName, lineId }: PutBackLine): string =>
  unfit ??
  (lineId === null
    ? t('Asked back')
    : t('Order {orderName} was given up', { orderName: orderName ?? '' }).replace('  ', ' '))

interface PartProps {
  state: PutBackState
  act(action: PutBackAction): void
}

function Body({ state, act, loaded }: PartProps & { loaded: boolean }) {
  switch (state.stage) {
    case 'place':
      if (loaded && state.lines.length === 0) return <EmptyState say={t('Nothing is to be put back.')} />
      return <Asked label={t('Where it stands')} lines={state.lines} />
    case 'goods':
      return <Asked label={t('In {place}', { place: state.place })} lines={linesHere(state)} />
    case 'lot':
      return (
        <List label={t('Look at the label')}>
          {state.choices.map((line) => (
            <Row
              key={line.id}
              title={t('Lot {lot}', { lot: line.lot })}
              detail={line.item.name}
              value={line.remaining}
              onPress={() => act({ type: 'choose', line })}
            />
          ))}
        </List>
      )
    default:
      return state.chosen === null ? null : <InHand state={state} chosen={state.chosen} act={act} />
  }
}

/** Not to be tapped: what is put back is proven by its scan. */
function Asked({ label, lines }: { label: string; lines: readonly PutBackLine[] }) {
  return (
    <List label={label}>
      {lines.map((line) => (
        <Row
          key={line.id}
          title={nameOf(line)}
          detail={`${line.location} → ${line.bin ?? t('any free bin')}`}
          value={line.remaining}
          state={reasonOf(line)}
          tone={line.unfit === undefined ? 'plain' : 'bad'}
        />
      ))}
    </List>
  )
}

function InHand({ state, chosen, act }: PartProps & { chosen: PutBackLine }) {
  if (state.stage === 'quantity')
    return (
      <QuantityPad
        label={t('Into this bin')}
        value={state.quantity}
        onChange={(quantity) => act({ type: 'quantity', quantity: quantity ?? 0 })}
        hint={t('of {remaining}', { remaining: chosen.remaining })}
        max={chosen.remaining}
        maxHint={t('{remaining} are asked back', { remaining: chosen.remaining })}
      />
    )
  if (state.stage === 'other-bin')
    return (
      <>
        <AmberPanel title={t('{otherBin} is not {bin}', { otherBin: state.otherBin, bin: chosen.bin })}>
          {chosen.binBlocked
            ? t('{unfit} In {bin} nobody picks it by mistake.', { unfit: chosen.unfit, bin: chosen.bin })
            : t('{name} was to go to {bin}. Scan {otherBin} again, or say so here.', {
                name: chosen.item.name,
                bin: chosen.bin,
                otherBin: state.otherBin,
              })}
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'accept-bin' as const, label: t('Put it in {otherBin}', { otherBin: state.otherBin }) },
            { id: 'back' as const, label: t('Go to {bin}', { bin: chosen.bin }) },
          ]}
          onChoose={(type) => act({ type })}
        />
      </>
    )
  return (
    <>
      <TargetCard
        fields={[
          { label: t('Bin'), value: chosen.bin ?? t('any'), kind: 'location' },
          { label: t('Put'), value: state.quantity, kind: 'quantity' },
        ]}
      >
        <ItemLine
          name={chosen.item.name}
          detail={t('{sku} · from {location}', { sku: chosen.item.sku, location: chosen.location })}
        >
          {chosen.lot !== '' && (
            <LotTag
              lot={t('Lot {lot}', { lot: chosen.lot })}
              {...(chosen.unfit === undefined
                ? {}
                : { tone: 'bad' as const, note: chosen.lotRow?.held ? t('on hold') : t('expired') })}
            />
          )}
        </ItemLine>
      </TargetCard>
      {chosen.remaining > 1 && (
        <Button wide onPress={() => act({ type: 'change-quantity' })}>
          {t('Not all of it')}
        </Button>
      )}
    </>
  )
}
