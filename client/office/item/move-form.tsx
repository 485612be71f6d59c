/** Moves protection from one channel to another in one request: at no moment is it nobody's. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { ChannelFigures, Inventory } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { parseQuantity } from '../words.ts'
import { EffectTable, useEffectPreview } from './effect-table.tsx'
import styles from './form.module.css'

export interface MoveFormProps {
  item: Inventory
  from: ChannelFigures
  onClose: () => void
}

export function MoveForm({ item, from, onClose }: MoveFormProps) {
  const request = useRequest()
  const others = item.channels.filter(({ channel }) => channel !== from.channel)
  const [to, setTo] = useState(others[0]?.channel ?? '')
  const [typed, setTyped] = useState('')
  const quantity = parseQuantity(typed)
  const error = typed === '' || (quantity !== null && quantity > 0) ? undefined : t('Give a whole number, 1 or more.')
  const change =
    quantity !== null && quantity > 0 && to !== '' ? { sku: item.sku, from: from.channel, to, quantity } : null
  const preview = useEffectPreview(change)
  const move = async () => {
    if (await request.send('POST', '/protections/transfer', change)) onClose()
  }
  const name = others.find(({ channel }) => channel === to)?.name ?? to
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <h3 className={styles.title}>{t('Move protection from {name}', { name: from.name })}</h3>
      <div className={styles.pair}>
        <Input
          label={t('Units to move')}
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          error={error}
          hint={t('{protected} are protected for {name}', { protected: from.protected, name: from.name })}
        />
        <Select
          label={t('To')}
          value={to}
          onChange={setTo}
          options={others.map((one) => ({ value: one.channel, label: one.name }))}
        />
      </div>
      <EffectTable preview={change ? preview.data : undefined} error={change ? preview.error : null} />
      <Failure of={request.failure} />
      <div className={styles.actions}>
        <Action kind="primary" off={!change || request.busy} onPress={() => void move()}>
          {request.busy
            ? t('Moving…')
            : change
              ? t('Move {count} units to {name}', { count: change.quantity, name })
              : t('Move')}
        </Action>
        <Action onPress={onClose}>{t('Leave it')}</Action>
      </div>
    </form>
  )
}
