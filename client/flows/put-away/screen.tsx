import { useEffect } from 'react'
import { t } from '../../language/t.ts'
import { itemOf, stockToPutAway, suggestBin, type View } from '../../replica/view.ts'
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
import { type DockLine, type PutAwayAction, type PutAwayState, putAwayMachine, startPutAway } from './machine.ts'

/** What stands on the docks, with the bin that each should go to. */
async function dockLines(view: View): Promise<DockLine[]> {
  const rows = await stockToPutAway(view)
  const lines = await Promise.all(
    rows.map(async (row): Promise<DockLine | null> => {
      const item = await itemOf(view, row.sku)
      return item ? { ...row, item, bin: (await suggestBin(view, row.sku, row.lot))?.code ?? null } : null
    }),
  )
  return lines.filter((line) => line !== null)
}

const nameOf = (line: DockLine): string =>
  line.lot === '' ? line.item.name : t('{name} · lot {lot}', { name: line.item.name, lot: line.lot })

export function PutAwayScreen() {
  const { view } = useFloor()
  const flow = useFlow<PutAwayState, PutAwayAction>(putAwayMachine, () => startPutAway([]), { loads: true })
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(
    async () => (await stockToPutAway(view)).map((row) => `${row.sku}${row.lot}${row.location}${row.quantity}`).join(),
    [view, undone],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands on the docks has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'waiting', waiting: await dockLines(view) }))
  }, [changed])
  return (
    <FlowFrame
      title={t('Put away')}
      progress={state.waiting.length > 0 ? t('{waiting} waiting', { waiting: state.waiting.length }) : undefined}
      say={putAwayMachine.say(state)}
      quiet={state.stage === 'quantity' || state.stage === 'lot' || state.stage === 'other-bin'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'goods' ? undefined : () => act({ type: 'back' })}
      primary={
        state.stage === 'quantity' ? (
          <Button kind="primary" onPress={() => act({ type: 'quantity-done' })}>
            {t('Use {quantity}', { quantity: state.quantity })}
          </Button>
        ) : undefined
      }
    >
      <Body state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

function Body({ state, act, loaded }: { state: PutAwayState; act(action: PutAwayAction): void; loaded: boolean }) {
  const { chosen } = state
  if (state.stage === 'goods' || state.stage === 'lot') {
    const lines = state.stage === 'lot' ? state.choices : state.waiting
    if (loaded && lines.length === 0) return <EmptyState say={t('Nothing waits on the docks.')} />
    return (
      <List label={state.stage === 'lot' ? t('Look at the label') : t('On the docks')}>
        {lines.map((line) => (
          <Row
            key={`${line.sku} ${line.lot} ${line.location}`}
            title={nameOf(line)}
            detail={`${line.location} → ${line.bin ?? t('any free bin')}`}
            value={line.quantity}
            onPress={() => act({ type: 'choose', line })}
          />
        ))}
      </List>
    )
  }
  if (!chosen) return null
  if (state.stage === 'quantity') {
    return (
      <QuantityPad
        label={t('Into this bin')}
        value={state.quantity}
        onChange={(quantity) => act({ type: 'quantity', quantity: quantity ?? 0 })}
        hint={t('of {quantity}', { quantity: chosen.quantity })}
        max={chosen.quantity}
        maxHint={t('There are {quantity}', { quantity: chosen.quantity })}
      />
    )
  }
  if (state.stage === 'other-bin') {
    return (
      <>
        <AmberPanel title={t('{otherBin} is not {bin}', { otherBin: state.otherBin, bin: chosen.bin })}>
          {t('{name} was to go to {bin}. Scan {otherBin} again, or say so here.', {
            name: chosen.item.name,
            bin: chosen.bin,
            otherBin: state.otherBin,
          })}
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'accept', label: t('Put it in {otherBin}', { otherBin: state.otherBin }) },
            { id: 'back', label: t('Go to {bin}', { bin: chosen.bin }) },
          ]}
          onChoose={(id) => act(id === 'accept' ? { type: 'accept-bin' } : { type: 'back' })}
        />
      </>
    )
  }
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
          {chosen.lot !== '' && <LotTag lot={t('Lot {lot}', { lot: chosen.lot })} />}
        </ItemLine>
      </TargetCard>
      <Button wide onPress={() => act({ type: 'change-quantity' })}>
        {t('Not all of it')}
      </Button>
    </>
  )
}
