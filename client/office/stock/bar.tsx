import { t } from '../../language/t.ts'
import type { ChannelFigures } from '../contract.ts'
import legend from '../ui/legend.module.css'
import styles from './bar.module.css'
import { BAR_WORDS, type BarPart, barText, widthsOf } from './channel-bar.ts'

/** Drawn small: the words are in its title and in the drawer. */
export function ChannelBar({ channel, scale, wide }: { channel: ChannelFigures; scale: number; wide?: boolean }) {
  const text = barText(channel)
  return (
    <span className={styles.bar} data-wide={wide || undefined} role="img" aria-label={text} title={text}>
      {widthsOf(channel, scale).map(({ part, percent }) => (
        <i key={part} data-part={part} style={{ width: `${percent}%` }} />
      ))}
    </span>
  )
}

const PARTS = Object.keys(BAR_WORDS) as BarPart[]

export function BarLegend() {
  return (
    <ul className={legend.legend} aria-label={t("Parts of a channel's bar")}>
      {PARTS.map((part) => (
        <li key={part}>
          <i className={legend.swatch} data-part={part} />
          {BAR_WORDS[part]}
        </li>
      ))}
    </ul>
  )
}
