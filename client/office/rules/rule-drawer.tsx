/** One rule for an item or group and a channel; a second one for the same replaces the first. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { Rule, RuleKind } from '../contract.ts'
import styles from '../item/form.module.css'
import { useChannels, useStock } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Input, Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import { KINDS, readValue, valueText } from './rule-words.ts'

export function RuleDrawer({ rules, onClose }: { rules: readonly Rule[]; onClose: () => void }) {
  const request = useRequest()
  const channels = useChannels()
  const stock = useStock('')
  const [scope, setScope] = useState<'sku' | 'group'>('sku')
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const [kind, setKind] = useState<RuleKind>('fixed')
  const [text, setText] = useState('')
  const channel = chosen || (channels[0]?.channel ?? '')
  const value = readValue(kind, text)
  const subject = name.trim()
  const known = rules.find((rule) => rule[scope] === subject && rule.channel === channel)
  const ready = subject !== '' && channel !== '' && value !== null
  const save = async () => {
    if (await request.send('PUT', '/rules', { [scope]: subject, channel, kind, value })) onClose()
  }
  return (
    <Drawer title={t('A rule')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <div className={styles.pair}>
          <Select
            label={t('For')}
            value={scope}
            onChange={(to) => setScope(to as 'sku' | 'group')}
            options={[
              { value: 'sku', label: t('One item') },
              { value: 'group', label: t('A group of items') },
            ]}
          />
          <Input
            label={scope === 'sku' ? t('SKU') : t('Group')}
            value={name}
            onChange={setName}
            list={scope === 'sku' ? stock.data?.items.map(({ sku }) => sku) : groupsOf(rules)}
          />
        </div>
        <Select
          label={t('Channel')}
          value={channel}
          onChange={setChosen}
          options={channels.map((one) => ({ value: one.channel, label: one.name }))}
        />
        <div className={styles.pair}>
          <Select
            label={t('Kind')}
            value={kind}
            onChange={(to) => setKind(to as RuleKind)}
            options={KINDS.map((one) => ({ value: one.kind, label: one.label }))}
          />
          <Input
            label={KINDS.find((one) => one.kind === kind)?.ask ?? ''}
            inputMode="decimal"
            value={text}
            onChange={setText}
            error={
              text !== '' && value === null
                ? kind === 'share'
                  ? t('Give 0 to 100.')
                  : t('Give a whole number.')
                : undefined
            }
          />
        </div>
        {known && <Note tone="warn">{t('It takes the place of: {known}.', { known: valueText(known) })}</Note>}
        <Failure of={request.failure} />
        <div className={styles.actions}>
          <Action kind="primary" off={!ready || request.busy} onPress={() => void save()}>
            {request.busy ? t('Saving…') : t('Save the rule')}
          </Action>
          <Action onPress={onClose}>{t('Leave it')}</Action>
        </div>
      </form>
    </Drawer>
  )
}

const groupsOf = (rules: readonly Rule[]): string[] => [
  ...new Set(rules.map(({ group }) => group).filter((group) => group !== null)),
]
