/** The single entries that a figure is the sum of: how each was known, and why it is as it is. */

import { Link } from 'wouter'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { shortDate } from '../words.ts'
import type { MarginEntry } from './contract.ts'
import { kindWord } from './figures.ts'
import { amountText, KNOWN_WORDS, type Names } from './margin-words.ts'
import styles from './margins.module.css'
import { type EntryFilter, useMarginEntries, useNames } from './queries.ts'

export function Entries({ filter, currency }: { filter: EntryFilter; currency: string }) {
  const entries = useMarginEntries(filter)
  const names = useNames()
  const rows = entries.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {!entries.data && <Failure of={entries.error} />}
      {entries.data && rows.length === 0 && <p className={styles.say}>{t('Nothing was entered in this time.')}</p>}
      {rows.length > 0 && (
        <table className={table.small} aria-label={t('Entries')}>
          <thead>
            <tr>
              <th scope="col">{t('Day')}</th>
              <th scope="col">{t('What, and why')}</th>
              <th scope="col">{t('Known')}</th>
              <th scope="col" className={table.number}>
                {currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <tr key={entry.id}>
                <td className={styles.unbroken}>{shortDate(entry.day)}</td>
                <td className={styles.why}>
                  <b>{kindWord(entry.kind)}</b>
                  <span className={styles.under}>{heard(entry.because)}</span>
                  <About entry={entry} filter={filter} names={names} />
                </td>
                <td className={styles.unbroken} title={KNOWN_WORDS[entry.known].means}>
                  {KNOWN_WORDS[entry.known].word}
                </td>
                <td className={`${table.number} ${styles.unbroken}`}>{amountText(entry.amount, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {entries.hasNextPage && (
        <div>
          <Action off={entries.isFetchingNextPage} onPress={() => void entries.fetchNextPage()}>
            {entries.isFetchingNextPage ? t('Loading…') : t('Show more')}
          </Action>
        </div>
      )}
    </>
  )
}

/** What the title of the drawer does not say already, and the order that it belongs to. */
function About({ entry, filter, names }: { entry: MarginEntry; filter: EntryFilter; names: Names }) {
  const of = [
    filter.sku === undefined && names.item(entry.sku),
    filter.channel === undefined && names.channel(entry.channel),
  ].filter((name) => name !== false)
  if (of.length === 0 && entry.orderId === null) return null
  return (
    <span className={styles.under}>
      {of.join(' · ')}
      {of.length > 0 && entry.orderId !== null && ' · '}
      {entry.orderId !== null && (
        <Link href={`/office/orders?view=all&order=${encodeURIComponent(entry.orderId)}`}>{t('Order')}</Link>
      )}
    </span>
  )
}
