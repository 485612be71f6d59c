import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { faultOf, withoutField } from '../../fault.ts'
import form from '../../item/form.module.css'
import { useChannels, useStock } from '../../queries.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { useRequest } from '../../use-request.ts'
import type { DemandEvent } from '../contract.ts'
import styles from '../replenishment.module.css'
import { eventBody, eventFaults, newEvent, type TypedEvent } from './event-body.ts'

const KINDS = [
  { value: 'promotion', label: t('Promotion') },
  { value: 'event', label: t('Event') },
]

export function EventDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const request = useRequest()
  const [typed, setTyped] = useState(() => newEvent(today))
  const put = (change: Partial<TypedEvent>) => setTyped({ ...typed, ...change })
  const body = eventBody(typed)
  const faults = eventFaults(typed)
  const fault = faultOf(request.failure)
  const errorAt = (path: string) => faults.get(path) ?? (fault?.field === path ? fault.detail : undefined)
  const add = async () => {
    if (await request.send('POST', '/demand/events', body)) onClose()
  }
  return (
    <Confirm
      title={t('Mark days')}
      verb={t('Mark them')}
      off={body === null}
      request={{ ...request, failure: request.failure && new Error(withoutField(request.failure.message)) }}
      onConfirm={() => void add()}
      onClose={onClose}
    >
      <div className={styles.wide}>
        <div className={form.pair}>
          <Input label={t('Name')} error={errorAt('name')} value={typed.name} onChange={(name) => put({ name })} />
          <Select
            label={t('What it is')}
            value={typed.kind}
            onChange={(kind) => put({ kind: kind as DemandEvent['kind'] })}
            options={KINDS}
          />
          <Input
            label={t('First day')}
            type="date"
            error={errorAt('from')}
            value={typed.from}
            onChange={(from) => put({ from })}
          />
          <Input
            label={t('Last day')}
            type="date"
            error={errorAt('to')}
            value={typed.to}
            onChange={(to) => put({ to })}
          />
        </div>
        <Scope typed={typed} errorAt={errorAt} onChange={put} />
      </div>
    </Confirm>
  )
}

interface ScopeProps {
  typed: TypedEvent
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<TypedEvent>) => void
}

/** Of which channel and item, and how much more. */
function Scope({ typed, errorAt, onChange }: ScopeProps) {
  const channels = useChannels()
  const skus = useStock('').data?.items.map(({ sku }) => sku)
  return (
    <div className={form.pair}>
      <Select
        label={t('Channel')}
        error={errorAt('channel')}
        value={typed.channel}
        onChange={(channel) => onChange({ channel })}
        options={[
          { value: '', label: t('All channels') },
          ...channels.map(({ channel, name }) => ({ value: channel, label: name })),
        ]}
      />
      <Input
        label={t('SKU')}
        hint={t('Empty: all items')}
        list={skus}
        error={errorAt('sku')}
        value={typed.sku}
        onChange={(sku) => onChange({ sku })}
      />
      <Input
        label={t('Times what is usual')}
        hint={t('Such as 2. Empty: as it was the last times')}
        inputMode="decimal"
        error={errorAt('uplift')}
        value={typed.uplift}
        onChange={(uplift) => onChange({ uplift })}
      />
    </div>
  )
}
