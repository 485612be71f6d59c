/** What is shown once, and never again: a badge with its PIN, or a key. */

import { Copy } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Note } from '../../ui/note.tsx'
import settings from '../settings.module.css'
import styles from './access.module.css'
import type { NewBadge } from './contract.ts'
import { inParts } from './words.ts'

const Qr = lazy(() => import('./qr.tsx'))

export function BadgeOnce({ made, onDone }: { made: NewBadge; onDone: () => void }) {
  return (
    <div className={settings.form}>
      <Note tone="warn">{t('Print or copy the badge now, and tell the PIN: neither can be shown again.')}</Note>
      <Suspense fallback={null}>
        <Qr
          text={t('BDG:{badge}', { badge: made.badge })}
          label={t('Badge of {name}, to be scanned', { name: made.name })}
        />
      </Suspense>
      <Secret label={t('Badge')} text={t('BDG:{badge}', { badge: made.badge })} />
      <Secret label={t('PIN')} text={made.pin} />
      <Done onDone={onDone} />
    </div>
  )
}

export function KeyOnce({ token, onDone }: { token: string; onDone: () => void }) {
  return (
    <div className={settings.form}>
      <Note tone="warn">{t('Copy the key now: it cannot be shown again. Whoever has it may do what it may.')}</Note>
      <Secret label={t('Key')} text={token} />
      <Done onDone={onDone} />
    </div>
  )
}

const Done = ({ onDone }: { onDone: () => void }) => (
  <div className={settings.actions}>
    <Action kind="primary" onPress={onDone}>
      {t('Done')}
    </Action>
  </div>
)

function Secret({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false)
  // Without a secure context there is no clipboard: it can be selected by hand.
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className={styles.secret}>
      <span className={styles.name}>{label}</span>
      <code className={styles.code}>{text}</code>
      <Action icon={<Copy aria-hidden />} label={t('Copy {label}', { label })} onPress={copy}>
        {copied ? t('Copied') : t('Copy')}
      </Action>
    </div>
  )
}

/** Large enough to be read from a handheld's distance. */
export function CodeLarge({ code, url }: { code: string; url: string }) {
  return (
    <div className={styles.large}>
      <Suspense fallback={null}>
        <Qr text={url} label={t('Enrolment code, to be scanned')} />
      </Suspense>
      <p className={styles.digits}>{inParts(code)}</p>
    </div>
  )
}
