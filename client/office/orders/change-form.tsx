/** Changes the quantities of an order. The version that was read goes along, so that nobody's change is lost. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { Order, OrderLine } from '../contract.ts'
import { Action } from '../ui/action.tsx'
import { Input } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { parseQuantity } from '../words.ts'
import styles from './drawer.module.css'

/** Only what differs; lines that are not named stay as they are. Null while something cannot be read. */
function changedLines(lines: readonly OrderLine[], typed: Readonly<Record<string, string>>) {
  const wanted = lines.map((line) => ({ line, quantity: parseQuantity(typed[line.id] ?? '') }))
  if (wanted.some(({ quantity }) => quantity === null)) return null
  return wanted
    .filter(({ line, quantity }) => quantity !== line.quantity - line.cancelled)
    .map(({ line, quantity }) => ({ id: line.id, quantity }))
}

export function ChangeForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const request = useRequest()
  const [version] = useState(order.version)
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(order.lines.map((line) => [line.id, String(line.quantity - line.cancelled)])),
  )
  const lines = changedLines(order.lines, typed)
  const save = async () => {
    if (await request.send('POST', `/orders/${encodeURIComponent(order.id)}/change`, { version, lines })) onClose()
  }
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <h3 className={styles.title}>{t('Quantities of {externalId}', { externalId: order.externalId })}</h3>
      {order.lines.map((line) => (
        <Input
          key={line.id}
          label={`${line.name} (${line.sku})`}
          inputMode="numeric"
          value={typed[line.id] ?? ''}
          onChange={(text) => setTyped({ ...typed, [line.id]: text })}
          error={
            parseQuantity(typed[line.id] ?? '') === null ? t('Give a whole number; 0 cancels the line.') : undefined
          }
          hint={
            line.picked + line.shipped > 0
              ? t('{picked} are picked or shipped already', { picked: line.picked + line.shipped })
              : t('Now {quantity}', { quantity: line.quantity - line.cancelled })
          }
        />
      ))}
      <Failure of={request.failure} />
      <div className={styles.actions}>
        <Action kind="primary" off={lines === null || lines.length === 0 || request.busy} onPress={() => void save()}>
          {request.busy ? t('Saving…') : t('Change the order')}
        </Action>
        <Action onPress={onClose}>{t('Leave it')}</Action>
      </div>
    </form>
  )
}
