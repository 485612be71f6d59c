/** Allocation rules: what each channel is to have set aside, previewed before it is applied. */

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { Rule } from '../contract.ts'
import { useChannelName, useRules } from '../queries.ts'
import { useDoing } from '../shell/doing.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing, Screen, Scroll } from '../ui/screen.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { ApplyDrawer } from './apply-drawer.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { KINDS, scopeText, valueText } from './rule-words.ts'
import { rulesFile, rulesToImport } from './rules-file.ts'

export function RulesScreen() {
  const { data, error } = useRules()
  const channelName = useChannelName()
  const doing = useDoing()
  const [removing, setRemoving] = useState<Rule | null>(null)
  const rules = data?.items ?? []
  return (
    <Screen
      title={t('Allocation rules')}
      say={t(
        'What is to be protected for each channel, by item or group. Nothing changes before you have seen the effect.',
      )}
      actions={
        <>
          <DownloadMenu file={rulesFile(rules, channelName)} others={[rulesToImport(rules)]} off={rules.length === 0} />
          <Action icon={<Plus aria-hidden />} onPress={() => doing.begin('add')}>
            {t('Add or change a rule')}
          </Action>
          <Action kind="primary" off={rules.length === 0} onPress={() => doing.begin('apply')}>
            {t('Preview and apply…')}
          </Action>
        </>
      }
      drawer={
        doing.what === 'add' ? (
          <RuleDrawer rules={rules} onClose={doing.stop} />
        ) : (
          doing.what === 'apply' && <ApplyDrawer onClose={doing.stop} />
        )
      }
    >
      {data && rules.length === 0 ? (
        <Nothing>{t('There is no rule yet. Protections are set by hand on each item.')}</Nothing>
      ) : (
        <Scroll>
          {!data && <Failure of={error} />}
          <RulesTable rules={rules} onRemove={setRemoving} />
        </Scroll>
      )}
      {removing && <RemoveDialog rule={removing} onClose={() => setRemoving(null)} />}
    </Screen>
  )
}

function RulesTable({ rules, onRemove }: { rules: readonly Rule[]; onRemove: (rule: Rule) => void }) {
  const nameOf = useChannelName()
  return (
    <table className={`${table.table} ${table.plain}`}>
      <thead>
        <tr>
          <th scope="col">{t('Item or group')}</th>
          <th scope="col">{t('Channel')}</th>
          <th scope="col">{t('Kind')}</th>
          <th scope="col">{t('Protects')}</th>
          <th scope="col" aria-label={t('Remove')} />
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">{scopeText(rule)}</th>
            <td>{nameOf(rule.channel)}</td>
            <td>{KINDS.find(({ kind }) => kind === rule.kind)?.label}</td>
            <td>{valueText(rule)}</td>
            <td className={table.number}>
              <Action
                kind="quiet"
                icon={<Trash2 aria-hidden />}
                label={t('Remove the rule for {rule} and {channel}', {
                  rule: scopeText(rule),
                  channel: nameOf(rule.channel),
                })}
                onPress={() => onRemove(rule)}
              >
                {t('Remove')}
              </Action>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RemoveDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const request = useRequest()
  const remove = async () => {
    if (await request.send('DELETE', `/rules/${encodeURIComponent(rule.id)}`, undefined)) onClose()
  }
  return (
    <Confirm
      title={t('Remove this rule?')}
      verb={t('Remove the rule')}
      danger
      request={request}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {t('{rule}, {channel}: {rule2}. What is protected now stays protected until it is changed.', {
          rule: scopeText(rule),
          channel: rule.channel,
          rule2: valueText(rule),
        })}
      </p>
    </Confirm>
  )
}
