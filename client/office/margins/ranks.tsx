import { netRevenueOf } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import type { MarginRow } from './contract.ts'
import { amountText, ordinal, rateText } from './margin-words.ts'
import styles from './margins.module.css'
import { type Ranked, rankings } from './rankings.ts'

/** Longer lists would take the table's room; the table has all of them. */
const MOST = 5

export function Ranks({ rows, currency }: { rows: readonly MarginRow[]; currency: string }) {
  const { byRevenue, byRate } = rankings(rows)
  // One channel has nobody to be compared with.
  if (byRevenue.length < 2) return null
  return (
    <section className={styles.ranks} aria-label={t('Order of channels')}>
      <Rank title={t('By revenue')} list={byRevenue} figureOf={({ row }) => amountText(netRevenueOf(row), currency)} />
      <Rank
        title={t('By contribution rate')}
        list={byRate}
        figureOf={({ row }) => rateText(row.contributionRate)}
        noteOf={({ up }, place) =>
          up === 0
            ? t('as by revenue')
            : up > 0
              ? t('{ordinal} by revenue: {count} places up', { count: up, ordinal: ordinal(place + up) })
              : t('{ordinal} by revenue: {count} places down', { count: -up, ordinal: ordinal(place + up) })
        }
      />
    </section>
  )
}

interface RankProps {
  title: string
  list: readonly Ranked[]
  figureOf: (one: Ranked) => string
  noteOf?: (one: Ranked, place: number) => string
}

function Rank({ title, list, figureOf, noteOf }: RankProps) {
  const channelName = useChannelName()
  return (
    <div className={styles.rank}>
      <h2 className={styles.heading}>{title}</h2>
      <ol>
        {list.slice(0, MOST).map((one, nth) => (
          <li key={one.channel}>
            <span className={styles.ranked}>
              <b>{channelName(one.channel)}</b>
              <span className={styles.rankFigure}>{figureOf(one)}</span>
              {noteOf && <span className={styles.say}>{noteOf(one, nth + 1)}</span>}
            </span>
          </li>
        ))}
      </ol>
      {list.length > MOST && (
        <p className={styles.say}>{t('and {count} further ones in the table', { count: list.length - MOST })}</p>
      )}
    </div>
  )
}
