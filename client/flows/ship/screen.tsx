import { useEffect } from 'react'
import { t } from '../../language/t.ts'
import { standingOrders } from '../../replica/standing.ts'
import type { View } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { ScanTools } from '../../shell/scan-tools.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import { Button } from '../../ui/index.ts'
import { isWhole } from '../reference-document.ts'
import { ShipBody } from './body.tsx'
import { leaving, type ShipAction, type ShipState, shipMachine, startShip, staying } from './machine.ts'

async function readyNow(view: View): Promise<ShipAction> {
  const [ready, warehouse] = await Promise.all([
    standingOrders(view),
    view.replica.rows.warehouses.toCollection().first(),
  ])
  return { type: 'ready', ready, currency: warehouse?.currency ?? 'USD' }
}

export function ShipScreen() {
  const { view, scanContext } = useFloor()
  const flow = useFlow<ShipState, ShipAction>(shipMachine, () => startShip([], scanContext().today), { loads: true })
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(async () => JSON.stringify(await readyNow(view)), [view, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands ready has changed.
  useEffect(() => {
    if (changed !== undefined) reload(() => readyNow(view))
  }, [changed])
  const begun = state.stage === 'confirm' && leaving(state).length > 0
  return (
    <FlowFrame
      title={t('Ship')}
      progress={state.chosen?.order.externalId}
      say={shipMachine.say(state)}
      quiet={state.stage === 'partial' || state.stage === 'details' || state.stage === 'document'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'order' && state.at === null ? undefined : () => act({ type: 'back' })}
      problem={begun ? <ScanTools compact /> : undefined}
      primary={primaryOf(state, act)}
    >
      <ShipBody state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

function primaryOf(state: ShipState, act: (action: ShipAction) => void) {
  const name = state.chosen?.order.externalId ?? ''
  switch (state.stage) {
    case 'confirm':
      return leaving(state).length === 0 ? undefined : (
        <Button kind="primary" onPress={() => act({ type: 'confirm' })}>
          {staying(state).length > 0 ? t('Ship a part') : t('Ship {name}', { name })}
        </Button>
      )
    case 'details':
      return (
        <Button kind="primary" onPress={() => act({ type: 'back' })}>
          {t('Keep')}
        </Button>
      )
    case 'document':
      return (
        <Button kind="primary" off={!isWhole(state.document)} onPress={() => act({ type: 'document-done' })}>
          {t('Ship {name}', { name })}
        </Button>
      )
    default:
      return undefined
  }
}
