import { CircleAlert, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { OpenException, Proposal } from '../contract.ts'
import { queryText } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { momentText, spoken } from '../words.ts'
import styles from './card.module.css'
import { proposalsOf, putBackText } from './proposals.ts'
import { ResolveDialog } from './resolve-dialog.tsx'

const ICONS: Record<OpenException['severity'], LucideIcon> = {
  low: CircleAlert,
  medium: CircleAlert,
  high: TriangleAlert,
  severe: OctagonAlert,
}

export function ExceptionCard({ exception, at }: { exception: OpenException; at: boolean }) {
  const [chosen, setChosen] = useState<Proposal | null>(null)
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    if (at) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const proposals = proposalsOf(exception)
  const putBack = putBackText(exception)
  const Icon = ICONS[exception.severity]
  return (
    <article ref={ref} className={styles.card} data-severity={exception.severity} data-at={at || undefined}>
      <header className={styles.head}>
        <Icon size={20} aria-hidden />
        <h2 className={styles.type}>{spoken(exception.type)}</h2>
        <span className={styles.severity}>{exception.severity}</span>
        <time className={styles.since} dateTime={exception.openedAt}>
          since {momentText(exception.openedAt)}
        </time>
      </header>
      <p className={styles.detail}>{exception.detail}</p>
      {putBack !== null && <p className={styles.detail}>{putBack}</p>}
      <p className={styles.about}>
        {exception.sku && <Link href={`/office?item=${encodeURIComponent(exception.sku)}`}>{exception.sku}</Link>}
        {exception.order && <Link href={`/office/orders?order=${encodeURIComponent(exception.order)}`}>Order</Link>}
        {exception.lot && <LotLink exception={exception} />}
        {exception.location && <span>{exception.location}</span>}
      </p>
      <div className={styles.proposals}>
        {proposals.length === 0 && (
          <p>It closes by itself when stock comes free. Look at the item for what could be moved.</p>
        )}
        {proposals.map((proposal) => (
          <Action key={JSON.stringify(proposal.body)} onPress={() => setChosen(proposal)}>
            {proposal.label}
          </Action>
        ))}
      </div>
      {chosen && <ResolveDialog exception={exception} proposal={chosen} onClose={() => setChosen(null)} />}
    </article>
  )
}

function LotLink({ exception: { sku, lot } }: { exception: OpenException }) {
  if (sku === null || lot === null) return <span>lot {lot}</span>
  return <Link href={`/office/lots?${queryText({ sku, lot })}`}>lot {lot}</Link>
}
