import { useEffect } from 'react'
import { readyOrders } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import { AmberPanel, Button, ChoiceList, EmptyState, Facts, List, Row } from '../../ui/index.ts'
import { type ShipAction, type ShipState, shipMachine, startShip } from './machine.ts'

export function ShipScreen() {
  const { view } = useFloor()
  const flow = useFlow<ShipState, ShipAction>(shipMachine, () => startShip([]))
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(async () => JSON.stringify(await readyOrders(view)), [view, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands ready has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'ready', ready: await readyOrders(view) }))
  }, [changed])
  return (
    <FlowFrame
      title="Ship"
      progress={state.chosen?.order.externalId}
      say={shipMachine.say(state)}
      quiet={state.stage === 'partial'}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'order' ? undefined : () => act({ type: 'back' })}
      primary={
        state.stage === 'confirm' ? (
          <Button kind="primary" onPress={() => act({ type: 'confirm' })}>
            Ship {state.chosen?.order.externalId}
          </Button>
        ) : undefined
      }
    >
      <Body state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

function Body({ state, act, loaded }: { state: ShipState; act(action: ShipAction): void; loaded: boolean }) {
  const { chosen } = state
  if (!chosen) {
    if (loaded && state.ready.length === 0) return <EmptyState say="Nothing stands ready to ship." />
    return (
      <List label="Standing ready">
        {state.ready.map((order) => (
          <Row
            key={order.order.id}
            title={`${order.order.externalId} · ${order.order.customer}`}
            detail={`${order.order.channel} · ${[...new Set(order.ready.map((line) => line.location))].join(', ')}`}
            value={order.ready.reduce((sum, line) => sum + line.quantity, 0)}
            state={order.missing > 0 ? `${order.missing} still to pick` : 'Complete'}
            tone={order.missing > 0 ? 'warn' : 'ok'}
            onPress={() => act({ type: 'choose', order })}
          />
        ))}
      </List>
    )
  }
  if (state.stage === 'partial') {
    return (
      <>
        <AmberPanel title={`${chosen.missing} are not picked yet`}>
          What is here leaves now; the rest stays on the order.
        </AmberPanel>
        <ChoiceList
          choices={[
            { id: 'ship', label: 'Ship what is here' },
            { id: 'back', label: 'Wait for the rest' },
          ]}
          onChoose={(id) => act(id === 'ship' ? { type: 'ship-part' } : { type: 'back' })}
        />
      </>
    )
  }
  return (
    <>
      <Facts
        facts={[
          { label: 'Customer', value: chosen.order.customer },
          { label: 'Channel', value: chosen.order.channel },
          { label: 'Tracking', value: state.tracking ?? 'scan the carrier label' },
        ]}
      />
      <List label="Leaves now">
        {chosen.ready.map((line) => (
          <Row
            key={`${line.sku} ${line.lot} ${line.location}`}
            title={line.lot === '' ? line.sku : `${line.sku} · lot ${line.lot}`}
            detail={line.location}
            value={line.quantity}
          />
        ))}
      </List>
    </>
  )
}
