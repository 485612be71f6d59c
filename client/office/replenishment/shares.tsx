/** For each channel two bars of one length: what it sells, and what of the safety stock is for it. */

import { t } from '../../language/t.ts'
import styles from './channels.module.css'
import type { ChannelPlan } from './contract.ts'
import { shareText } from './percent.ts'

export function Shares({ channels }: { channels: readonly ChannelPlan[] }) {
  return (
    <table className={styles.shares} aria-label={t('Share of volume and of safety stock by channel')}>
      <thead>
        <tr>
          <th scope="col">{t('Channel')}</th>
          <th scope="col">{t('Of the volume')}</th>
          <th scope="col">{t('Of the safety stock')}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ channel, name, shareOfDemand, shareOfSafety }) => (
          <tr key={channel}>
            <th scope="row">{name}</th>
            <Share of={shareOfDemand} kind="volume" />
            <Share of={shareOfSafety} kind="safety" />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Share = ({ of, kind }: { of: number; kind: 'volume' | 'safety' }) => (
  <td>
    <span className={styles.share}>
      <b>{shareText(of)}</b>
      <span className={styles.track} aria-hidden>
        <i data-kind={kind} style={{ width: `${Math.min(100, Math.max(0, of * 100))}%` }} />
      </span>
    </span>
  </td>
)
