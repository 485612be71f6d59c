/** Sets what is protected for a channel. The effect is shown before it is confirmed. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Refusal } from '../api.ts'
import type { ChannelFigures, Inventory, Protection } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Input } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { type Request, useRequest } from '../use-request.ts'
import { parseQuantity } from '../words.ts'
import { EffectTable, useEffectPreview } from './effect-table.tsx'
import styles from './form.module.css'
import { readProtection, type TypedProtection } from './protection-change.ts'

export interface ProtectionFormProps {
  item: Inventory
  channel: ChannelFigures
  onClose: () => void
}

export function ProtectionForm({ item, channel, onClose }: ProtectionFormProps) {
  const request = useRequest()
  // What stood there when the form was opened: if somebody else changes it meanwhile, the server says so.
  const [expected, setExpected] = useState(channel.protected)
  const [typed, setTyped] = useState<TypedProtection>({
    quantity: String(channel.protected),
    target: channel.target === null ? '' : String(channel.target),
    until: channel.until ?? '',
  })
  const change = readProtection(typed, channel)
  const preview = useEffectPreview(change && { sku: item.sku, channel: channel.channel, ...change })
  const set = (part: Partial<TypedProtection>) => setTyped({ ...typed, ...part })
  const save = async () => {
    const path = `/protections/${encodeURIComponent(item.sku)}/${encodeURIComponent(channel.channel)}`
    if (await request.send<Protection>('PUT', path, { ...change, expected })) onClose()
  }
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <h3 className={styles.title}>{t('Protection for {name}', { name: channel.name })}</h3>
      <Input
        label={t('Protected units')}
        inputMode="numeric"
        value={typed.quantity}
        onChange={(quantity) => set({ quantity })}
        error={
          parseQuantity(typed.quantity) === null
            ? t('Give a whole number, 0 or more.')
            : fieldError(request, 'quantity')
        }
        hint={t('Now {protected}', { protected: channel.protected })}
      />
      <div className={styles.pair}>
        <Input
          label={t('Refill up to (target)')}
          inputMode="numeric"
          value={typed.target}
          onChange={(target) => set({ target })}
          error={
            typed.target !== '' && parseQuantity(typed.target) === null
              ? t('Give a whole number, or nothing.')
              : fieldError(request, 'target')
          }
          hint={t('Empty: it is not refilled')}
        />
        <Input
          label={t('Until')}
          type="date"
          value={typed.until}
          onChange={(until) => set({ until })}
          error={fieldError(request, 'until')}
          hint={t('Empty: no end')}
        />
      </div>
      <EffectTable preview={change ? preview.data : undefined} error={change ? preview.error : null} />
      <Failure of={request.failure} />
      <Overtaken request={request} onTake={setExpected} />
      <div className={styles.actions}>
        <Action kind="primary" off={!change || request.busy} onPress={() => void save()}>
          {request.busy ? t('Saving…') : t('Protect')}
        </Action>
        <Action onPress={onClose}>{t('Leave it')}</Action>
      </div>
    </form>
  )
}

/** Somebody else changed it meanwhile: one sees their figure, and decides anew with what was typed. */
function Overtaken({ request: { failure, forget }, onTake }: { request: Request; onTake: (quantity: number) => void }) {
  if (!(failure instanceof Refusal) || failure.code !== 'protection-changed') return null
  const { quantity } = failure.figures
  if (typeof quantity !== 'number') return null
  const take = () => {
    onTake(quantity)
    forget()
  }
  return <Action onPress={take}>{t('I have seen that it is {quantity} now', { quantity })}</Action>
}

const fieldError = ({ failure }: Request, field: string): string | undefined =>
  failure instanceof Refusal && failure.field === field ? failure.message : undefined
