/** What an item is ordered by: what is known and from where, and what is said for it alone. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { withoutField } from '../fault.ts'
import form from '../item/form.module.css'
import { SettingForm } from '../settings/section.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Input } from '../ui/field.tsx'
import parts from '../ui/parts.module.css'
import { figure } from '../words.ts'
import type { ItemDetail, ItemPlan } from './contract.ts'
import { levelText } from './percent.ts'
import {
  type PolicyNumber,
  policyFaults,
  policyField,
  policyToSend,
  type TypedPolicy,
  typedPolicy,
} from './policy-body.ts'
import { planPath, useMayPlan } from './queries.ts'
import { leadTimeOf } from './sentences.ts'
import { TargetField } from './target-field.tsx'

export function PolicyPanel({ detail }: { detail: ItemDetail }) {
  return (
    <>
      <FactTable caption={t('What it is reckoned with now')}>
        <Fact label={t('Lead time')}>{leadTimeOf(detail)}</Fact>
        <Fact label={t('Review')}>
          {detail.reviewDays <= 1 ? t('Every day') : t('Every {count} days', { count: detail.reviewDays })}
        </Fact>
        <Fact label={t('At least')}>{figure(detail.minimum)}</Fact>
        <Fact label={t('In multiples of')}>{figure(detail.multiple)}</Fact>
        <Fact label={t('Keeps for')}>
          {detail.shelfLifeDays === null ? t('Not known') : t('{count} days', { count: detail.shelfLifeDays })}
        </Fact>
        <Fact label={t('Supplier')}>{detail.isMade ? t('Made here') : (detail.supplier ?? t('Not known'))}</Fact>
      </FactTable>
      <h3 className={parts.heading}>{t('Said for this item alone')}</h3>
      <p className={parts.prose}>
        {t('What is left empty is as its receipts show, or as its class, its channel or the company says.')}
      </p>
      <PolicyForm detail={detail} />
    </>
  )
}

function PolicyForm({ detail }: { detail: ItemDetail }) {
  const may = useMayPlan()
  const [typed, setTyped] = useState(() =>
    typedPolicy(
      detail.policy,
      // What is used up in the house is no channel that a promise could be made to.
      detail.channels.filter(({ kind }) => kind !== 'production').map(({ channel }) => channel),
    ),
  )
  const faults = policyFaults(typed)
  const put = (change: Partial<TypedPolicy>) => setTyped({ ...typed, ...change })
  return (
    <SettingForm
      path={`${planPath(detail.sku)}/policy`}
      body={policyToSend(typed)}
      verb={t('Save the policy')}
      inWords={withoutField}
      who={{ may, say: t('A planner, a supervisor or an administrator changes this.') }}
    >
      {(fault) => {
        const errorAt = (path: string) =>
          faults.get(path) ?? (fault && policyField(fault.field, typed) === path ? fault.detail : undefined)
        return (
          <>
            <TargetField
              label={t('Service')}
              error={errorAt('service')}
              hint={t('Such as 95 or 97.5. Empty: as its class says')}
              typed={typed.service}
              onChange={(service) => put({ service })}
            />
            {typed.channels.map((one) => (
              <TargetField
                key={one.channel}
                label={t('Service at {detail}', { detail: nameIn(detail, one.channel) })}
                hint={targetHint(detail, one.channel)}
                error={errorAt(`channels.${one.channel}`)}
                typed={one.service}
                onChange={(service) =>
                  put({ channels: typed.channels.map((other) => (other === one ? { ...one, service } : other)) })
                }
              />
            ))}
            <Numbers detail={detail} typed={typed} errorAt={errorAt} onChange={put} />
            <Input
              label={t('Supplier')}
              hint={t('Empty: as its receipts say')}
              error={errorAt('supplier')}
              value={typed.supplier}
              onChange={(supplier) => put({ supplier })}
            />
          </>
        )
      }}
    </SettingForm>
  )
}

const nameIn = ({ channels }: ItemPlan, code: string): string =>
  channels.find(({ channel }) => channel === code)?.name ?? code

function targetHint({ channels }: ItemPlan, code: string): string | undefined {
  const target = channels.find(({ channel }) => channel === code)?.target
  return target && t('Now {level}', { level: levelText(target.level) })
}

const FIELDS: readonly { name: PolicyNumber; label: string; now: (plan: ItemPlan) => number | null }[] = [
  { name: 'leadTimeDays', label: t('Lead time, days'), now: ({ leadTime }) => leadTime.days },
  { name: 'reviewDays', label: t('Review, days'), now: ({ reviewDays }) => reviewDays },
  { name: 'minimum', label: t('Order at least, units'), now: ({ minimum }) => minimum },
  { name: 'multiple', label: t('Order in multiples of'), now: ({ multiple }) => multiple },
  { name: 'shelfLifeDays', label: t('Keeps for, days'), now: ({ shelfLifeDays }) => shelfLifeDays },
]

interface NumbersProps {
  detail: ItemDetail
  typed: TypedPolicy
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<TypedPolicy>) => void
}

/** What holds now stands below each, so that nobody has to type what is right already. */
function Numbers({ detail, typed, errorAt, onChange }: NumbersProps) {
  return (
    <div className={form.pair}>
      {FIELDS.map(({ name, label, now }) => {
        const value = now(detail)
        return (
          <Input
            key={name}
            label={label}
            inputMode="numeric"
            hint={value === null ? t('Now not known') : t('Now {value}', { value: Math.round(value * 10) / 10 })}
            error={errorAt(name)}
            value={typed[name]}
            onChange={(text) => onChange({ [name]: text })}
          />
        )
      })}
    </div>
  )
}
