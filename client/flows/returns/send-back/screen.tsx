import { useEffect } from 'react'
import { t } from '../../../language/t.ts'
import { type SetApart, setApart } from '../../../replica/returns.ts'
import { useFloor } from '../../../shell/floor.ts'
import { FlowFrame } from '../../../shell/flow-frame.tsx'
import { useCalmQuery } from '../../../shell/use-calm-query.ts'
import { useFlow } from '../../../shell/use-flow.ts'
import { Button, EmptyState, ItemLine, List, QuantityPad, Row } from '../../../ui/index.ts'
import { FlowTextField } from '../../flow-text-field.tsx'
import { goodsName } from '../goods-name.ts'
import { linesHere, type SendBackAction, type SendBackState, sendBackMachine, startSendBack } from './machine.ts'

export function SendBackScreen() {
  const { view } = useFloor()
  const flow = useFlow<SendBackState, SendBackAction>(sendBackMachine, () => startSendBack([]), { loads: true })
  const { state, act, reload, undone } = flow
  const lines = useCalmQuery(() => setApart(view, 'send-back'), [view, undone])
  // At once, too: a scan right after the tap waits for what is known, and is not lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be sent back has changed.
  useEffect(() => reload(async () => ({ type: 'lines', lines: await setApart(view, 'send-back') })), [lines])
  return (
    <FlowFrame
      title={t('Send back')}
      progress={state.lines.length > 0 ? t('{lines} waiting', { lines: state.lines.length }) : undefined}
      say={sendBackMachine.say(state)}
      quiet={state.stage === 'quantity' || state.stage === 'lot' || state.lines.length === 0}
      stop={state.stop}
      flow={flow}
      onBack={state.stage === 'place' ? undefined : () => act({ type: 'back' })}
      primary={primaryOf(state, act)}
    >
      <Body state={state} act={act} loaded={lines !== undefined} />
    </FlowFrame>
  )
}

function primaryOf({ stage, quantity, document }: SendBackState, act: (action: SendBackAction) => void) {
  if (stage === 'quantity')
    return (
      <Button kind="primary" off={quantity === 0} onPress={() => act({ type: 'quantity-done' })}>
        {t('{quantity} leave', { quantity })}
      </Button>
    )
  if (stage !== 'document') return undefined
  return (
    <Button kind="primary" onPress={() => act({ type: 'record' })}>
      {document.trim() === '' ? t('Sent, without paper') : t('Sent')}
    </Button>
  )
}

interface PartProps {
  state: SendBackState
  act(action: SendBackAction): void
}

function Body({ state, act, loaded }: PartProps & { loaded: boolean }) {
  const { chosen } = state
  switch (state.stage) {
    case 'place':
      if (loaded && state.lines.length === 0) return <EmptyState say={t('Nothing is to be sent back.')} />
      return <Asked label={t('Where it stands')} lines={state.lines} />
    case 'goods':
      return <Asked label={t('In {place}', { place: state.place })} lines={linesHere(state)} />
    case 'lot':
      return (
        <List label={t('Look at the label')}>
          {state.choices.map((line) => (
            <Row
              key={line.id}
              title={t('Lot {lot}', { lot: line.lot })}
              detail={line.item.name}
              value={line.remaining}
              onPress={() => act({ type: 'choose', line })}
            />
          ))}
        </List>
      )
    case 'quantity':
      return (
        chosen && (
          <QuantityPad
            label={goodsName(chosen)}
            value={state.quantity}
            onChange={(quantity) => act({ type: 'quantity', quantity: quantity ?? 0 })}
            hint={t('of {remaining}', { remaining: chosen.remaining })}
            max={chosen.remaining}
            maxHint={t('{remaining} are to be sent back', { remaining: chosen.remaining })}
          />
        )
      )
    case 'document':
      return (
        chosen && (
          <>
            <ItemLine name={goodsName(chosen)} detail={supplierWords(chosen)} value={state.quantity} />
            <FlowTextField
              label={t('Number of the delivery note')}
              value={state.document}
              onChange={(text) => act({ type: 'document', text })}
              hint={t('Scan it or type it. It may stay empty.')}
              code
            />
          </>
        )
      )
  }
}

const supplierWords = ({ lotRow }: SetApart): string =>
  lotRow?.supplier ? t('To {supplier}', { supplier: lotRow.supplier }) : t('To its supplier')

/** Not to be tapped: what leaves is proven by its scan. */
function Asked({ label, lines }: { label: string; lines: readonly SetApart[] }) {
  return (
    <List label={label}>
      {lines.map((line) => (
        <Row
          key={line.id}
          title={goodsName(line)}
          detail={[line.location, supplierWords(line)].join(' · ')}
          value={line.remaining}
        />
      ))}
    </List>
  )
}
