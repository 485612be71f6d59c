/** More than is sold in time: what it is, what it ties up, and what to do. */
import { t } from '../../language/t.ts'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { dateText, figure } from '../words.ts'
import styles from './advice.module.css'
import type { ItemPlan } from './contract.ts'
import { costText } from './plan-words.ts'
import { expiringOf, overstockOf } from './sentences.ts'

export function Leftover({ plan }: { plan: ItemPlan }) {
  const [overstock, expiring] = [overstockOf(plan), expiringOf(plan)]
  return (
    <>
      {overstock !== null && (
        <section className={styles.advice} aria-label={t('Overstock')}>
          <h3 className={parts.heading}>{t('Too much of it')}</h3>
          <p className={parts.prose}>
            {overstock} {worth(plan.overstock.value, plan.currency)}
          </p>
        </section>
      )}
      {expiring !== null && (
        <section className={styles.advice} aria-label={t('Expiring lots')}>
          <h3 className={parts.heading}>{t('Will expire')}</h3>
          <p className={parts.prose}>
            {expiring} {worth(plan.expiring.value, plan.currency)}
          </p>
          <table className={table.small} aria-label={t('Lots that will expire')}>
            <thead>
              <tr>
                <th scope="col">{t('Lot')}</th>
                <th scope="col">{t('Expires on')}</th>
                <th scope="col" className={table.number}>
                  {t('Left over')}
                </th>
              </tr>
            </thead>
            <tbody>
              {plan.expiring.lots.map(({ lot, expiresOn, units }) => (
                <tr key={lot}>
                  <th scope="row">{lot}</th>
                  <td>{dateText(expiresOn)}</td>
                  <td className={table.number}>{figure(units)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

const worth = (value: number | null, currency: string): string =>
  value === null
    ? t('What they are worth is not known.')
    : t('They are worth {value}.', { value: costText(value, currency) })
