/** What each channel asks for, how that is known, and how much of the safety stock it is. */
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import styles from './channels.module.css'
import { ChannelsTable } from './channels-table.tsx'
import type { ItemPlan } from './contract.ts'
import { poolingOf, weightOf } from './sentences.ts'
import { Shares } from './shares.tsx'

export interface ChannelsPanelProps {
  plan: ItemPlan
  onProtect: () => void
}

export function ChannelsPanel({ plan, onProtect }: ChannelsPanelProps) {
  if (plan.channels.length === 0) return <p className={parts.prose}>{t('No channel has asked for it yet.')}</p>
  const [weight, pooling] = [weightOf(plan), poolingOf(plan)]
  return (
    <>
      <section className={styles.weights} aria-label={t('Volume and safety stock')}>
        <h3 className={parts.heading}>{t('Volume beside safety stock')}</h3>
        {weight !== null && <p className={styles.sentence}>{weight}</p>}
        <Shares channels={plan.channels} />
        {pooling !== null && <p className={parts.prose}>{pooling}</p>}
        <div>
          <Action onPress={onProtect}>{t('Protect these weights…')}</Action>
        </div>
      </section>
      <section className={styles.weights} aria-label={t('Channel by channel')}>
        <h3 className={parts.heading}>{t('Channel by channel')}</h3>
        <ChannelsTable plan={plan} />
      </section>
    </>
  )
}
