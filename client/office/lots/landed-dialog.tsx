import { useState } from 'react'
import { t } from '../../language/t.ts'
import { parseMoney } from '../amounts.ts'
import { Choice } from '../ui/choice.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'
import type { LotName } from './contract.ts'
import { KIND_WORDS } from './lot-cost.ts'

export interface CostDialogProps {
  lot: LotName
  currency: string | null
  onClose: () => void
}

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))

/** A bill for getting a lot here. A bill of several lots is given by the API, which spreads it. */
export function LandedDialog({ lot, currency, onClose }: CostDialogProps) {
  const request = useRequest()
  const [kind, setKind] = useState('freight')
  const [typed, setTyped] = useState('')
  const [isCredit, setCredit] = useState(false)
  const [reference, setReference] = useState('')
  const amount = parseMoney(typed, currency ?? 'USD')
  const add = async () => {
    const named = reference.trim() === '' ? {} : { reference: reference.trim() }
    const body = { kind, amount: { amount, currency }, isCredit, lots: [{ sku: lot.sku, lot: lot.lot }], ...named }
    if (await request.send('POST', '/landed-costs', body)) onClose()
  }
  return (
    <Confirm
      title={t('Landed cost of lot {lot}', { lot: lot.lot })}
      verb={isCredit ? t('Take it off') : t('Add it')}
      off={amount === null || amount === 0}
      request={request}
      onConfirm={() => void add()}
      onClose={onClose}
    >
      <p>{t('What has left of this lot is put right: each sale then has what it really cost.')}</p>
      <Select label={t('For')} value={kind} onChange={setKind} options={KINDS} />
      <Input
        label={t('Amount, {currency}', { currency })}
        inputMode="decimal"
        value={typed}
        onChange={setTyped}
        error={typed === '' || amount !== null ? undefined : t('Give an amount such as 120.50.')}
      />
      <Input label={t('Number of the bill')} value={reference} onChange={setReference} />
      <Choice label={t('It is a credit')} on={isCredit} onChange={setCredit} />
    </Confirm>
  )
}
