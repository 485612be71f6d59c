/** What applying all rules would change, then applying them. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { RuleChange } from '../contract.ts'
import { useDesk } from '../desk.ts'
import styles from '../item/form.module.css'
import { useChannelName } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { figure } from '../words.ts'
import { valueText } from './rule-words.ts'

interface Changes {
  changes: RuleChange[]
}

export function ApplyDrawer({ onClose }: { onClose: () => void }) {
  const { api } = useDesk()
  const request = useRequest()
  const [applied, setApplied] = useState<Changes | null>(null)
  const preview = useQuery({
    queryKey: ['rules-preview'],
    queryFn: ({ signal }) => api.ask<Changes>('/rules/preview', {}, signal),
    enabled: applied === null,
    gcTime: 0,
  })
  const apply = async () => setApplied(await request.send<Changes>('POST', '/rules/apply', {}))
  const changes = (applied ?? preview.data)?.changes
  return (
    <Drawer title={applied ? t('Applied') : t('What the rules would change')} onClose={onClose}>
      <Failure of={preview.error} />
      {applied && <Note tone="ok">{t('{count} protections changed.', { count: applied.changes.length })}</Note>}
      {changes && changes.length === 0 && !applied && <Note>{t('Everything is as the rules say.')}</Note>}
      {changes && changes.length > 0 && <ChangesTable changes={changes} />}
      <Failure of={request.failure} />
      <div className={styles.actions}>
        {!applied && (
          <Action kind="primary" off={!changes || changes.length === 0 || request.busy} onPress={() => void apply()}>
            {request.busy ? t('Applying…') : t('Apply to {count} protections', { count: changes?.length ?? 0 })}
          </Action>
        )}
        <Action onPress={onClose}>{applied ? t('Close') : t('Leave it')}</Action>
      </div>
    </Drawer>
  )
}

function ChangesTable({ changes }: { changes: readonly RuleChange[] }) {
  const channelName = useChannelName()
  return (
    <table className={table.small}>
      <thead>
        <tr>
          <th scope="col">{t('Item and channel')}</th>
          <th scope="col" className={table.number}>
            {t('Protected')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ sku, channel, rule, before, after, short }) => (
          <tr key={`${sku} ${channel}`}>
            <th scope="row">
              {sku} · {channelName(channel)}
              <span className={table.under}>{valueText(rule)}</span>
              {short > 0 && (
                <Note tone="warn">{t('{count} units short: shared stock does not reach.', { count: short })}</Note>
              )}
            </th>
            <td className={table.number}>
              {figure(before)} → {figure(after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
