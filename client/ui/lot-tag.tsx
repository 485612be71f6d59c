import styles from './lot-tag.module.css'

export interface LotTagProps {
  /** "Lot 2417" */
  lot: string
  /** "best before 31 Dec 2027" */
  note?: string | undefined
  /** bad: on hold or expired. The note says which; colour alone never does. */
  tone?: 'plain' | 'warn' | 'bad' | undefined
}

export function LotTag({ lot, note, tone = 'plain' }: LotTagProps) {
  return (
    <p className={styles.line} data-tone={tone}>
      <span className={styles.tag}>{lot}</span>
      {note && <span className={styles.note}>{note}</span>}
    </p>
  )
}
