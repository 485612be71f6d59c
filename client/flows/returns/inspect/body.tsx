import { DISPOSITION_WORDS, DISPOSITIONS, type Disposition } from '../../../../shared/rules/disposition.ts'
import { dayText } from '../../../language/dates.ts'
import { t, told } from '../../../language/t.ts'
import type { WaitingGoods } from '../../../replica/returns.ts'
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
} from '../../../ui/index.ts'
import { ageWords } from '../age-words.ts'
import { goodsName } from '../goods-name.ts'
import { ApprovalPad } from './approval-pad.tsx'
import { BecauseForm } from './because-form.tsx'
import { Checklist } from './checklist.tsx'
import type { InspectAction } from './machine.ts'
import { Photos } from './photos.tsx'
import { proposalWords } from './proposal-words.ts'
import {
  conditionWords,
  type Hand,
  type InspectState,
  mayStay,
  proposalFor,
  proposedBin,
  reasonWords,
  type Terms,
  whyNotThere,
} from './state.ts'

interface PartProps {
  state: InspectState
  act(action: InspectAction): void
}

export function InspectBody({ now, loaded, ...props }: PartProps & { now: number; loaded: boolean }) {
  const { state, act } = props
  const { stage, hand } = state
  if (stage === 'list' && loaded && state.waiting.length === 0)
    return <EmptyState say={t('Nothing waits to be inspected.')} />
  if (stage === 'list') return <Waiting goods={state.waiting} now={now} {...props} />
  if (stage === 'which') return <Waiting goods={state.choices} now={now} {...props} />
  if (hand === null) return null
  switch (stage) {
    case 'condition':
      return <Condition hand={hand} {...props} />
    case 'checklist':
      return <Checklist hand={hand} {...props} />
    case 'photos':
      return <Photos hand={hand} {...props} />
    case 'quantity':
      return <HowMany hand={hand} {...props} />
    case 'disposition':
      return <Where hand={hand} {...props} />
    case 'because':
      return <BecauseForm onBecause={(text) => act({ type: 'because', text })} />
    case 'place':
      return <Place hand={hand} {...props} />
    case 'approval':
      return <ApprovalPad hand={hand} badge={state.badge} act={act} />
  }
}

/** More is nobody's work of today; a scan finds the others. */
const MOST_SHOWN = 40

function Waiting({ goods, state, act, now }: PartProps & { goods: readonly WaitingGoods[]; now: number }) {
  return (
    <List label={state.stage === 'list' ? t('The oldest first') : t('Look at the label')}>
      {goods.slice(0, MOST_SHOWN).map((one) => (
        <Row
          key={one.id}
          title={goodsName(one)}
          detail={[
            one.location,
            one.isReturned ? ageWords(now - one.receivedAt) : '',
            one.order === null ? '' : t('order {order}', { order: one.order }),
          ]
            .filter(Boolean)
            .join(' · ')}
          value={one.quantity}
          {...(one.documents === 'missing'
            ? { state: t('Waits for its documents'), tone: 'warn' as const }
            : { state: one.isReturned ? reasonWords(one.reason, state.terms) : t('Came with no return') })}
          onPress={() => act({ type: 'choose', goods: one })}
        />
      ))}
    </List>
  )
}

/** What is in hand, and what was said of it. */
export function InHand({ hand, terms }: { hand: Hand; terms: Terms }) {
  const { goods, condition } = hand
  const { item, lot, lotRow } = goods
  const said = [
    goods.isReturned ? reasonWords(goods.reason, terms) : '',
    condition === null ? '' : conditionWords(condition, terms),
  ]
  return (
    <Card>
      <ItemLine
        name={item.name}
        detail={[goods.channelName, goods.order === null ? '' : t('order {order}', { order: goods.order }), ...said]
          .filter(Boolean)
          .join(' · ')}
        value={hand.quantity ?? goods.quantity}
      >
        {item.lotTracked && (
          <LotTag
            lot={lot === '' ? t('Lot not known') : t('Lot {lot}', { lot })}
            {...(lotRow?.held ? { tone: 'bad' as const, note: t('on hold') } : lotNote(lotRow?.expiresOn))}
          />
        )}
      </ItemLine>
    </Card>
  )
}

const lotNote = (expiresOn: string | null | undefined) =>
  expiresOn ? { note: t('expires {date}', { date: dayText(expiresOn) }) } : {}

function Documents({ goods }: { goods: WaitingGoods }) {
  if (goods.documents !== 'missing') return null
  return (
    <AmberPanel title={t('Waits for its documents')}>
      {t('Photos are needed. It will be sold again when the office has them.')}
    </AmberPanel>
  )
}

function Condition({ hand, state, act }: PartProps & { hand: Hand }) {
  return (
    <>
      <InHand hand={hand} terms={state.terms} />
      <Documents goods={hand.goods} />
      <ChoiceList
        choices={state.terms.settings.conditions.map(({ code, label }) => ({ id: code, label }))}
        onChoose={(code) => act({ type: 'condition', code })}
      />
    </>
  )
}

function HowMany({ hand, state, act }: PartProps & { hand: Hand }) {
  const { goods, quantity, condition } = hand
  return (
    <QuantityPad
      label={conditionWords(condition, state.terms)}
      value={quantity}
      onChange={(next) => act({ type: 'quantity', quantity: next })}
      hint={
        quantity !== null && quantity > 0 && quantity < goods.quantity
          ? t('{quantity} more come next', { quantity: goods.quantity - quantity })
          : t('of {quantity}', { quantity: goods.quantity })
      }
      max={goods.quantity}
      maxHint={t('{quantity} wait', { quantity: goods.quantity })}
    />
  )
}

/** The proposed one first: it is the one that most go. */
function Where({ hand, state, act }: PartProps & { hand: Hand }) {
  const { terms } = state
  const { disposition: proposed } = proposalFor(hand, terms)
  const ordered = [proposed, ...DISPOSITIONS.filter((one) => one !== proposed)]
  const failed = hand.answers.filter(({ ok }) => !ok).length
  return (
    <>
      <InHand hand={hand} terms={terms} />
      {failed > 0 && (
        <AmberPanel title={t('{count} of {answers} are not OK', { count: failed, answers: hand.answers.length })} />
      )}
      <ChoiceList
        choices={ordered.map((id) => ({
          id,
          label: told(DISPOSITION_WORDS[id]),
          hot: id === proposed,
          note: noteOf(id, hand, terms),
          offReason: whyNotThere(id, hand, terms) ?? undefined,
        }))}
        onChoose={(disposition) => act({ type: 'decide', disposition })}
      />
    </>
  )
}

function noteOf(id: Disposition, hand: Hand, terms: Terms): string | undefined {
  const waits = hand.goods.documents === 'missing' && (id === 'restock' || id === 'secondary')
  const words = id === proposalFor(hand, terms).disposition ? proposalWords(hand, terms) : ''
  return [words, waits ? t('Waits until its documents are there') : ''].filter(Boolean).join('. ') || undefined
}

function Place({ hand, state, act }: PartProps & { hand: Hand }) {
  const { disposition, goods, quantity } = hand
  const bin = proposedBin(state)
  return (
    <>
      <TargetCard
        fields={[
          { label: told(DISPOSITION_WORDS[disposition ?? 'keep']), value: bin ?? t('any place'), kind: 'location' },
          { label: t('Put'), value: quantity ?? 0, kind: 'quantity' },
        ]}
      >
        <ItemLine
          name={goods.item.name}
          detail={t('{sku} · from {location}', { sku: goods.item.sku, location: goods.location })}
        >
          {goods.lot !== '' && <LotTag lot={t('Lot {lot}', { lot: goods.lot })} />}
        </ItemLine>
      </TargetCard>
      {mayStay(disposition) && (
        <Button kind="choice" onPress={() => act({ type: 'without-place' })}>
          {disposition === 'supplier'
            ? t('The supplier has taken them')
            : t('They stay in {location}', { location: goods.location })}
        </Button>
      )}
    </>
  )
}
