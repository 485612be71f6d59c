import { type ReactNode, useState } from 'react'
import { t } from '../../language/t.ts'
import { type Fault, faultOf } from '../fault.ts'
import { Action } from '../ui/action.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import { useMayChange } from './queries.ts'
import styles from './settings.module.css'

export function Section({ title, say, children }: { title: string; say: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2 className={styles.title}>{title}</h2>
        <p className={parts.prose}>{say}</p>
      </header>
      {children}
    </section>
  )
}

export interface SettingFormProps {
  path: string
  /** Null while it cannot be sent as it is typed. */
  body: object | null
  verb: string
  /** Who may change it, where that is not an administrator alone. */
  who?: { may: boolean; say: string } | undefined
  /** The server's sentence in words of the screen. */
  inWords?: ((sentence: string) => string) | undefined
  /** A function is told which field the server found fault with; `forget` takes the fault away. */
  children: ReactNode | ((fault: Fault | null, forget: () => void) => ReactNode)
}

/** Saves one setting whole. Who may not change it sees it all the same. */
export function SettingForm({ path, body, verb, who, inWords, children }: SettingFormProps) {
  const request = useRequest()
  const isAdmin = useMayChange()
  const may = who?.may ?? isAdmin
  const [saved, setSaved] = useState<string | null>(null)
  const typed = JSON.stringify(body)
  const save = async () => {
    if (await request.send('PUT', path, body)) setSaved(typed)
  }
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <fieldset className={styles.fields} disabled={!may}>
        {typeof children === 'function' ? children(faultOf(request.failure), request.forget) : children}
      </fieldset>
      <Failure of={request.failure && inWords ? new Error(inWords(request.failure.message)) : request.failure} />
      {saved !== null && saved === typed && <Note tone="ok">{t('Saved.')}</Note>}
      {may ? (
        <div className={styles.actions}>
          <Action kind="primary" off={body === null || request.busy} onPress={() => void save()}>
            {request.busy ? t('Saving…') : verb}
          </Action>
        </div>
      ) : (
        <p className={parts.prose}>{who?.say ?? t('An administrator changes this.')}</p>
      )}
    </form>
  )
}
