import { dayText } from '../../language/dates.ts'
import { t } from '../../language/t.ts'
import { type DueCount, isForUs } from '../../replica/counts.ts'
import {
  AmberPanel,
  Button,
  Card,
  ChoiceList,
  EmptyState,
  ItemLine,
  List,
  LotTag,
  QuantityPad,
  Row,
  TargetCard,
} from '../../ui/index.ts'
import { packWords } from '../flow.ts'
import { ItemPicker } from '../item-picker.tsx'
import { LotEntry } from '../lot-entry.tsx'
import { type CountLine, lineKey, lineName, lineOf, lotWords } from './lines.ts'
import type { CountAction, CountState } from './machine.ts'
import { ORIGIN_WORDS, STATUS_WORDS, subjectWords } from './state.ts'

interface PartProps {
  state: CountState
  act(action: CountAction): void
}

export function CountBody({ loaded, ...props }: PartProps & { loaded: boolean }) {
  const { state, act } = props
  switch (state.stage) {
    case 'bin':
      return <Due due={state.due} loaded={loaded} />
    case 'unasked':
      return <Unasked {...props} />
    case 'goods':
      return <Goods {...props} />
    case 'item':
      return <ItemPicker onChoose={(item) => act({ type: 'item', item })} />
    case 'lot':
      return <LotChoice {...props} />
    case 'line':
    case 'part':
      return <Total {...props} />
    case 'status':
      return <Change {...props} />
    case 'outside':
      return <Outside {...props} />
    case 'unit':
      return <Unit {...props} />
    case 'empty':
      return <Empty {...props} />
    case 'leave':
      return <Leave {...props} />
  }
}

/** Not to be tapped: that somebody stands before the bin is proven by its scan. */
function Due({ due, loaded }: { due: readonly DueCount[]; loaded: boolean }) {
  const ours = due.filter(isForUs)
  if (loaded && ours.length === 0) return <EmptyState say={t('No count is due. You may count any bin: scan it.')} />
  return (
    <>
      <DueList label={t('With this device')} due={ours.filter(({ holder }) => holder === 'here')} />
      <DueList label={t('Free')} due={ours.filter(({ holder }) => holder === 'nobody')} />
    </>
  )
}

/** More is nobody's way of today. */
const MOST_SHOWN = 30

function DueList({ label, due }: { label: string; due: readonly DueCount[] }) {
  if (due.length === 0) return null
  return (
    <List label={label}>
      {due.slice(0, MOST_SHOWN).map((count) => (
        <Row key={count.id} title={count.location} detail={`${sentenceOf(count)}. ${ORIGIN_WORDS[count.origin]}`} />
      ))}
    </List>
  )
}

function sentenceOf(count: DueCount): string {
  const words = subjectWords(count)
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

function Unasked({ state, act }: PartProps) {
  const code = state.place?.code ?? ''
  const elsewhere = state.due.some(({ location, holder }) => location === code && holder === 'elsewhere')
  return (
    <>
      <AmberPanel
        title={elsewhere ? t('Another handheld is to count {code}', { code }) : t('Nobody asked for {code}', { code })}
      >
        {elsewhere ? t('Count it only if that person cannot.') : t('You may count it all the same.')}
      </AmberPanel>
      <ChoiceList
        choices={[
          {
            id: 'begin' as const,
            label: elsewhere
              ? t('Count {code} all the same', { code })
              : t('Count {code} though it was not asked for', { code }),
          },
          { id: 'back' as const, label: t('Go to another bin') },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}

function Goods({ state, act }: PartProps) {
  const { place, task, whole, hot } = state
  const line = lineOf(state.lines, hot?.key)
  return (
    <>
      <TargetCard
        fields={
          line
            ? [
                { label: t('Bin'), value: place?.code ?? '', kind: 'location' },
                { label: t('Counted'), value: line.quantity, kind: 'quantity' },
              ]
            : [{ label: t('Bin'), value: place?.code ?? '', kind: 'location' }]
        }
      >
        {line ? <Counted line={line} /> : !whole && task?.item && <Subject task={task} name={task.item.name} />}
      </TargetCard>
      {line && hot && (
        <Button wide onPress={() => act({ type: 'line', key: hot.key })}>
          {t('Type the total')}
        </Button>
      )}
      {line && hot?.said && (
        <Button wide onPress={() => act({ type: 'another-lot' })}>
          {t('The next one is another lot')}
        </Button>
      )}
      <Lines state={state} act={act} />
      <Button wide onPress={() => act({ type: 'no-label' })}>
        {t('It has no barcode')}
      </Button>
    </>
  )
}

function Subject({ task, name }: { task: DueCount; name: string }) {
  return (
    <ItemLine name={name} detail={t('Only this one is to be counted')}>
      {task.scope === 'lot' && <LotTag lot={lotWords(task.lot === '' ? null : task.lot)} />}
    </ItemLine>
  )
}

function Counted({ line }: { line: CountLine }) {
  const { item, lot, status } = line
  return (
    <ItemLine name={item.name} detail={status === 'available' ? undefined : STATUS_WORDS[status]}>
      {item.lotTracked && <LotTag lot={lotWords(lot)} />}
    </ItemLine>
  )
}

function Lines({ state, act }: PartProps) {
  if (state.lines.length === 0) return null
  return (
    <List label={t('Counted. Tap what is wrong')}>
      {state.lines.map((line) => (
        <Row
          key={lineKey(line)}
          title={lineName(line)}
          detail={line.item.sku}
          value={line.quantity}
          hot={lineKey(line) === state.hot?.key}
          {...(line.status === 'available' ? {} : { state: STATUS_WORDS[line.status], tone: 'warn' as const })}
          onPress={() => act({ type: 'line', key: lineKey(line) })}
        />
      ))}
    </List>
  )
}

/** Older ones are typed. */
const MOST_LOTS = 12

/** Lots that the item has anywhere: what is in this bin is for the worker to say. */
function LotChoice({ state, act }: PartProps) {
  const { pending, known } = state
  if (pending === null) return null
  const lots = known?.sku === pending.item.sku ? known.lots.slice(0, MOST_LOTS) : []
  return (
    <>
      <ItemLine name={pending.item.name} detail={pending.item.sku} value={pending.units ?? undefined} />
      {lots.length > 0 && (
        <List label={t('Look at the label')}>
          {lots.map(({ lot, expiresOn }) => (
            <Row
              key={lot}
              title={t('Lot {lot}', { lot })}
              detail={expiresOn === null ? undefined : t('Expires {date}', { date: dayText(expiresOn) })}
              onPress={() => act({ type: 'lot', lot })}
            />
          ))}
        </List>
      )}
      <LotEntry label={t('Another lot')} onLot={(lot) => act({ type: 'lot', lot })} />
      <Button kind="choice" onPress={() => act({ type: 'lot', lot: null })}>
        {t('The lot cannot be read')}
      </Button>
    </>
  )
}

function Total({ state, act }: PartProps) {
  const { quantity, known, stage } = state
  const line = lineOf(state.lines, state.hot?.key)
  if (!line) return null
  const packs = stage === 'line' && known?.sku === line.item.sku ? known.packs : []
  const most =
    stage === 'part' ? { max: line.quantity, maxHint: t('{quantity} are counted', { quantity: line.quantity }) } : {}
  return (
    <QuantityPad
      // The item is in the band: keys and both would not fit on a small screen.
      label={line.item.lotTracked ? lotWords(line.lot) : line.item.name}
      value={quantity}
      onChange={(next) => act({ type: 'quantity', quantity: next })}
      hint={
        stage === 'part' ? t('of {quantity}', { quantity: line.quantity }) : packWords(quantity ?? 0, packs[0] ?? 1)
      }
      packs={packs}
      {...most}
    />
  )
}

function Change({ state, act }: PartProps) {
  const line = lineOf(state.lines, state.hot?.key)
  if (!line) return null
  const choices = (['available', 'damaged', 'uninspected', 'rework'] as const).map((id) => ({
    id,
    label: STATUS_WORDS[id],
    hot: id === line.status,
  }))
  return (
    <>
      <ItemLine name={lineName(line)} detail={line.item.sku} value={line.quantity} />
      <ChoiceList choices={choices} onChoose={(status) => act({ type: 'status', status })} />
      <Button kind="danger" wide onPress={() => act({ type: 'remove' })}>
        {t('Take it off the list')}
      </Button>
    </>
  )
}

function Outside({ state, act }: PartProps) {
  const { task, pending, place } = state
  if (task === null || pending === null) return null
  return (
    <>
      <AmberPanel title={t('This count is only about {task}', { task: subjectWords(task) })}>
        {t('{name} is not asked for. To count it too, count everything in the bin.', { name: pending.item.name })}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'widen' as const, label: t('Count all of {code} instead', { code: place?.code }) },
          { id: 'back' as const, label: t('Leave it, and go on with {task}', { task: subjectWords(task) }) },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}

function Unit({ state, act }: PartProps) {
  const code = state.unit?.code ?? ''
  return (
    <>
      <AmberPanel title={t('{code} is counted by itself', { code })}>
        {t('What is in it belongs to it, and not to {code}.', { code: state.place?.code })}
      </AmberPanel>
      <ChoiceList
        choices={[
          { id: 'unit-next' as const, label: t('Count {code} next', { code }) },
          { id: 'back' as const, label: t('Go on without it') },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}

function Empty({ state, act }: PartProps) {
  const { place, task, whole } = state
  const code = place?.code ?? ''
  return (
    <ChoiceList
      choices={[
        {
          id: 'record' as const,
          label:
            whole || task === null
              ? t('Yes, {code} is empty', { code })
              : t('Yes, none of {name} is here', { name: task.item?.name ?? t('it') }),
        },
        { id: 'back' as const, label: t('No, go on counting') },
      ]}
      onChoose={(type) => act({ type })}
    />
  )
}

function Leave({ state, act }: PartProps) {
  return (
    <>
      <Card tone="warn">{t('What you counted in {code} is not recorded.', { code: state.place?.code })}</Card>
      <ChoiceList
        choices={[
          { id: 'back' as const, label: t('Go on counting') },
          { id: 'throw-away' as const, label: t('Throw it away') },
        ]}
        onChoose={(type) => act({ type })}
      />
    </>
  )
}
