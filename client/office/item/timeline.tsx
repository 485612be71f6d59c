/** Who moved what, when and why: movements, orders, protections and exceptions of one item, newest first. */

import { ArrowRightLeft, CircleAlert, ClipboardList, type LucideIcon, Shield } from 'lucide-react'
import { Link } from 'wouter'
import { heard } from '../../language/heard.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import type { TimelineEntry } from '../contract.ts'
import { useChannelName, useTimeline } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import { Nothing } from '../ui/screen.tsx'
import { figure, momentText } from '../words.ts'
import styles from './timeline.module.css'

const ICONS: Record<TimelineEntry['kind'], LucideIcon> = {
  movement: ArrowRightLeft,
  order: ClipboardList,
  protection: Shield,
  exception: CircleAlert,
}

export function Timeline({ sku }: { sku: string }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(sku)
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  if (data && entries.length === 0) return <Nothing>{t('Nothing has happened to this item yet.')}</Nothing>
  return (
    <>
      <Failure of={error} />
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <Action off={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {isFetchingNextPage ? t('Loading…') : t('Earlier')}
        </Action>
      )}
    </>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const channelName = useChannelName()
  const Icon = ICONS[entry.kind]
  const way = [entry.from, entry.to].filter(Boolean).join(' → ')
  const about = [entry.lot && t('lot {lot}', { lot: entry.lot }), way, entry.channel && channelName(entry.channel)]
    .filter(Boolean)
    .join(' · ')
  const by = [entry.who, entry.device].filter(Boolean).join(', ')
  return (
    <li className={styles.entry}>
      <Icon size={18} aria-hidden />
      <div className={styles.words}>
        <p className={styles.what}>
          {entry.kind === 'movement' || entry.kind === 'exception' ? spoken(entry.what) : heard(entry.what)}
          {entry.quantity !== null && <b className={styles.quantity}>{figure(entry.quantity)}</b>}
        </p>
        {about && <p>{about}</p>}
        {entry.why && <p>{heard(entry.why)}</p>}
        <p className={styles.by}>
          <time dateTime={entry.at}>{momentText(entry.at)}</time>
          {by && ` · ${by}`}
          {entry.order && (
            <>
              {' · '}
              <Link href={`/office/orders?order=${encodeURIComponent(entry.order)}`}>{t('Order')}</Link>
            </>
          )}
        </p>
      </div>
    </li>
  )
}
