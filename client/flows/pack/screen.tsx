import { useEffect } from 'react'
import { t } from '../../language/t.ts'
import { standingOrders } from '../../replica/standing.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { ScanTools } from '../../shell/scan-tools.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import { type Ssccs, useSsccs } from '../../shell/use-ssccs.ts'
import { Button } from '../../ui/index.ts'
import { PackBody } from './body.tsx'
import { leftToPack, packLines, unitContent } from './lines.ts'
import { type PackAction, type PackState, packMachine, startPack } from './machine.ts'

export function PackScreen() {
  const { view, scanContext } = useFloor()
  const ssccs = useSsccs()
  const flow = useFlow<PackState, PackAction>(packMachine, () => startPack([], scanContext().today), {
    expectRepeats: true,
    loads: true,
  })
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(async () => JSON.stringify(await standingOrders(view)), [view, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands ready has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'orders', orders: await standingOrders(view) }))
  }, [changed])
  return (
    <FlowFrame
      title={t('Pack')}
      progress={progressOf(state)}
      say={packMachine.say(state)}
      quiet={['lot', 'quantity', 'check', 'fresh-label', 'closed'].includes(state.stage)}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'order' && state.at === null ? undefined : () => act({ type: 'back' })}
      problem={state.stage === 'goods' && begun(state) ? <ScanTools compact /> : undefined}
      primary={primaryOf(state, act)}
    >
      <PackBody
        state={state}
        act={act}
        loaded={changed !== undefined}
        left={ssccs.left}
        openNew={() => reload(newUnit(ssccs))}
      />
    </FlowFrame>
  )
}

/** The number is taken and struck off before anybody sees it. */
const newUnit = (ssccs: Ssccs) => async (): Promise<PackAction> => ({ type: 'new-unit', sscc: await ssccs.take() })

const begun = ({ chosen, unit }: PackState): boolean =>
  chosen !== null && unit !== null && unitContent(chosen, unit.code) > 0

function progressOf({ chosen, orders }: PackState): string | undefined {
  if (chosen === null) {
    const open = orders.filter((order) => leftToPack(order) > 0).length
    return open > 0 ? t('{open} to pack', { open }) : undefined
  }
  const lines = packLines(chosen)
  const sum = (of: 'packed' | 'picked') => lines.reduce((total, line) => total + line[of], 0)
  return t('{sum} of {sum2}', { sum: sum('packed'), sum2: sum('picked') })
}

function primaryOf(state: PackState, act: (action: PackAction) => void) {
  const { stage, chosen, quantity } = state
  if (stage === 'goods' && begun(state))
    return (
      <Button kind="primary" onPress={() => act({ type: 'close' })}>
        {t('Close carton')}
      </Button>
    )
  if (stage === 'quantity')
    return (
      <Button kind="primary" off={quantity === null} onPress={() => act({ type: 'quantity-done' })}>
        {quantity === null ? t('Total in it') : t('{quantity} in it', { quantity })}
      </Button>
    )
  if (stage === 'closed' && chosen !== null)
    return leftToPack(chosen) > 0 ? (
      <Button kind="primary" onPress={() => act({ type: 'next-unit' })}>
        {t('Next carton')}
      </Button>
    ) : (
      <Button kind="primary" onPress={() => act({ type: 'back' })}>
        {t('Next order')}
      </Button>
    )
  return undefined
}
