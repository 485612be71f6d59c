import { t } from '../../language/t.ts'
import legend from '../ui/legend.module.css'
import type { FigureRow } from './contract.ts'
import styles from './figures.module.css'
import { MIX_PARTS, MIX_WORDS, mixOf, mixText } from './mix.ts'

/** Drawn small, with its words below. */
export function MixBar({ row }: { row: Pick<FigureRow, 'dispositions' | 'waiting'> }) {
  const text = mixText(row)
  if (text === '') return <span className={styles.none}>{t('Nothing came back')}</span>
  return (
    <span className={styles.mix} title={text}>
      <span className={styles.bar} aria-hidden>
        {mixOf(row).map(({ part, percent }) => (
          <i key={part} data-mix={part} style={{ flexGrow: percent }} />
        ))}
      </span>
      <span className={styles.words}>{text}</span>
    </span>
  )
}

export function MixLegend() {
  return (
    <ul className={legend.legend} aria-label={t('Parts of the bar')}>
      {MIX_PARTS.map((part) => (
        <li key={part}>
          <i className={legend.swatch} data-mix={part} />
          {MIX_WORDS[part]}
        </li>
      ))}
    </ul>
  )
}
