import { t } from '../../language/t.ts'
import { figure } from '../words.ts'
import styles from './position.module.css'
import { positionShape } from './position-shape.ts'

const SAID = { '≤': t('is not above'), '>': t('is above'), '=': 'is' } as const

/** Short of its mark it is hatched, and its figure says so too: colour alone tells nothing. */
export function PositionBar({ position, reorderPoint }: { position: number; reorderPoint: number }) {
  const { filled, mark, isShort } = positionShape(position, reorderPoint)
  const sign = isShort ? '≤' : position > reorderPoint ? '>' : '='
  const text = t('{position} {SAID} the reorder point of {reorderPoint}', { position, SAID: SAID[sign], reorderPoint })
  return (
    <span className={styles.position} role="img" aria-label={text} title={text}>
      <span className={styles.figures}>
        <b>{figure(position)}</b> {sign} {figure(reorderPoint)}
      </span>
      <span className={styles.bar}>
        <i data-short={isShort || undefined} style={{ width: `${filled}%` }} />
        <i className={styles.mark} style={{ left: `${mark}%` }} />
      </span>
    </span>
  )
}
