import { CircleOff, KeyRound, PackageX, ShieldAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { pickWork } from '../../replica/view.ts'
import { useFloor } from '../../shell/floor.ts'
import { FlowFrame } from '../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useFlow } from '../../shell/use-flow.ts'
import {
  AmberPanel,
  Button,
  Card,
  ChoiceList,
  ItemLine,
  LotTag,
  ProgressBar,
  QuantityPad,
  TargetCard,
} from '../../ui/index.ts'
import { packWords } from '../flow.ts'
import { jobById } from './job.ts'
import {
  lineInHand,
  type PickAction,
  type PickJob,
  type PickLine,
  type PickState,
  pickMachine,
  pickProgress,
  startPick,
} from './machine.ts'
import { OverridePad } from './override-pad.tsx'
import { PickLists } from './pick-lists.tsx'
import { toteOf } from './totes.ts'

/** The list that was begun first and is not finished is offered at once: a killed app goes on where it was. */
export function PickScreen() {
  const [job, setJob] = useState<PickJob | null>(null)
  return job ? <Pick key={job.listId} job={job} onDone={() => setJob(null)} /> : <PickLists onStart={setJob} />
}

function Pick({ job, onDone }: { job: PickJob; onDone(): void }) {
  const { view, credential, scanContext } = useFloor()
  const [, navigate] = useLocation()
  const flow = useFlow<PickState, PickAction>(pickMachine, () => startPick(job), true)
  const { state, act, reload, undone } = flow
  const changed = useCalmQuery(async () => {
    const work = (await pickWork(view, credential.deviceId)).find(({ list }) => list.id === job.listId)
    return work?.tasks.map((task) => `${task.id}${task.remaining}${task.location}`).join() ?? 'gone'
  }, [view, job.listId, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list has changed, here or on the server.
  useEffect(() => {
    if (changed === undefined || changed === 'gone') return
    reload(async () => {
      const fresh = await jobById(view, credential.deviceId, job.listId, scanContext().today)
      return fresh && { type: 'job', job: fresh }
    })
  }, [changed])
  const finished = state.stage === 'finished'
  const inStep = state.stage === 'bin' || state.stage === 'item'
  const scans =
    inStep || ['other', 'tote'].includes(state.stage) || (state.stage === 'override' && state.badge === null)
  return (
    <FlowFrame
      title="Pick"
      progress={pickProgress(state)}
      say={pickMachine.say(state)}
      quiet={!scans}
      stop={state.stop}
      flow={flow}
      onBack={inStep || finished ? onDone : () => act({ type: 'back' })}
      instead={state.stop?.other && <Instead state={state} act={act} />}
      problem={inStep && <Button onPress={() => act({ type: 'problem' })}>Problem</Button>}
      primary={primaryOf({ state, act, onShip: () => navigate('/ship'), onNext: onDone })}
    >
      <Body state={state} act={act} />
    </FlowFrame>
  )
}

interface PartProps {
  state: PickState
  act(action: PickAction): void
}

/** Undefined where a scan is asked for: then the frame offers camera and keys. */
function primaryOf({ state, act, onShip, onNext }: PartProps & { onShip(): void; onNext(): void }): ReactNode {
  switch (state.stage) {
    case 'warn':
      return (
        <Button kind="primary" onPress={() => act({ type: 'other' })}>
          Take lot {state.other?.lot}
        </Button>
      )
    case 'quantity':
      return (
        <Button kind="primary" off={(state.quantity ?? 0) === 0} onPress={() => act({ type: 'confirm' })}>
          {state.quantity ?? 0} taken
        </Button>
      )
    case 'found':
      return (
        <Button kind="primary" onPress={() => act({ type: 'confirm-short' })}>
          Found {state.quantity ?? 0}
        </Button>
      )
    case 'finished':
      return (
        <>
          <Button onPress={onNext}>Next list</Button>
          <Button kind="primary" onPress={onShip}>
            Ship
          </Button>
        </>
      )
    default:
      return undefined
  }
}

/** Under "the older lot goes first": go there, or say that it is not there. */
function Instead({ state, act }: PartProps) {
  const line = lineInHand(state)
  const other = state.stop?.other
  if (!line || !other) return null
  const name = other.lot === null ? `a lot at ${other.location}` : `lot ${other.lot}`
  return (
    <ChoiceList
      choices={[
        { id: 'back', label: `Go to ${line.location}`, note: line.lot === '' ? undefined : `Lot ${line.lot}` },
        { id: 'missing', label: `${line.lot || line.item.name} is not there` },
        {
          id: 'other',
          label: `Take ${name}`,
          note: line.policy === 'enforce' ? 'A supervisor must allow it' : 'The older one should go first',
          icon: <KeyRound aria-hidden />,
        },
      ]}
      onChoose={(id) => act(id === 'missing' ? { type: 'short', reason: 'missing' } : { type: id })}
    />
  )
}

function Body({ state, act }: PartProps) {
  const line = lineInHand(state)
  if (state.stage === 'finished') return <Finished job={state.job} />
  if (!line) return null
  if (state.stage === 'problem') return <Problem line={line} act={act} />
  if (state.stage === 'lot' || state.stage === 'other') return <LotChoice state={state} line={line} act={act} />
  if (state.stage === 'override') return <OverridePad state={state} line={line} act={act} />
  if (state.stage === 'warn')
    return (
      <AmberPanel title={`Lot ${line.lot} at ${line.location} goes first`}>
        Lot {state.other?.lot} is younger. Taking it is noted.
      </AmberPanel>
    )
  if (state.stage === 'tote') return <Tote state={state} line={line} act={act} />
  if (state.stage === 'found' || state.stage === 'quantity') {
    return (
      <QuantityPad
        label={line.item.name}
        value={state.quantity}
        onChange={(quantity) => act({ type: 'quantity', quantity })}
        hint={`${state.stage === 'found' ? 'found' : 'total picked'}, of ${line.remaining}`}
        max={line.remaining}
        maxHint={`Only ${line.remaining} are needed`}
      />
    )
  }
  return (
    <>
      <TargetCard
        fields={[
          { label: 'Bin', value: line.location, kind: 'location' },
          { label: 'Take', value: line.remaining, kind: 'quantity' },
        ]}
      >
        <Line line={line} />
      </TargetCard>
      <AlsoHere job={state.job} line={line} />
    </>
  )
}

function Line({ line }: { line: PickLine }) {
  const lotNote = line.lotRow?.expiresOn ? `expires ${line.lotRow.expiresOn}` : undefined
  return (
    <ItemLine
      name={line.item.name}
      detail={[
        line.item.sku,
        line.done > 0 ? `${line.done} taken` : '',
        line.tote && `${line.orderName ?? ''} into tote ${line.tote}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {line.lot !== '' && <LotTag lot={`Lot ${line.lot}`} note={lotNote} tone={line.lotRow?.held ? 'bad' : 'plain'} />}
    </ItemLine>
  )
}

function AlsoHere({ job, line }: { job: PickJob; line: PickLine }) {
  const here = job.lines.filter(
    (other) => other.id !== line.id && other.location === line.location && other.remaining > 0,
  )
  if (here.length === 0) return null
  return (
    <p>
      Next in this bin:{' '}
      {here.map((other) => `${other.item.name} × ${other.remaining}${packWords(other.remaining, 1)}`).join(', ')}
    </p>
  )
}

/** A label that does not say its lot: which of those in this bin is it? */
function LotChoice({ state, line, act }: { state: PickState; line: PickLine; act: PartProps['act'] }) {
  const place = state.stage === 'other' ? state.other?.location : line.location
  const here = state.job.inBin.filter(({ sku, location }) => sku === line.sku && location === place)
  const known = here.map(({ lot }) => lot)
  // What is in a bin may be withheld, because it is to be counted: then it is any lot of the item.
  const other = known.length > 0 ? known : line.lots.flatMap(({ lot }) => (lot === '' ? [] : [lot]))
  const lots = [...new Set(state.stage === 'lot' ? [line.lot, ...known] : other)]
  return (
    <ChoiceList
      label={`${line.item.name} at ${place}`}
      choices={lots.map((lot) => ({
        id: lot,
        label: `Lot ${lot}`,
        note: lot === line.lot ? 'To be picked' : undefined,
      }))}
      onChoose={(lot) => act({ type: 'choose-lot', lot })}
    />
  )
}

function Tote({ state, line, act }: { state: PickState; line: PickLine; act: PartProps['act'] }) {
  const known = toteOf(state.job, line)
  return (
    <>
      <TargetCard
        fields={[
          { label: `Tote ${line.tote}`, value: known ?? 'empty', kind: 'location' },
          { label: 'Put in', value: state.quantity ?? 0, kind: 'quantity' },
        ]}
      >
        <ItemLine name={line.item.name} detail={`for order ${line.orderName ?? ''}`} />
      </TargetCard>
      <Button onPress={() => act({ type: 'without-tote' })}>No tote: it goes to {state.job.staging}</Button>
    </>
  )
}

function Problem({ line, act }: { line: PickLine; act: PartProps['act'] }) {
  return (
    <ChoiceList
      label={`${line.item.name} at ${line.location}`}
      choices={[
        { id: 'missing', label: 'Empty, or not enough', icon: <CircleOff aria-hidden /> },
        { id: 'damaged', label: 'Damaged', icon: <PackageX aria-hidden /> },
        { id: 'expired', label: 'Expired', icon: <ShieldAlert aria-hidden /> },
      ]}
      onChoose={(reason) => act({ type: 'short', reason })}
    />
  )
}

function Finished({ job }: { job: PickJob }) {
  const picked = job.lines.reduce((sum, line) => sum + line.done, 0)
  const asked = job.lines.reduce((sum, line) => sum + line.quantity, 0)
  return (
    <>
      <TargetCard
        fields={[
          { label: 'Bring to', value: job.staging, kind: 'location' },
          {
            label: 'Picked',
            value: picked,
            kind: 'quantity',
            note: picked < asked ? `${asked - picked} were not found` : undefined,
          },
        ]}
      />
      <ProgressBar value={picked} max={asked} label={`${picked} of ${asked} picked`} />
      {picked < asked && (
        <Card tone="warn">Other stock for what was missing comes to this list when the network is there.</Card>
      )}
    </>
  )
}
