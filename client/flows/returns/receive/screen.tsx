import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { standardReturnSettings } from '../../../../shared/rules/return-settings.ts'
import { t } from '../../../language/t.ts'
import { returnSettings } from '../../../replica/return-settings.ts'
import { channelsHere, openReturns, returnsPlaces, setApart } from '../../../replica/returns.ts'
import type { View } from '../../../replica/view.ts'
import { useFloor } from '../../../shell/floor.ts'
import { FlowFrame } from '../../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../../shell/use-calm-query.ts'
import { useFlow } from '../../../shell/use-flow.ts'
import { Button, List, Row } from '../../../ui/index.ts'
import { ReturnBody } from './body.tsx'
import { keepLastPlace, lastPlace } from './last-place.ts'
import { lookUp } from './look-up.ts'
import { progressOf, type ReturnAction, type ReturnState, returnMachine, startReturn } from './machine.ts'
import type { Known } from './state.ts'

async function knownHere(view: View): Promise<Known> {
  const [returns, channels, settings, places] = await Promise.all([
    openReturns(view),
    channelsHere(view),
    returnSettings(view),
    returnsPlaces(view),
  ])
  return { returns, channels, settings, places }
}

const NOTHING_YET: Known = { returns: [], channels: [], settings: standardReturnSettings(), places: [] }

export function ReturnsScreen() {
  const { view, ask, sync } = useFloor()
  const flow = useFlow<ReturnState, ReturnAction>(returnMachine, () => startReturn(NOTHING_YET, lastPlace()), {
    expectRepeats: true,
    loads: true,
  })
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(() => knownHere(view), [view])
  const { asked, stage, place } = state
  useEffect(() => keepLastPlace(place), [place])
  // At once, too: a scan right after the tap on the tile waits for what is known, and is not lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known has changed.
  useEffect(() => reload(async () => ({ type: 'known', known: await knownHere(view) })), [changed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was undone came back no more.
  useEffect(() => {
    if (undone > 0) reload(async () => ({ type: 'undone' }))
  }, [undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: something else is looked up.
  useEffect(() => {
    if (asked === null || stage !== 'looking') return
    const orders = sync.status().online ? lookUp(ask, asked) : Promise.resolve([])
    void orders.then((found) => act({ type: 'found', asked, orders: found }))
  }, [asked, stage])
  return (
    <FlowFrame
      title={t('Returns')}
      progress={progressOf(state)}
      say={returnMachine.say(state)}
      quiet={!['start', 'goods', 'lot', 'place'].includes(stage)}
      stop={state.stop}
      // Once the next goods are in hand, they need the room.
      flow={state.goods === null ? flow : { ...flow, undo: null }}
      onBack={stage === 'start' ? undefined : () => act({ type: 'back' })}
      problem={
        stage === 'goods' ? <Button onPress={() => act({ type: 'done' })}>{t('Done with it')}</Button> : undefined
      }
      primary={
        stage === 'quantity' ? (
          <Button
            kind="primary"
            off={(state.goods?.quantity ?? 0) === 0}
            onPress={() => act({ type: 'quantity-done' })}
          >
            {t('{quantity} came back', { quantity: state.goods?.quantity ?? 0 })}
          </Button>
        ) : undefined
      }
    >
      <ReturnBody state={state} act={act} waiting={<Afterwards />} />
    </FlowFrame>
  )
}

/** What inspections have set apart. */
function Afterwards() {
  const { view } = useFloor()
  const [, navigate] = useLocation()
  const [sendBack, rework] =
    useCalmQuery(() => Promise.all([setApart(view, 'send-back'), setApart(view, 'rework')]), [view]) ?? []
  if (!sendBack?.length && !rework?.length) return null
  return (
    <List label={t('Set apart')}>
      {sendBack && sendBack.length > 0 && (
        <Row title={t('Send back to suppliers')} value={sendBack.length} onPress={() => navigate('/send-back')} />
      )}
      {rework && rework.length > 0 && (
        <Row title={t('To be made good')} value={rework.length} onPress={() => navigate('/rework')} />
      )}
    </List>
  )
}
