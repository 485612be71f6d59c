import { t } from '../../language/t.ts'
import chart from '../ui/chart.module.css'
import { figure } from '../words.ts'
import type { DriftCheck } from './contract.ts'
import { type DriftFigure, driftShape } from './drift-shape.ts'
import { momentOf, shareText } from './platform-words.ts'
import styles from './platforms.module.css'

const WIDTH = 320
const HEIGHT = 90

const SAYS: Record<DriftFigure, { title: string; says: string }> = {
  share: { title: t('Share of listings that had drifted'), says: t('Share of the compared listings that had drifted') },
  units: { title: t('Units off'), says: t('Units by which they were off') },
}

/** The same figures stand in the table below it. */
export function DriftChart({ checks, what }: { checks: readonly DriftCheck[]; what: DriftFigure }) {
  const shape = driftShape(checks, what, WIDTH, HEIGHT)
  if (!shape) return null
  const { title, says } = SAYS[what]
  const text = ({ compared, drifted, units }: DriftCheck) =>
    what === 'units' ? figure(units) : shareText(drifted, compared)
  const id = `drift-${what}`
  return (
    <figure className={chart.figure}>
      <p className={styles.figureTitle} aria-hidden>
        {title}
      </p>
      <svg viewBox={`-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`} className={chart.chart} role="img" aria-labelledby={id}>
        <title id={id}>{t('{says}, over time; the figures stand in the table.', { says })}</title>
        <line className={chart.grid} x1="0" x2={WIDTH} y1="0" y2="0" />
        <path className={chart.line} d={shape.line} />
        {shape.dots.map(({ x, y, check }) => (
          <circle key={check.startedAt} className={chart.dot} cx={x} cy={y} r={shape.dots.length > 40 ? 2 : 3.5}>
            <title>{`${momentOf(check.startedAt)}: ${text(check)}`}</title>
          </circle>
        ))}
      </svg>
      <p className={`${chart.scale} ${styles.scale}`} aria-hidden>
        <span>{what === 'units' ? figure(shape.top) : shareText(shape.top, 1)}</span>
        <span>0</span>
      </p>
      <figcaption className={chart.ends}>
        <span>{momentOf(shape.from)}</span>
        {shape.to !== shape.from && <span>{momentOf(shape.to)}</span>}
      </figcaption>
    </figure>
  )
}
