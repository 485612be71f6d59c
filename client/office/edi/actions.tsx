import { useState } from 'react'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Failure } from '../ui/note.tsx'
import { useRequest } from '../use-request.ts'
import type { DocumentDetail } from './contract.ts'
import { canResend, canRetry } from './document-words.ts'
import styles from './edi.module.css'
import { documentPath } from './queries.ts'

/** What can be done about it from here. */
export function Actions({ connector, of }: { connector: string; of: DocumentDetail }) {
  const path = documentPath(connector, of.id)
  const retry = useRequest()
  const [asking, setAsking] = useState(false)
  const letBe = useRequest()
  const { failure } = of
  if (!canRetry(of) && !canResend(of) && !failure) return null
  return (
    <div className={styles.actions}>
      {canRetry(of) && (
        <Action kind="primary" off={retry.busy} onPress={() => void retry.send('POST', `${path}/retry`, {})}>
          {of.direction === 'in' ? t('Read it again') : t('Write it again')}
        </Action>
      )}
      {canResend(of) && <Action onPress={() => setAsking(true)}>{t('Send it again…')}</Action>}
      {failure && (
        <Action
          off={letBe.busy}
          onPress={() =>
            void letBe.send('POST', `/connectors/${encodeURIComponent(connector)}/failures/${failure.id}/ignore`, {})
          }
        >
          {t('Ignore it')}
        </Action>
      )}
      <Failure of={retry.failure ?? letBe.failure} />
      {asking && <Resend path={path} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Resend({ path, onClose }: { path: string; onClose: () => void }) {
  const request = useRequest()
  const { change } = useAddress()
  return (
    <Confirm
      title={t('Send it again?')}
      verb={t('Send again')}
      request={request}
      onConfirm={() =>
        void request.send<{ id: string }>('POST', `${path}/resend`, {}).then((made) => {
          if (!made) return
          onClose()
          change({ document: made.id }, true)
        })
      }
      onClose={onClose}
    >
      <p>
        {t(
          'It is written anew from what stands now, and goes out with other control numbers. The partner may take it for a second one: ask it first whether the first has come.',
        )}
      </p>
    </Confirm>
  )
}
