import { useEffect, useState } from 'react'
import { standardReturnSettings } from '../../../../shared/rules/return-settings.ts'
import { t } from '../../../language/t.ts'
import { returnSettings } from '../../../replica/return-settings.ts'
import { type WaitingGoods, waitingGoods } from '../../../replica/returns.ts'
import { suggestBin, type View } from '../../../replica/view.ts'
import { useFloor } from '../../../shell/floor.ts'
import { FlowFrame } from '../../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../../shell/use-calm-query.ts'
import { useFlow } from '../../../shell/use-flow.ts'
import { Button } from '../../../ui/index.ts'
import { begunInspection, keepBegun } from './begun.ts'
import { InspectBody } from './body.tsx'
import { type InspectAction, type InspectState, inspectMachine, startInspect } from './machine.ts'
import { type Bins, wantsPhoto } from './state.ts'

interface Loaded {
  waiting: WaitingGoods[]
  terms: InspectState['terms']
}

async function load(view: View, today: string): Promise<Loaded> {
  const [waiting, settings] = await Promise.all([waitingGoods(view), returnSettings(view)])
  return { waiting, terms: { settings, today } }
}

async function binsFor(view: View, { id, item, lot }: WaitingGoods): Promise<Bins> {
  const { secondarySku } = item
  const [restock, secondary] = await Promise.all([
    suggestBin(view, item.sku, lot),
    secondarySku === null ? undefined : suggestBin(view, secondarySku, lot),
  ])
  return { goods: id, restock: restock?.code ?? null, secondary: secondary?.code ?? null }
}

export function InspectScreen() {
  const { view, session, recorder, scanContext } = useFloor()
  const { sessionId } = session
  const { today } = scanContext()
  const [begun] = useState(() => begunInspection(sessionId))
  const flow = useFlow<InspectState, InspectAction>(
    inspectMachine,
    () => startInspect([], { settings: standardReturnSettings(), today }),
    { loads: true },
  )
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(() => load(view, today), [view, today])
  // At once, too: a scan right after the tap on the tile waits for what is known, and is not lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits has changed.
  useEffect(() => reload(async () => ({ type: 'waiting', ...(await load(view, today)) })), [changed, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, behind the first of these.
  useEffect(() => {
    if (begun !== null) reload(async () => ({ type: 'resume', begun }))
  }, [])
  const goods = state.hand?.goods
  // biome-ignore lint/correctness/useExhaustiveDependencies: other goods are in hand.
  useEffect(() => {
    if (goods) reload(async () => ({ type: 'bins', bins: await binsFor(view, goods) }))
  }, [goods?.id])
  const loaded = changed !== undefined
  useEffect(() => {
    if (loaded) keepBegun(sessionId, state)
  }, [sessionId, state, loaded])
  return (
    <FlowFrame
      title={t('Inspect')}
      progress={
        state.stage === 'list' && state.waiting.length > 0
          ? t('{waiting} waiting', { waiting: state.waiting.length })
          : undefined
      }
      say={inspectMachine.say(state)}
      quiet={!asksScan(state)}
      stop={state.stop}
      // Once the next part is looked at, it needs the room.
      flow={state.stage === 'list' || state.stage === 'condition' ? flow : { ...flow, undo: null }}
      onBack={state.stage === 'list' ? undefined : () => act({ type: 'back' })}
      problem={
        state.stage === 'approval' && state.badge === null ? (
          <Button onPress={() => act({ type: 'ask-later' })}>{t('Ask later')}</Button>
        ) : undefined
      }
      primary={primaryOf(state, act)}
    >
      <InspectBody state={state} act={act} now={recorder.now()} loaded={loaded} />
    </FlowFrame>
  )
}

const asksScan = ({ stage, badge, waiting }: InspectState): boolean =>
  (stage === 'list' && waiting.length > 0) || stage === 'place' || (stage === 'approval' && badge === null)

/** Undefined where a scan is asked for: then the frame offers camera and keys. */
function primaryOf({ stage, hand, terms }: InspectState, act: (action: InspectAction) => void) {
  if (hand === null) return undefined
  if (stage === 'photos') {
    const photos = hand.photos.length
    const missing = photos === 0 && wantsPhoto(hand, terms)
    return (
      <Button kind="primary" off={missing} onPress={() => act({ type: 'photos-done' })}>
        {photos > 0 ? t('Go on with {photos}', { photos }) : missing ? t('A photo is needed') : t('Go on without')}
      </Button>
    )
  }
  if (stage === 'quantity')
    return (
      <Button kind="primary" off={(hand.quantity ?? 0) === 0} onPress={() => act({ type: 'quantity-done' })}>
        {t('{quantity} like this', { quantity: hand.quantity ?? 0 })}
      </Button>
    )
  return undefined
}
