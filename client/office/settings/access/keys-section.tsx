import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Action } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { Confirm } from '../../ui/confirm.tsx'
import { Failure } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { useRequest } from '../../use-request.ts'
import { momentText } from '../../words.ts'
import { Section } from '../section.tsx'
import settings from '../settings.module.css'
import styles from './access.module.css'
import type { Key } from './contract.ts'
import { useKeys } from './queries.ts'
import { keyState, mayText } from './words.ts'

export function KeysSection({ onAdd }: { onAdd: () => void }) {
  const { data, error, dataUpdatedAt } = useKeys()
  const [asked, setAsked] = useState<Key | null>(null)
  return (
    <Section title="API keys" say="For programs. Give each its own, with what it needs and no more.">
      {!data && <Failure of={error} />}
      <div className={settings.actions}>
        <Action icon={<Plus aria-hidden />} onPress={onAdd}>
          Make a key
        </Action>
      </div>
      {data && data.items.length > 0 && (
        <div className={styles.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={settings.first}>
                  Name
                </th>
                <th scope="col">May</th>
                <th scope="col" className={styles.aside}>
                  Last used
                </th>
                <th scope="col" className={styles.aside}>
                  Until
                </th>
                <th scope="col" className={cell.last}>
                  State
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((key) => {
                const state = keyState(key, dataUpdatedAt)
                return (
                  <tr key={key.id} className={state !== 'Works' ? styles.gone : undefined}>
                    <th scope="row" className={settings.first}>
                      {key.name}
                    </th>
                    <td className={cell.rest} title={mayText(key)}>
                      {mayText(key)}
                    </td>
                    <td className={styles.aside}>{key.lastUsedAt === null ? 'Never' : momentText(key.lastUsedAt)}</td>
                    <td className={styles.aside}>{key.expiresAt === null ? 'No end' : momentText(key.expiresAt)}</td>
                    <td className={cell.last}>
                      {state === 'Works' ? (
                        <Action label={`Revoke ${key.name}`} onPress={() => setAsked(key)}>
                          Revoke…
                        </Action>
                      ) : (
                        state
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {asked && <RevokeDialog apiKey={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}

function RevokeDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const request = useRequest()
  const revoke = async () => {
    if (await request.send('POST', `/api-keys/${apiKey.id}/revoke`, {})) onClose()
  }
  return (
    <Confirm
      title={`Revoke ${apiKey.name}?`}
      verb="Revoke"
      danger
      request={request}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>
        The program that has it is turned away from its next call on. This cannot be undone: make a new key instead.
      </p>
    </Confirm>
  )
}
