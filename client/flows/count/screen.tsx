import { useEffect } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { dueCounts, isForUs } from '../../replica/counts.ts'
import type { View } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { ScanTools } from '../../shell/scan-tools.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import { Button } from '../../ui/index.ts'
import { begunCount, keepBegun } from './begun.ts'
import { CountBody } from './body.tsx'
import { lineOf, linesWords } from './lines.ts'
import { type CountAction, type CountState, countMachine, startCount } from './machine.ts'
import { type KnownItem, STATUS_WORDS } from './state.ts'

/** Names and dates of lots, newest first, and packs: nothing of what is where. */
async function knownItem({ replica }: View, sku: string): Promise<KnownItem> {
  const [lots, barcodes] = await Promise.all([
    replica.rows.lots.startingWith(lotKey(sku, '')),
    replica.rows.barcodes.alsoNamed([sku]),
  ])
  return {
    sku,
    lots: lots.filter(({ lot }) => lot !== '').sort((a, b) => b.receivedAt - a.receivedAt),
    packs: [...new Set(barcodes.map(({ quantity }) => quantity))].filter((pack) => pack > 1).sort((a, b) => a - b),
  }
}

export function CountScreen() {
  const { view, credential, session, sync } = useFloor()
  const { sessionId, user } = session
  const flow = useFlow<CountState, CountAction>(countMachine, () => begunCount(sessionId) ?? startCount([]), {
    expectRepeats: true,
    loads: true,
  })
  const { state, act, reload, undone } = flow
  const due = () => dueCounts(view, credential.deviceId, user.id)
  const changed = useCalmQuery(async () => JSON.stringify(await due()), [view, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be counted has changed.
  useEffect(() => {
    if (changed !== undefined) reload(async () => ({ type: 'due', due: await due() }))
  }, [changed])
  const sku = state.pending?.item.sku ?? lineOf(state.lines, state.hot?.key)?.item.sku
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is in hand.
  useEffect(() => {
    if (sku !== undefined) reload(async () => ({ type: 'known', known: await knownItem(view, sku) }))
  }, [sku])
  useEffect(() => {
    const ours = state.due.filter(isForUs)
    const skus = ours.flatMap(({ item }) => item?.sku ?? [])
    void view.atHand
      ?.fetch(
        skus,
        ours.map(({ location }) => location),
      )
      .catch(() => {})
  }, [view, state.due])
  useEffect(() => keepBegun(sessionId, state), [sessionId, state])
  useEffect(() => sync.takeCounts(), [sync])
  return (
    <FlowFrame
      title={t('Count')}
      progress={progressOf(state)}
      say={countMachine.say(state)}
      quiet={!['bin', 'goods', 'lot'].includes(state.stage)}
      stop={state.stop}
      // While the next bin is counted, its lines need the room.
      flow={state.lines.length > 0 ? { ...flow, undo: null } : flow}
      onBack={state.stage === 'bin' ? undefined : () => act({ type: 'back' })}
      problem={problemOf(state, act)}
      primary={primaryOf(state, act)}
    >
      <CountBody state={state} act={act} loaded={changed !== undefined} />
    </FlowFrame>
  )
}

function progressOf({ stage, due, lines }: CountState): string | undefined {
  if (stage === 'bin') return due.some(isForUs) ? t('{due} to count', { due: due.filter(isForUs).length }) : undefined
  return lines.length > 0 ? linesWords(lines) : undefined
}

function problemOf({ stage, lines, whole }: CountState, act: (action: CountAction) => void) {
  if (stage === 'line') return <Button onPress={() => act({ type: 'change' })}>{t('Change')}</Button>
  if (stage !== 'goods') return undefined
  if (lines.length > 0) return <ScanTools compact />
  return <Button onPress={() => act({ type: 'nothing' })}>{whole ? t('Nothing here') : t('None here')}</Button>
}

/** Undefined where a scan is asked for: then the frame offers camera and keys. */
function primaryOf({ stage, lines, quantity, status }: CountState, act: (action: CountAction) => void) {
  if (stage === 'goods' && lines.length > 0)
    return (
      <Button kind="primary" onPress={() => act({ type: 'all' })}>
        {t('That is all')}
      </Button>
    )
  if (stage === 'line' || stage === 'part')
    return (
      <Button kind="primary" off={quantity === null} onPress={() => act({ type: 'quantity-done' })}>
        {quantity ?? 0} {stage === 'part' ? STATUS_WORDS[status ?? 'available'].toLowerCase() : t('counted')}
      </Button>
    )
  return undefined
}
