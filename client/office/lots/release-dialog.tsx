import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'
import type { LotFacts, LotName } from './contract.ts'
import { lotPath } from './queries.ts'

/** Lifts every hold on a lot, and those that it handed on. */
export function ReleaseDialog({ lot, onClose }: { lot: LotFacts; onClose: () => void }) {
  const request = useRequest()
  const [reason, setReason] = useState('')
  const standing = lot.holds.filter(({ liftedAt }) => liftedAt === null)
  const release = async () => {
    const body = reason.trim() === '' ? {} : { reason: reason.trim() }
    if (await request.send<{ lots: LotName[] }>('POST', `${lotPath(lot)}/release`, body)) onClose()
  }
  return (
    <Confirm
      title={t('Release lot {lot}?', { lot: lot.lot })}
      verb={t('Release the lot')}
      request={request}
      onConfirm={() => void release()}
      onClose={onClose}
    >
      <p>
        {t('It can be sold again at once, and so can the lots that were held because of it. Lifted: {standing}.', {
          standing: standing.map((hold) => hold.reason).join('; '),
        })}
      </p>
      <Input label={t('Why (kept with it)')} value={reason} onChange={setReason} />
    </Confirm>
  )
}
