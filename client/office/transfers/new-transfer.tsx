/** Asks for goods of this warehouse to go to another one. What is asked for is set aside at once, as an order's is. */

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { faultOf } from '../fault.ts'
import { useStock } from '../queries.ts'
import { Action, IconAction } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import field from '../ui/field.module.css'
import { Input, Select } from '../ui/field.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import { useWarehouses } from '../warehouse.ts'
import { parseQuantity } from '../words.ts'
import type { Transfer } from './contract.ts'
import styles from './transfers.module.css'

interface TypedLine {
  id: string
  sku: string
  quantity: string
}

export interface NewTransferProps {
  onDone: (transfer: Transfer) => void
  onClose: () => void
}

export function NewTransfer({ onDone, onClose }: NewTransferProps) {
  const request = useRequest()
  const { newKey } = useDesk()
  const newLine = (): TypedLine => ({ id: newKey(), sku: '', quantity: '' })
  const [to, setTo] = useState('')
  const [reference, setReference] = useState('')
  const [expectedOn, setExpectedOn] = useState('')
  const [lines, setLines] = useState(() => [newLine()])
  const { items: warehouses, own } = useWarehouses().data ?? { items: [], own: '' }
  const others = warehouses.filter(({ code }) => code !== own)
  const body = bodyOf({ to, reference, expectedOn, lines })
  const fault = faultOf(request.failure)
  const errorAt = (path: string) => (fault?.field === path ? fault.detail : undefined)
  const ask = async () => {
    const answer = await request.send<Transfer>('POST', '/transfers', body)
    if (answer) onDone(answer)
  }
  return (
    <Confirm
      title={t('Ask for a transfer')}
      verb={t('Ask for it')}
      off={body === null}
      request={request}
      onConfirm={() => void ask()}
      onClose={onClose}
    >
      <p className={parts.say}>
        {t('The goods leave {own}. They are set aside at once, and are released, picked and shipped as an order is.', {
          own,
        })}
      </p>
      <div className={styles.pair}>
        <Select
          label={t('To warehouse')}
          error={errorAt('to')}
          value={to}
          onChange={setTo}
          options={[
            { value: '', label: t('Choose…') },
            ...others.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
          ]}
        />
        <Input
          label={t('Expected there on')}
          type="date"
          error={errorAt('expectedOn')}
          value={expectedOn}
          onChange={setExpectedOn}
        />
        <Input
          label={t('Reference')}
          hint={t('Empty: a number is made.')}
          error={errorAt('reference')}
          value={reference}
          onChange={setReference}
        />
      </div>
      <Lines lines={lines} errorAt={errorAt} newLine={newLine} onChange={setLines} />
    </Confirm>
  )
}

interface Typed {
  to: string
  reference: string
  expectedOn: string
  lines: readonly TypedLine[]
}

const begun = (lines: readonly TypedLine[]): TypedLine[] =>
  lines.filter(({ sku, quantity }) => sku.trim() !== '' || quantity.trim() !== '')

/** Null while something is missing or cannot be read. */
function bodyOf({ to, reference, expectedOn, lines }: Typed) {
  const wanted = begun(lines).map(({ sku, quantity }) => ({ sku: sku.trim(), quantity: parseQuantity(quantity) ?? 0 }))
  if (to === '' || wanted.length === 0 || wanted.some(({ sku, quantity }) => sku === '' || quantity < 1)) return null
  return {
    to,
    lines: wanted,
    ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
    ...(expectedOn === '' ? {} : { expectedOn }),
  }
}

interface LinesProps {
  lines: readonly TypedLine[]
  errorAt: (path: string) => string | undefined
  newLine: () => TypedLine
  onChange: (lines: TypedLine[]) => void
}

function Lines({ lines, errorAt, newLine, onChange }: LinesProps) {
  const skus = useStock('').data?.items.map(({ sku }) => sku)
  const sent = begun(lines)
  const put = (id: string, change: Partial<TypedLine>) =>
    onChange(lines.map((line) => (line.id === id ? { ...line, ...change } : line)))
  return (
    <fieldset className={field.lines}>
      <legend>{t('What is to go')}</legend>
      {lines.map((line, index) => {
        const error = (part: string) => errorAt(`lines.${sent.indexOf(line)}.${part}`)
        return (
          <div key={line.id} className={styles.line}>
            <Input
              label={t('SKU {index}', { index: index + 1 })}
              list={skus}
              error={error('sku')}
              value={line.sku}
              onChange={(sku) => put(line.id, { sku })}
            />
            <Input
              label={t('Units {index}', { index: index + 1 })}
              inputMode="numeric"
              error={error('quantity')}
              value={line.quantity}
              onChange={(quantity) => put(line.id, { quantity })}
            />
            {lines.length > 1 && (
              <IconAction
                label={t('Remove line {index}', { index: index + 1 })}
                icon={<X aria-hidden />}
                onPress={() => onChange(lines.filter(({ id }) => id !== line.id))}
              />
            )}
          </div>
        )
      })}
      <div className={parts.row}>
        <Action icon={<Plus aria-hidden />} onPress={() => onChange([...lines, newLine()])}>
          {t('Add a line')}
        </Action>
      </div>
    </fieldset>
  )
}
