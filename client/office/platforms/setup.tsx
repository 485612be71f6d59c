import { Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { faultOf } from '../fault.ts'
import form from '../item/form.module.css'
import { Action } from '../ui/action.tsx'
import { Choice } from '../ui/choice.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import type { Connector } from './contract.ts'
import { kindOf } from './kinds.ts'
import { momentOf } from './platform-words.ts'
import styles from './platforms.module.css'
import { connectorPath } from './queries.ts'
import { setupToSend, typedSetup } from './setup-body.ts'
import { SetupFields } from './setup-fields.tsx'

export function SetupTab({ connector }: { connector: Connector }) {
  const request = useRequest()
  const kind = kindOf(connector.kind)
  const [typed, setTyped] = useState(() => typedSetup(connector, kind))
  const [saved, setSaved] = useState(false)
  const { body, faults } = setupToSend(typed, kind, false)
  const put = (next: typeof typed) => {
    request.forget()
    setSaved(false)
    setTyped(next)
  }
  const save = async () => {
    if (!(await request.send('PUT', connectorPath(connector.id), body))) return
    setTyped({ ...typed, credentials: {}, anyCredentials: '' })
    setSaved(true)
  }
  return (
    <form className={form.form} onSubmit={(event) => event.preventDefault()}>
      {kind.hearsFrom !== null && <HookAddress id={connector.id} says={kind.hearsFrom} />}
      <SetupFields
        kind={kind}
        typed={typed}
        faults={faults}
        fault={faultOf(request.failure)}
        isNew={false}
        isAsked={connector.polledAt !== null}
        onChange={put}
      />
      {connector.polledAt !== null && (
        <p className={parts.prose}>
          {t(
            'Orders are taken in that changed there since {ordersSince}. They have been asked for since then, so that another day would change nothing.',
            { ordersSince: momentOf(connector.ordersSince) },
          )}
        </p>
      )}
      <Choice
        dense
        label={t('Paused')}
        says={t('It is told no number and asked for no order. It keeps showing what it shows.')}
        on={typed.paused}
        onChange={(paused) => put({ ...typed, paused })}
      />
      <Failure of={request.failure} />
      {saved && <Note tone="ok">{t('Saved. What had failed to get through is tried again at once.')}</Note>}
      <div className={form.actions}>
        <Action kind="primary" off={body === null || request.busy} onPress={() => void save()}>
          {request.busy ? t('Saving…') : t('Save the set-up')}
        </Action>
      </div>
    </form>
  )
}

/** Where the platform says by itself what has changed. */
function HookAddress({ id, says }: { id: string; says: string }) {
  const address = `${window.location.origin}/hooks/${id}`
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <section className={styles.hook} aria-label={t('Address for notices')}>
      <h3 className={parts.heading}>{t('Address for notices')}</h3>
      <div className={parts.row}>
        <code className={styles.code}>{address}</code>
        <Action icon={<Copy aria-hidden />} onPress={() => void copy()}>
          {t('Copy')}
        </Action>
        {copied !== null && (
          <output className={parts.prose}>
            {copied ? t('Copied.') : t('It could not be copied: mark it and copy it by hand.')}
          </output>
        )}
      </div>
      <p className={parts.prose}>
        {t('{says}. Orders then come within moments; without it they are asked for every so often.', { says })}
      </p>
    </section>
  )
}
