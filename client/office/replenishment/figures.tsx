import { t } from '../../language/t.ts'
import { figure } from '../words.ts'
import styles from './advice.module.css'
import type { ItemPlan } from './contract.ts'
import { costText, coverText, perDayText } from './plan-words.ts'
import { PositionBar } from './position-bar.tsx'

/** How the position comes about, and what it is measured against. */
export function Figures({ plan }: { plan: ItemPlan }) {
  const { sellable, onOrder, owed, position, reorderPoint, demand, variability, daysOfCover, without, currency } = plan
  const sum: [string, string][] = [
    [t('Sellable'), figure(sellable)],
    [t('+ on order'), figure(onOrder)],
    [t('− owed'), figure(owed)],
    [t('= position'), figure(position)],
  ]
  const others: [string, string][] = [
    [t('Demand a day'), `${perDayText(demand)} ±${perDayText(variability)}`],
    [t('Safety stock'), figure(plan.safetyStock)],
    [t('Days of cover'), coverText(daysOfCover)],
    [t('A day without'), costText(without.perDay, currency)],
  ]
  return (
    <section className={styles.figures} aria-label={t('Position')}>
      <dl className={styles.facts}>
        {[...sum, ...others].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('Against reorder point')}</dt>
          <dd>
            <PositionBar position={position} reorderPoint={reorderPoint} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
