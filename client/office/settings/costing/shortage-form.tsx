import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Input } from '../../ui/field.tsx'
import { SettingForm } from '../section.tsx'
import type { ShortageCosts } from './contract.ts'
import styles from './costing.module.css'
import { pathOf, useWho } from './queries.ts'
import { amountFault, moneyToSend, typedOf } from './typed.ts'

const FIELDS = [
  { name: 'missing', label: t('A missing unit'), hint: t('It was not there when it was ordered. Empty: nothing') },
  { name: 'cancelled', label: t('A cancelled unit'), hint: t('It was promised and given up. Empty: nothing') },
] as const

export interface ShortageFormProps {
  channel: string
  costs: ShortageCosts
  currency: string
}

export function ShortageForm({ channel, costs, currency }: ShortageFormProps) {
  const who = useWho()
  const [typed, setTyped] = useState(() => ({
    missing: typedOf(costs.missing, currency),
    cancelled: typedOf(costs.cancelled, currency),
  }))
  const [missing, cancelled] = [moneyToSend(typed.missing), moneyToSend(typed.cancelled)]
  const body = missing === undefined || cancelled === undefined ? null : { missing, cancelled }
  return (
    <SettingForm path={pathOf(channel, 'shortage-costs')} body={body} verb={t('Save shortages')} who={who}>
      <div className={styles.pair}>
        {FIELDS.map(({ name, label, hint }) => (
          <Input
            key={name}
            label={`${label}, ${typed[name].currency}`}
            hint={hint}
            inputMode="decimal"
            error={amountFault(typed[name])}
            value={typed[name].text}
            onChange={(text) => setTyped({ ...typed, [name]: { ...typed[name], text } })}
          />
        ))}
      </div>
    </SettingForm>
  )
}
