import { t } from '../../language/t.ts'
import chart from '../ui/chart.module.css'
import { shortDate } from '../words.ts'
import styles from './accuracy.module.css'
import type { AccuracyRow } from './contract.ts'
import { percent } from './count-words.ts'
import { type TrendLine, trendOf } from './trend.ts'

const WIDTH = 900
const HEIGHT = 120

export interface TrendChartProps {
  rows: readonly AccuracyRow[]
  period: { from: string; to: string }
}

/** The same figures stand in the table by day. */
export function TrendChart({ rows, period }: TrendChartProps) {
  const { bins, units, ground } = trendOf(rows, period, WIDTH, HEIGHT)
  return (
    <figure className={chart.figure}>
      <svg
        viewBox={`-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`}
        className={chart.chart}
        role="img"
        aria-labelledby="trend-says"
      >
        <title id="trend-says">{t('Bin and unit accuracy by day; the figures stand in the table by day.')}</title>
        {[0, 0.5].map((share) => (
          <line key={share} className={chart.grid} x1="0" x2={WIDTH} y1={share * HEIGHT} y2={share * HEIGHT} />
        ))}
        <Line line={units} what={t('Units')} kind="units" />
        <Line line={bins} what={t('Bins')} kind="bins" />
      </svg>
      <p className={chart.scale} aria-hidden>
        <span>100 %</span>
        <span>{percent((1 + ground) / 2)}</span>
        <span>{percent(ground)}</span>
      </p>
      <figcaption className={chart.ends}>
        <span>{shortDate(period.from)}</span>
        <span className={styles.legend}>
          <i data-kind="bins" /> {t('Bins right')}
          <i data-kind="units" /> {t('Units right')}
        </span>
        <span>{shortDate(period.to)}</span>
      </figcaption>
    </figure>
  )
}

function Line({ line: { path, dots }, what, kind }: { line: TrendLine; what: string; kind: 'bins' | 'units' }) {
  return (
    <g className={styles.trend} data-kind={kind}>
      <path className={chart.line} d={path} />
      {dots.map(({ x, y, day, share }) => (
        <circle key={day} className={chart.dot} cx={x} cy={y} r="3.5">
          <title>{t('{what} right on {day}: {share}', { what, day: shortDate(day), share: percent(share) })}</title>
        </circle>
      ))}
    </g>
  )
}
