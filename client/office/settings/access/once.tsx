/** What is shown once, and never again: a badge with its PIN, or a key. */
import { Copy } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action } from '../../ui/action.tsx'
import { Note } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { MakeFile } from '../places/make-file.tsx'
import { firstOf, PaperFields } from '../places/paper-fields.tsx'
import { BADGE_PAPERS, paperNamed } from '../places/papers.ts'
import settings from '../settings.module.css'
import styles from './access.module.css'
import type { NewBadge } from './contract.ts'
import { badgeText, inParts } from './words.ts'

const Qr = lazy(() => import('../../../ui/qr.tsx'))

export function BadgeOnce({ made, onDone }: { made: NewBadge; onDone: () => void }) {
  return (
    <div className={settings.form}>
      <Note tone="warn">{t('Print or copy the badge now, and tell the PIN: neither can be shown again.')}</Note>
      <Suspense fallback={null}>
        <Qr text={badgeText(made.badge)} label={t('Badge of {name}, to be scanned', { name: made.name })} />
      </Suspense>
      <Secret label={t('Badge')} text={badgeText(made.badge)} />
      <Secret label={t('PIN')} text={made.pin} />
      <PrintBadges made={[made]} />
      <Done onDone={onDone} />
    </div>
  )
}

/** Of several people: printed together, each with the PIN that is told beside it. */
export function BadgesOnce({ made, onDone }: { made: readonly NewBadge[]; onDone: () => void }) {
  return (
    <div className={settings.form}>
      <Note tone="warn">
        {t(
          'Print the badges now, and tell each person the PIN: neither can be shown again. The PIN is not on the badge.',
        )}
      </Note>
      <table className={table.small}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('PIN')}</th>
          </tr>
        </thead>
        <tbody>
          {made.map(({ badge, name, pin }) => (
            <tr key={badge}>
              <th scope="row">{name}</th>
              <td>
                <code>{pin}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PrintBadges made={made} />
      <Done onDone={onDone} />
    </div>
  )
}

function PrintBadges({ made }: { made: readonly NewBadge[] }) {
  const [paper, setPaper] = useState(BADGE_PAPERS[0]?.value ?? '')
  const [first, setFirst] = useState('1')
  const at = firstOf(first, paperNamed(BADGE_PAPERS, paper).each)
  const body = at === null ? null : { badges: made.map(({ badge }) => badge), paper, first: at }
  return (
    <>
      <PaperFields papers={BADGE_PAPERS} paper={paper} onPaper={setPaper} first={first} onFirst={setFirst} />
      <div className={settings.actions}>
        <MakeFile path="/labels/badges" body={body} kind="primary">
          {t('Badges as PDF')}
        </MakeFile>
      </div>
    </>
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
    <Action onPress={onDone}>{t('Done')}</Action>
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
