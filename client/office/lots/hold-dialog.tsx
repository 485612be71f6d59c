import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { isTyped, TypedWord } from '../ui/typed-word.tsx'
import { useRequest } from '../use-request.ts'
import type { LotName, Trace } from './contract.ts'
import { lotPath } from './queries.ts'

const WORD = 'HOLD'
export const HOLD_REASONS = [
  t('Quality complaint'),
  t('Foreign object'),
  t('Laboratory result is due'),
  t('Label is wrong'),
] as const

/** Holds a lot everywhere at once, after it was said what that does. */
export function HoldDialog({ trace: { lot, onHand, madeInto }, onClose }: { trace: Trace; onClose: () => void }) {
  const request = useRequest()
  const [reason, setReason] = useState('')
  const [word, setWord] = useState('')
  const hold = async () => {
    if (await request.send<{ lots: LotName[] }>('POST', `${lotPath(lot)}/hold`, { reason: reason.trim() })) onClose()
  }
  return (
    <Confirm
      title={t('Hold lot {lot}?', { lot: lot.lot })}
      verb={t('Hold the lot')}
      danger
      off={reason.trim() === '' || !isTyped(WORD, word)}
      request={request}
      onConfirm={() => void hold()}
      onClose={onClose}
    >
      <p>
        {t(
          '{count} units of {name} leave sale at once, in every warehouse and channel. What was directed to this lot is directed to others; what is picked of it is to be put back; handhelds refuse it.',
          { count: onHand.quantity, name: lot.name },
        )}
        {madeInto.length > 0 && t(' Lots that were made from it are held with it.')}
      </p>
      <Input label={t('Reason (shown on every handheld)')} list={HOLD_REASONS} value={reason} onChange={setReason} />
      <TypedWord word={WORD} value={word} onChange={setWord} />
    </Confirm>
  )
}
