import { useState } from 'react'
import { t } from '../../../language/t.ts'
import cell from '../../ui/cell.module.css'
import { Confirm } from '../../ui/confirm.tsx'
import { useRequest } from '../../use-request.ts'
import { momentText } from '../../words.ts'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { keysFile } from './access-files.ts'
import { AccessList, EndOfRow } from './access-list.tsx'
import type { Key } from './contract.ts'
import { useKeys } from './queries.ts'
import { mayText, overBecause } from './words.ts'

export function KeysSection({ onAdd }: { onAdd: () => void }) {
  const keys = useKeys()
  const [asked, setAsked] = useState<Key | null>(null)
  return (
    <AccessList
      title={t('API keys')}
      say={t('For programs. Give each its own, with what it needs and no more.')}
      found={keys}
      add={{ word: t('Make a key'), press: onAdd }}
      file={(rows) => keysFile(rows, keys.dataUpdatedAt)}
      first={t('Name')}
      between={[{ title: t('May') }, { title: t('Last used'), aside: true }, { title: t('Until'), aside: true }]}
      row={(key) => <KeyRow key={key.id} of={key} now={keys.dataUpdatedAt} onRevoke={() => setAsked(key)} />}
    >
      {asked && <RevokeDialog apiKey={asked} onClose={() => setAsked(null)} />}
    </AccessList>
  )
}

function KeyRow({ of: key, now, onRevoke }: { of: Key; now: number; onRevoke: () => void }) {
  const over = overBecause(key, now)
  return (
    <tr className={over !== null ? styles.gone : undefined}>
      <th scope="row" className={settings.first}>
        {key.name}
      </th>
      <td className={cell.rest} title={mayText(key)}>
        {mayText(key)}
      </td>
      <td className={styles.aside}>{key.lastUsedAt === null ? t('Never') : momentText(key.lastUsedAt)}</td>
      <td className={styles.aside}>{key.expiresAt === null ? t('No end') : momentText(key.expiresAt)}</td>
      <EndOfRow name={key.name} over={over} onRevoke={onRevoke} />
    </tr>
  )
}

function RevokeDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const request = useRequest()
  const revoke = async () => {
    if (await request.send('POST', `/api-keys/${apiKey.id}/revoke`, {})) onClose()
  }
  return (
    <Confirm
      title={t('Revoke {name}?', { name: apiKey.name })}
      verb={t('Revoke')}
      danger
      request={request}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>
        {t(
          'The program that has it is turned away from its next call on. This cannot be undone: make a new key instead.',
        )}
      </p>
    </Confirm>
  )
}
