import { useEffect } from 'react'
import { madeLot } from '../../../shared/rules/made-lot.ts'
import { t } from '../../language/t.ts'
import { hiddenFromUs, isHidden } from '../../replica/counts.ts'
import { lotsOf, stockWhere, type View } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useFlow } from '../../shell/use-flow.ts'
import { Button } from '../../ui/index.ts'
import { isWhole } from '../reference-document.ts'
import { MakeBody } from './body.tsx'
import { type MakeAction, type MakeState, makeMachine, startMake } from './machine.ts'

/** What is known to stand there, and every lot of these items: which may be used, and which numbers there are. */
async function standsAt(view: View, bin: string, deviceId: string): Promise<MakeAction> {
  const [stock, hidden] = await Promise.all([stockWhere(view, 'location', bin), hiddenFromUs(view, deviceId)])
  const here = stock.filter((row) => !isHidden(hidden, row))
  const { lots: known } = view.replica.rows
  // Of a bin that is to be counted nobody knows which items stand there: then any lot may be met.
  const ofAny = hidden.some(({ location }) => location === bin)
  const lots = ofAny ? await known.toArray() : await lotsOf(view, [...new Set(here.map(({ sku }) => sku))])
  return { type: 'here', bin, here, lots }
}

export function MakeScreen() {
  const { view, scanContext, recorder, credential } = useFloor()
  const { today } = scanContext()
  // Named like the server names what has no number; the device's own randomness keeps two devices apart.
  const propose = () => madeLot(today, recorder.newId())
  const flow = useFlow<MakeState, MakeAction>(makeMachine, () => startMake(today, propose()), { expectRepeats: true })
  const { state, act, reload, undone } = flow
  const { bin } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is in hand.
  useEffect(() => {
    if (bin !== null) reload(() => standsAt(view, bin, credential.deviceId))
  }, [bin])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was made is made no more.
  useEffect(() => {
    if (undone > 0) act({ type: 'anew', proposal: propose() })
  }, [undone])
  const asksScan = ['bin', 'goods', 'product', 'lot', 'place'].includes(state.stage)
  return (
    <FlowFrame
      title={t('Make')}
      progress={progressOf(state)}
      say={makeMachine.say(state)}
      quiet={!asksScan}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'kind' || state.stage === 'recorded' ? undefined : () => act({ type: 'back' })}
      problem={
        state.stage === 'goods' && state.consumed.length > 0 ? (
          <Button onPress={() => act({ type: 'all-in' })}>{t('That is all')}</Button>
        ) : undefined
      }
      primary={primaryOf(state, act, propose)}
    >
      <MakeBody state={state} act={act} />
    </FlowFrame>
  )
}

function progressOf({ consumed, made, kind }: MakeState): string | undefined {
  if (kind === null) return undefined
  return kind === 'receipt'
    ? undefined
    : t('{consumed} in, {made} out', { consumed: consumed.length, made: made.length })
}

function primaryOf(state: MakeState, act: (action: MakeAction) => void, propose: () => string) {
  switch (state.stage) {
    case 'goods-quantity':
    case 'quantity': {
      const quantity = (state.stage === 'quantity' ? state.product?.quantity : state.part?.quantity) ?? 0
      return (
        <Button kind="primary" off={quantity === 0} onPress={() => act({ type: 'quantity-done' })}>
          {quantity === 0
            ? t('How many')
            : state.stage === 'quantity'
              ? t('{quantity} came out', { quantity })
              : t('{quantity} go in', { quantity })}
        </Button>
      )
    }
    case 'document':
      return (
        <Button kind="primary" off={!isWhole(state.document)} onPress={() => act({ type: 'document-done' })}>
          {t('Use it')}
        </Button>
      )
    case 'check':
      return (
        <Button kind="primary" onPress={() => act({ type: 'record' })}>
          {t('Record it')}
        </Button>
      )
    case 'recorded':
      return (
        <Button kind="primary" onPress={() => act({ type: 'anew', proposal: propose() })}>
          {t('Make something else')}
        </Button>
      )
    default:
      return undefined
  }
}
