import { useEffect } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
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
  const flow = useFlow<PutBackState, PutBackAction>(putBackMachine, () => startPutBack([]))
  const { state, act, reload, undone } = flow
  const today = scanContext().today
  const changed = useCalmQuery(async () => JSON.stringify(await putBackLines(view, today)), [view, undone, today])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked back has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'lines', lines: await putBackLines(view, today) }))
  }, [changed])
  return (
    <FlowFrame
      title="Put back"
      progress={state.lines.length > 0 ? `${state.lines.length} waiting` : undefined}
      say={putBackMachine.say(state)}
      quiet={state.stage === 'quantity' || state.stage === 'lot' || state.stage === 'other-bin'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'place' ? undefined : () => act({ type: 'back' })}
      primary={
        state.stage === 'quantity' ? (
          <Button kind="primary" off={state.quantity === 0} onPress={() => act({ type: 'quantity-done' })}>
            Use {state.quantity}
          </Button>
        ) : undefined
      }
    >
      <Body state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

const nameOf = ({ item, lot }: PutBackLine): string => (lot === '' ? item.name : `${item.name} · lot ${lot}`)

const reasonOf = ({ unfit, orderName, lineId }: PutBackLine): string =>
  unfit ?? (lineId === null ? 'Asked back' : `Order ${orderName ?? ''} was given up`.replace('  ', ' '))

interface PartProps {
  state: PutBackState
  act(action: PutBackAction): void
}

function Body({ state, act, loaded }: PartProps & { loaded: boolean }) {
  switch (state.stage) {
    case 'place':
      if (loaded && state.lines.length === 0) return <EmptyState say="Nothing is to be put back." />
      return <Asked label="Where it stands" lines={state.lines} />
    case 'goods':
      return <Asked label={`In ${state.place}`} lines={linesHere(state)} />
    case 'lot':
      return (
        <List label="Look at the label">
          {state.choices.map((line) => (
            <Row
              key={line.id}
              title={`Lot ${line.lot}`}
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
          detail={`${line.location} → ${line.bin ?? 'any free bin'}`}
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
        label="Into this bin"
        value={state.quantity}
        onChange={(quantity) => act({ type: 'quantity', quantity: quantity ?? 0 })}
        hint={`of ${chosen.remaining}`}
        max={chosen.remaining}
        maxHint={`${chosen.remaining} are asked back`}
      />
    )
  if (state.stage === 'other-bin')
    return (
      <>
        <AmberPanel title={`${state.otherBin} is not ${chosen.bin}`}>
          {chosen.binBlocked
            ? `${chosen.unfit} In ${chosen.bin} nobody picks it by mistake.`
            : `${chosen.item.name} was to go to ${chosen.bin}. Scan ${state.otherBin} again, or say so here.`}
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'accept-bin' as const, label: `Put it in ${state.otherBin}` },
            { id: 'back' as const, label: `Go to ${chosen.bin}` },
          ]}
          onChoose={(type) => act({ type })}
        />
      </>
    )
  return (
    <>
      <TargetCard
        fields={[
          { label: 'Bin', value: chosen.bin ?? 'any', kind: 'location' },
          { label: 'Put', value: state.quantity, kind: 'quantity' },
        ]}
      >
        <ItemLine name={chosen.item.name} detail={`${chosen.item.sku} · from ${chosen.location}`}>
          {chosen.lot !== '' && (
            <LotTag
              lot={`Lot ${chosen.lot}`}
              {...(chosen.unfit === undefined
                ? {}
                : { tone: 'bad' as const, note: chosen.lotRow?.held ? 'on hold' : 'expired' })}
            />
          )}
        </ItemLine>
      </TargetCard>
      {chosen.remaining > 1 && (
        <Button wide onPress={() => act({ type: 'change-quantity' })}>
          Not all of it
        </Button>
      )}
    </>
  )
}
