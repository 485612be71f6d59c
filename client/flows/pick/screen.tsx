import { CircleOff, KeyRound, PackageX, ShieldAlert } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
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
  const isOpening = useNamedList(setJob)
  if (job) return <Pick key={job.listId} job={job} onDone={() => setJob(null)} />
  return <PickLists isLeaving={isOpening} onStart={setJob} />
}

/** The list that the address names, as home does of one that was begun, is opened at once. Whether that is under way. */
function useNamedList(onStart: (job: PickJob) => void): boolean {
  const { view, credential, scanContext } = useFloor()
  const [, navigate] = useLocation()
  const named = new URLSearchParams(useSearch()).get('list')
  const open = useEffectEvent(async (list: string) => {
    try {
      const job = await jobById(view, credential.deviceId, list, scanContext().today)
      if (job) onStart(job)
    } finally {
      // Back from the list is the list of lists.
      navigate('/pick', { replace: true })
    }
  })
  useEffect(() => {
    if (named !== null) void open(named)
  }, [named])
  return named !== null
}

function Pick({ job, onDone }: { job: PickJob; onDone(): void }) {
  const { view, credential, scanContext } = useFloor()
  const [, navigate] = useLocation()
  const flow = useFlow<PickState, PickAction>(pickMachine, () => startPick(job), { expectRepeats: true })
  const { state, act, refresh, undone } = flow
  const changed = useCalmQuery(async () => {
    const work = (await pickWork(view, credential.deviceId)).find(({ list }) => list.id === job.listId)
    return work?.tasks.map((task) => `${task.id}${task.remaining}${task.location}`).join() ?? 'gone'
  }, [view, job.listId, undone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list has changed, here or on the server.
  useEffect(() => {
    if (changed === undefined || changed === 'gone') return
    refresh(async () => {
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
      title={t('Pick')}
      progress={pickProgress(state)}
      say={pickMachine.say(state)}
      quiet={!scans}
      stop={state.stop}
      flow={flow}
      onBack={inStep || finished ? onDone : () => act({ type: 'back' })}
      instead={state.stop?.other && <Instead state={state} act={act} />}
      problem={inStep && <Button onPress={() => act({ type: 'problem' })}>{t('Problem')}</Button>}
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
          {t('Take lot {lot}', { lot: state.other?.lot })}
        </Button>
      )
    case 'quantity':
      return (
        <Button kind="primary" off={(state.quantity ?? 0) === 0} onPress={() => act({ type: 'confirm' })}>
          {t('{quantity} taken', { quantity: state.quantity ?? 0 })}
        </Button>
      )
    case 'found':
      return (
        <Button kind="primary" onPress={() => act({ type: 'confirm-short' })}>
          {t('Found {quantity}', { quantity: state.quantity ?? 0 })}
        </Button>
      )
    case 'finished':
      return (
        <>
          <Button onPress={onNext}>{t('Next list')}</Button>
          <Button kind="primary" onPress={onShip}>
            {t('Ship')}
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
  const name =
    other.lot === null ? t('a lot at {location}', { location: other.location }) : t('lot {lot}', { lot: other.lot })
  return (
    <ChoiceList
      choices={[
        {
          id: 'back',
          label: t('Go to {location}', { location: line.location }),
          note: line.lot === '' ? undefined : t('Lot {lot}', { lot: line.lot }),
        },
        { id: 'missing', label: t('{lot} is not there', { lot: line.lot || line.item.name }) },
        {
          id: 'other',
          label: t('Take {name}', { name }),
          note: line.policy === 'enforce' ? t('A supervisor must allow it') : t('The older one should go first'),
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
      <AmberPanel title={t('Lot {lot} at {location} goes first', { lot: line.lot, location: line.location })}>
        {t('Lot {lot} is younger. Taking it is noted.', { lot: state.other?.lot })}
      </AmberPanel>
    )
  if (state.stage === 'tote') return <Tote state={state} line={line} act={act} />
  if (state.stage === 'found' || state.stage === 'quantity') {
    return (
      <QuantityPad
        label={line.item.name}
        value={state.quantity}
        onChange={(quantity) => act({ type: 'quantity', quantity })}
        hint={
          state.stage === 'found'
            ? t('found, of {remaining}', { remaining: line.remaining })
            : t('total picked, of {remaining}', { remaining: line.remaining })
        }
        max={line.remaining}
        maxHint={t('Only {remaining} are needed', { remaining: line.remaining })}
      />
    )
  }
  return (
    <>
      <TargetCard
        fields={[
          { label: t('Bin'), value: line.location, kind: 'location' },
          { label: t('Take'), value: line.remaining, kind: 'quantity' },
        ]}
      >
        <Line line={line} />
      </TargetCard>
      <AlsoHere job={state.job} line={line} />
    </>
  )
}

function Line({ line }: { line: PickLine }) {
  const lotNote = line.lotRow?.expiresOn ? t('expires {date}', { date: dayText(line.lotRow.expiresOn) }) : undefined
  return (
    <ItemLine
      name={line.item.name}
      detail={[
        line.item.sku,
        line.done > 0 ? t('{done} taken', { done: line.done }) : '',
        line.tote && t('{orderName} into tote {tote}', { orderName: line.orderName ?? '', tote: line.tote }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {line.lot !== '' && (
        <LotTag lot={t('Lot {lot}', { lot: line.lot })} note={lotNote} tone={line.lotRow?.held ? 'bad' : 'plain'} />
      )}
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
      {t('Next in this bin: {here}', {
        here: here.map((other) => `${other.item.name} × ${other.remaining}${packWords(other.remaining, 1)}`).join(', '),
      })}
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
      label={t('{name} at {place}', { name: line.item.name, place })}
      choices={lots.map((lot) => ({
        id: lot,
        label: t('Lot {lot}', { lot }),
        note: lot === line.lot ? t('To be picked') : undefined,
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
          { label: t('Tote {tote}', { tote: line.tote }), value: known ?? t('empty'), kind: 'location' },
          { label: t('Put in'), value: state.quantity ?? 0, kind: 'quantity' },
        ]}
      >
        <ItemLine name={line.item.name} detail={t('for order {orderName}', { orderName: line.orderName ?? '' })} />
      </TargetCard>
      <Button onPress={() => act({ type: 'without-tote' })}>
        {t('No tote: it goes to {staging}', { staging: state.job.staging })}
      </Button>
    </>
  )
}

function Problem({ line, act }: { line: PickLine; act: PartProps['act'] }) {
  return (
    <ChoiceList
      label={t('{name} at {location}', { name: line.item.name, location: line.location })}
      choices={[
        { id: 'missing', label: t('Empty, or not enough'), icon: <CircleOff aria-hidden /> },
        { id: 'damaged', label: t('Damaged'), icon: <PackageX aria-hidden /> },
        { id: 'expired', label: t('Expired'), icon: <ShieldAlert aria-hidden /> },
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
          { label: t('Bring to'), value: job.staging, kind: 'location' },
          {
            label: t('Picked'),
            value: picked,
            kind: 'quantity',
            note: picked < asked ? t('{asked} were not found', { asked: asked - picked }) : undefined,
          },
        ]}
      />
      <ProgressBar value={picked} max={asked} label={t('{picked} of {asked} picked', { picked, asked })} />
      {picked < asked && (
        <Card tone="warn">{t('Other stock for what was missing comes to this list when the network is there.')}</Card>
      )}
    </>
  )
}
