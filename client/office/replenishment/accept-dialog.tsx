/** What is suggested becomes a planned receipt, which the dock receives against. */

import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { faultOf, withoutField } from '../fault.ts'
import form from '../item/form.module.css'
import { IconAction } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import field from '../ui/field.module.css'
import { Input } from '../ui/field.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import {
  acceptBody,
  lineFault,
  lineHint,
  lineWarning,
  type TypedLine,
  type TypedOrder,
  typedOrder,
} from './accept-body.ts'
import type { Accepted } from './accepted-dialog.tsx'
import type { ItemPlan } from './contract.ts'
import styles from './replenishment.module.css'

export interface AcceptDialogProps {
  plans: readonly ItemPlan[]
  onDone: (accepted: Accepted) => void
  onClose: () => void
}

export function AcceptDialog({ plans, onDone, onClose }: AcceptDialogProps) {
  const request = useRequest()
  const [typed, setTyped] = useState(() => typedOrder(plans))
  const put = (change: Partial<TypedOrder>) => setTyped({ ...typed, ...change })
  const body = acceptBody(typed)
  const isMade = plans.every((plan) => plan.isMade)
  const items = plans.length === 1 ? (plans[0]?.name ?? '') : t('{count} items', { count: plans.length })
  const fault = faultOf(request.failure)
  const errorAt = (path: string) => (fault?.field === path ? fault.detail : undefined)
  const accept = async () => {
    const answer = await request.send<{ id: string }>('POST', '/replenishment/accept', body)
    if (answer && body) onDone({ ...body, id: answer.id })
  }
  return (
    <Confirm
      title={isMade ? t('Make {items}', { items }) : t('Order {items}', { items })}
      verb={t('Accept')}
      off={body === null}
      request={{ ...request, failure: request.failure && new Error(withoutField(request.failure.message)) }}
      onConfirm={() => void accept()}
      onClose={onClose}
    >
      <div className={styles.wide}>
        <p className={parts.say}>
          {isMade
            ? t(
                'It becomes a planned receipt, which the dock receives against. Nothing is told to production: that you do.',
              )
            : t(
                'It becomes a planned receipt, which the dock receives against. Nothing is sent to the supplier: that you do.',
              )}
        </p>
        <Terms typed={typed} supplier={isMade ? t('Made by') : t('Supplier')} errorAt={errorAt} onChange={put} />
        <Lines lines={typed.lines} errorAt={errorAt} onChange={(lines) => put({ lines })} />
      </div>
    </Confirm>
  )
}

interface TermsProps {
  typed: TypedOrder
  /** Its label. */
  supplier: string
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<TypedOrder>) => void
}

const Terms = ({ typed, supplier, errorAt, onChange }: TermsProps) => (
  <>
    <Input
      label={supplier}
      error={errorAt('supplier')}
      value={typed.supplier}
      onChange={(supplier) => onChange({ supplier })}
    />
    <div className={form.pair}>
      <Input
        label={t('Reference')}
        hint={t('Your order number: the dock finds it by that')}
        error={errorAt('reference')}
        value={typed.reference}
        onChange={(reference) => onChange({ reference })}
      />
      <Input
        label={t('Expected on')}
        type="date"
        hint={t('Empty: not known yet')}
        error={errorAt('expectedOn')}
        value={typed.expectedOn}
        onChange={(expectedOn) => onChange({ expectedOn })}
      />
    </div>
  </>
)

interface LinesProps {
  lines: readonly TypedLine[]
  errorAt: (path: string) => string | undefined
  onChange: (lines: TypedLine[]) => void
}

function Lines({ lines, errorAt, onChange }: LinesProps) {
  return (
    <fieldset className={field.lines}>
      <legend>{t('Quantities')}</legend>
      {lines.map((line, nth) => (
        <div key={line.sku} className={styles.line}>
          <div>
            <Input
              label={`${line.name}, ${line.sku}`}
              inputMode="numeric"
              hint={lineHint(line)}
              error={errorAt(`lines.${nth}.quantity`) ?? lineFault(line) ?? undefined}
              value={line.quantity}
              onChange={(quantity) => onChange(lines.map((one) => (one === line ? { ...line, quantity } : one)))}
            />
            <Warning text={lineWarning(line)} />
          </div>
          {lines.length > 1 && (
            <IconAction
              label={t('Leave {name} out', { name: line.name })}
              icon={<X aria-hidden />}
              onPress={() => onChange(lines.filter((one) => one !== line))}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}

/** It may be sent all the same. */
function Warning({ text }: { text: string | null }) {
  return (
    <p className={styles.warning} aria-live="polite">
      {text !== null && (
        <>
          <TriangleAlert size={16} aria-hidden />
          {text}
        </>
      )}
    </p>
  )
}
