import { ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { t } from '../../language/t.ts'
import { Severity } from '../exceptions/severity.tsx'
import { useListKeys } from '../shell/list-keys.ts'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import type { Need, Today } from './contract.ts'
import { needDetail, needHref, needSentence, needTime } from './need-words.ts'
import styles from './today.module.css'

/** What a person should see to now, the worst first; each row leads to where one acts. */
export function Needs({ today: { needs, now, day } }: { today: Today }) {
  const [, navigate] = useLocation()
  const open = (kind: string) => {
    const need = needs.find((one) => one.kind === kind)
    if (need) navigate(needHref(need, day))
  }
  const { at } = useListKeys({ ids: needs.map(({ kind }) => kind), open: null, onOpen: open })
  return (
    <section className={styles.part} aria-labelledby="needs">
      <h2 id="needs" className={parts.heading}>
        {t('Needs a person now')}
      </h2>
      {needs.length === 0 ? (
        <Note tone="ok">{t('Nothing needs anybody now.')}</Note>
      ) : (
        <ol className={styles.needs}>
          {needs.map((need) => (
            <li key={need.kind}>
              <NeedRow need={need} now={now} href={needHref(need, day)} isAt={need.kind === at} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

interface NeedRowProps {
  need: Need
  now: string
  href: string
  isAt: boolean
}

function NeedRow({ need, now, href, isAt }: NeedRowProps) {
  const detail = needDetail(need)
  const row = useRef<HTMLAnchorElement>(null)
  // Enter is then the link's own.
  useEffect(() => {
    if (isAt) row.current?.focus()
  }, [isAt])
  return (
    <Link ref={row} href={href} className={styles.need} data-at={isAt || undefined}>
      <span className={styles.severity}>
        <Severity of={need.severity} />
      </span>
      <span className={styles.says}>
        <b>{needSentence(need)}</b>
        {detail !== '' && <span className={parts.under}>{detail}</span>}
      </span>
      <span className={styles.time}>{needTime(need, now)}</span>
      <ChevronRight aria-hidden />
    </Link>
  )
}
