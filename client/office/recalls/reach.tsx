/** How far it goes: five figures, then back to what went in, forward to what it became, and who has it. */

import { Link } from 'wouter'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import { lotHref } from '../lots/queries.ts'
import parts from '../ui/parts.module.css'
import { State } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import { Consignees } from './consignees.tsx'
import type { LotFigures, Reach } from './contract.ts'
import styles from './recalls.module.css'

export interface ReachViewProps {
  reach: Reach
  /** Of a recall that was begun: the files for those who are told. */
  recall?: string | undefined
}

export function ReachView({ reach, recall }: ReachViewProps) {
  return (
    <>
      <Counters reach={reach} />
      <div className={styles.sides}>
        <Upstream reach={reach} />
        <Downstream reach={reach} />
      </div>
      <Consignees reach={reach} recall={recall} />
    </>
  )
}

function Counters({ reach: { quantities, consignees } }: { reach: Reach }) {
  const customers = consignees.reduce((sum, channel) => sum + channel.customers.length, 0)
  const counters: [string, number][] = [
    [t('On hand'), quantities.onHand],
    [t('In transit'), quantities.inTransit],
    [t('Shipped'), quantities.shipped],
    [t('Returned'), quantities.returned],
    [t('Customers'), customers],
  ]
  return (
    <dl className={styles.counters}>
      {counters.map(([label, value]) => (
        <div key={label} className={styles.counter}>
          <dt>{label}</dt>
          <dd>{figure(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Upstream({ reach: { backward } }: { reach: Reach }) {
  return (
    <section className={styles.side}>
      <h3 className={parts.heading}>{t('What went into it')}</h3>
      {backward.lots.length > 0 && (
        <table className={table.small}>
          <caption>{t('{count} lots', { count: backward.lots.length })}</caption>
          <tbody>
            {backward.lots.map((lot) => (
              <tr key={lotKey(lot.sku, lot.lot)}>
                <th scope="row">
                  <Link href={lotHref('/office/lots/trace', lot)}>{lot.lot}</Link>{' '}
                  <span className={styles.sku}>{lot.name}</span>
                </th>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className={table.small}>
        <caption>{t('{count} suppliers', { count: backward.suppliers.length })}</caption>
        <tbody>
          {backward.suppliers.map(({ supplier, lots }) => (
            <tr key={supplier ?? ''}>
              <th scope="row">
                {supplier ?? t('Supplier not known')}
                <span className={styles.under}>{deliveredText(lots)}</span>
              </th>
              <td className={table.number}>{figure(lots.reduce((sum, { quantity }) => sum + quantity, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Each delivery once: an import may bring the same lot to several places. */
const deliveredText = (lots: Reach['backward']['suppliers'][number]['lots']): string =>
  [
    ...new Set(
      lots.map(({ lot, supplierLot, reference }) =>
        [lot, supplierLot && t('their {supplierLot}', { supplierLot }), reference].filter(Boolean).join(', '),
      ),
    ),
  ].join('; ')

function Downstream({ reach: { lots, perLot } }: { reach: Reach }) {
  const figures = new Map(perLot.map((one) => [lotKey(one.sku, one.lot), one]))
  return (
    <section className={styles.side}>
      <h3 className={parts.heading}>{t('What is affected')}</h3>
      <table className={table.small}>
        <caption>{t('{count} lots', { count: lots.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Lot')}</th>
            <th scope="col" className={table.number}>
              {t('On hand')}
            </th>
            <th scope="col" className={table.number}>
              {t('Shipped')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <tr key={lotKey(lot.sku, lot.lot)}>
              <th scope="row">
                <Link href={lotHref('/office/lots/trace', lot)}>{lot.lot}</Link>{' '}
                <span className={styles.sku}>{lot.name}</span> {lot.held && <State name="on-hold" />}
                {lot.depth > 0 && (
                  <span className={styles.under}>
                    {t('made from it')}
                    {lot.depth > 1 && t(', {depth} steps on', { depth: lot.depth })}
                  </span>
                )}
              </th>
              <Figure of={figures.get(lotKey(lot.sku, lot.lot))} name="onHand" />
              <Figure of={figures.get(lotKey(lot.sku, lot.lot))} name="shipped" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Figure = ({ of, name }: { of: LotFigures | undefined; name: 'onHand' | 'shipped' }) => (
  <td className={table.number}>{figure(of?.[name] ?? 0)}</td>
)
