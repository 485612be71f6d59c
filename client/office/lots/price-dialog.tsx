import { useState } from 'react'
import { t } from '../../language/t.ts'
import { parseMoney } from '../amounts.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'
import { useWarehouse } from '../warehouse.ts'
import type { CostDialogProps } from './landed-dialog.tsx'
import { lotPath } from './queries.ts'

/** What a lot was bought for, where no receipt has said it. */
export function PriceDialog({ lot, onClose }: CostDialogProps) {
  const request = useRequest()
  const currency = useWarehouse().data?.currency ?? 'USD'
  const [typed, setTyped] = useState('')
  const amount = parseMoney(typed, currency)
  const say = async () => {
    if (await request.send('PUT', `${lotPath(lot)}/cost`, { unitCost: { amount, currency } })) onClose()
  }
  return (
    <Confirm
      title={t('What lot {lot} cost', { lot: lot.lot })}
      verb={t('Say it')}
      off={amount === null}
      request={request}
      onConfirm={() => void say()}
      onClose={onClose}
    >
      <p>{t('It counts for all that was received of it, and for what has left already.')}</p>
      <Input
        label={t('Price of one base unit, {currency}', { currency })}
        inputMode="decimal"
        value={typed}
        onChange={setTyped}
        error={typed === '' || amount !== null ? undefined : t('Give an amount such as 2.50.')}
      />
    </Confirm>
  )
}
